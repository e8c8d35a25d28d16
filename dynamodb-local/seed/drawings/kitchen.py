"""Knives, pots, boards and bowls: what one cooks with."""

from drawings.geometry import box, lines, oval, polygon, turned
from drawings.palette import (
    BRASS,
    CLAY,
    CREAM,
    FOREST,
    GRAPHITE,
    INK,
    MUSTARD,
    OAK,
    RUST,
    SAGE,
    STEEL,
    TEAL,
    WALNUT,
    WHITE,
)
from drawings.picture import Drawing, Picture, filled, stroked


def chefs_knife(p: Picture) -> None:
    blade = "M90 366C220 336 360 328 506 328V448C360 450 200 436 90 366Z"
    handle = polygon(
        [(520, 332, 14), (700, 336, 40), (724, 400, 40), (690, 408, 20), (600, 392, 60), (520, 396, 10)]
    )
    with p.rotated(-32):
        p.cast(blade)
        p.cast(handle)
        p.fill(blade, STEEL)
        p.within(
            blade,
            filled("M90 366C220 410 360 416 510 412V460H90Z", WHITE, 0.65),
            filled(box(90, 320, 420, 18), INK, 0.12),
        )
        p.fill(box(500, 326, 26, 74, 8), GRAPHITE)
        p.fill(handle, WALNUT)
        p.within(
            handle, filled(box(510, 330, 220, 18), WHITE, 0.2), filled(box(510, 384, 230, 40), INK, 0.15)
        )
        for x in (560, 616, 672):
            p.fill(oval(x, 366, 8), BRASS)


def bread_knife(p: Picture) -> None:
    scallops = "".join(f"Q{x - 15} 444 {x - 30} 424" for x in range(500, 110, -30))
    blade = f"M96 392C98 366 120 352 150 352H500V424{scallops}C104 420 94 410 96 392Z"
    handle = polygon([(500, 346, 10), (690, 346, 30), (704, 430, 30), (660, 436, 16), (500, 424, 10)])
    with p.rotated(28):
        p.cast(blade)
        p.cast(handle)
        p.fill(blade, STEEL)
        p.within(blade, filled(box(90, 352, 420, 22), INK, 0.14), filled(box(90, 408, 420, 40), WHITE, 0.6))
        p.fill(handle, OAK)
        p.within(
            handle,
            filled(box(490, 346, 230, 18), WHITE, 0.25),
            filled(box(490, 410, 230, 40), INK, 0.13),
            stroked("M540 388C600 378 640 396 690 386", WALNUT, 4, 0.4),
        )
        p.fill(box(490, 344, 22, 84, 6), FOREST)
        p.fill(oval(668, 390, 11), "#f3e6d0")


def oak_board(p: Picture) -> None:
    board = (
        "M360 96Q400 80 440 96Q452 150 452 190Q456 214 500 216Q590 218 590 300V640Q590 690 540 690"
        "H260Q210 690 210 640V300Q210 218 300 216Q344 214 348 190Q348 150 360 96Z"
    )
    with p.rotated(10):
        p.cast(board)
        p.lit(
            board,
            OAK,
            210,
            590,
            stroked(
                "M270 200V700M330 210C320 380 346 520 330 700M400 200C410 360 388 540 400 700"
                "M470 210C482 400 458 500 470 700M536 220C528 420 548 560 536 700",
                WALNUT,
                5,
                0.28,
            ),
            shade=0.1,
            shine=0.14,
        )
        p.fill(oval(400, 140, 20), "#fbf3e4")
        p.stroke("M400 140C350 60 450 30 404 128", FOREST, 8)


def iron_skillet(p: Picture) -> None:
    with p.rotated(42, 340, 470):
        pan = oval(340, 470, 220)
        handle = polygon([(296, 280), (304, 20, 36), (376, 20, 36), (384, 280)])
        p.cast(pan)
        p.cast(handle)
        p.lit(handle, INK, 300, 380, shine=0.12)
        p.stroke("M340 56V96", "#fbf3e4", 24)
        for side in (-1, 1):
            p.fill(
                polygon(
                    [
                        (340 + side * 180, 390),
                        (340 + side * 248, 456, 12),
                        (340 + side * 248, 484, 12),
                        (340 + side * 180, 550),
                    ]
                ),
                INK,
            )
        p.fill(pan, INK)
    p.fill(oval(340, 470, 196), "#454852")
    p.fill(oval(340, 470, 178), "#383b44")
    p.stroke("M196 430A150 150 0 0 1 300 326", WHITE, 12, 0.25)
    egg = (
        "M280 430C310 382 390 394 420 430C470 450 470 520 420 540"
        "C390 590 310 576 284 540C236 530 240 456 280 430Z"
    )
    p.fill(egg, WHITE)
    p.fill(oval(350, 484, 46), MUSTARD)
    p.fill(oval(336, 468, 13), WHITE, 0.5)


def ember_pot(p: Picture) -> None:
    p.table(400, 200)
    p.stroke("M196 450C126 440 126 520 196 512M604 450C674 440 674 520 604 512", RUST, 28)
    p.lit(turned(400, [(206, 412, 8), (206, 560, 70), (170, 650, 40)]), CLAY, 194, 606)
    p.lit("M186 412C200 310 300 288 400 288S600 310 614 412Z", CLAY, 186, 614, shine=0.2)
    p.fill(box(176, 402, 448, 26, 13), RUST)
    p.fill(box(384, 258, 32, 36, 6), BRASS)
    p.lit(oval(400, 246, 40, 22), BRASS, 360, 440)


def heron_kettle(p: Picture) -> None:
    p.table(360, 140)
    p.stroke("M470 600C620 600 540 310 646 300Q676 298 690 318", INK, 26)
    p.stroke("M256 350C120 350 116 520 180 560", WALNUT, 30)
    p.lit(turned(360, [(94, 350, 20), (140, 600, 30), (132, 650, 20)]), INK, 220, 500, shine=0.16)
    p.lit(turned(360, [(60, 322, 16), (100, 356, 10)]), GRAPHITE, 260, 460, shine=0)
    p.lit(box(340, 280, 40, 46, 16), WALNUT, 340, 380)
    p.fill(oval(360, 500, 30), CREAM)
    p.stroke("M360 500L374 484", CLAY, 5)


def turned_mill(p: Picture) -> None:
    for center, color, grow in ((506, "#e6d1ad", 1.0), (310, WALNUT, 1.16)):
        if grow == 1.0:
            p.table(400, 170)
        top = 650 - 400 * grow
        y = [top + 400 * grow * part for part in (0, 0.16, 0.2, 0.3, 0.5, 0.62, 0.8, 1)]
        w = 100 * grow
        body = turned(
            center,
            [
                (w * 0.5, y[0], 40),
                (w * 0.62, y[1], 30),
                (w * 0.34, y[2], 10),
                (w * 0.7, y[3], 40),
                (w * 0.42, y[4], 60),
                (w * 0.42, y[5], 30),
                (w * 0.78, y[6], 60),
                (w * 0.8, y[7], 14),
            ],
        )
        p.lit(
            body,
            color,
            center - w * 0.8,
            center + w * 0.8,
            filled(box(center - 100, y[6] + 24, 200, 8), INK, 0.25),
            filled(box(center - 100, y[2] - 5, 200, 8), INK, 0.3),
        )
        p.lit(oval(center, top - 12, 17), BRASS, center - 17, center + 17)


def spoon_crock(p: Picture) -> None:
    p.table(400, 130)
    p.stroke("M350 460L286 236", OAK, 22)
    p.lit("M256 236C216 150 250 100 280 104C320 106 340 170 312 240Z", OAK, 236, 324)
    p.stroke("M400 460V250", WALNUT, 22)
    p.lit(polygon([(356, 96, 26), (444, 96, 26), (436, 250, 22), (364, 250, 22)]), WALNUT, 356, 444)
    p.stroke(lines((400, 124, 400, 210), (380, 124, 380, 206), (420, 124, 420, 206)), "#fbf3e4", 8)
    p.stroke("M450 460L510 280", GRAPHITE, 18)
    p.stroke(
        "M510 280C450 200 500 130 552 126C590 150 580 240 510 280M510 280C490 200 520 150 552 126"
        "C562 180 550 240 510 280",
        GRAPHITE,
        8,
    )
    p.lit(
        turned(400, [(136, 400, 14), (142, 560, 60), (128, 650, 24)]),
        CREAM,
        258,
        542,
        filled(box(240, 430, 320, 12), TEAL),
        filled(box(240, 452, 320, 36), TEAL),
        filled(box(240, 498, 320, 12), TEAL),
    )


def nesting_bowls(p: Picture) -> None:
    p.table(400, 120)
    p.lit("M280 300H520C520 400 470 450 400 450S280 400 280 300Z", MUSTARD, 280, 520)
    p.lit("M244 364H556C556 480 490 540 400 540S244 480 244 364Z", SAGE, 244, 556)
    p.lit("M196 440H604C604 580 520 636 470 640H330C280 636 196 580 196 440Z", FOREST, 196, 604)
    p.fill(box(186, 428, 428, 20, 10), "#2a483f")
    p.fill(box(236, 354, 328, 18, 9), "#9db79c")
    p.fill(box(272, 290, 256, 18, 9), "#edbd5e")
    p.fill(turned(400, [(76, 638, 4), (84, 650, 6)]), "#2a483f")


DRAWINGS: dict[str, Drawing] = {
    "KNF-01": chefs_knife,
    "KNF-02": bread_knife,
    "BRD-01": oak_board,
    "PAN-01": iron_skillet,
    "POT-01": ember_pot,
    "KET-01": heron_kettle,
    "MIL-01": turned_mill,
    "SPN-01": spoon_crock,
    "BWL-01": nesting_bowls,
}
