"""Tents, flasks, lanterns and chairs: what goes along into the open."""

import math

from drawings.geometry import box, lines, number, oval, polygon, turned
from drawings.palette import (
    BRASS,
    CLAY,
    CREAM,
    FOREST,
    GLOW,
    GRAPHITE,
    INK,
    MUSTARD,
    NAVY,
    OAK,
    RUST,
    SAND,
    STEEL,
    TEAL,
    WALNUT,
    WHITE,
)
from drawings.picture import Drawing, Picture, filled


def ridge_tent(p: Picture) -> None:
    p.table(400, 300)
    p.stroke("M400 214L110 664M400 214L690 664", WALNUT, 6)
    p.lit(
        polygon([(400, 216, 10), (648, 640, 8), (640, 650, 4), (160, 650, 4), (152, 640, 8)]),
        MUSTARD,
        152,
        648,
        shine=0,
        shade=0.12,
    )
    p.fill(polygon([(400, 226), (520, 650), (280, 650)]), "#5d4a22")
    p.fill("M400 226L280 650H330Q390 480 400 226Z", "#f2c46b")
    p.fill("M400 226L520 650H470Q410 480 400 226Z", "#c98f2c")
    p.stroke("M388 190L400 216L412 190M400 216V300", WALNUT, 9)
    p.fill(polygon([(412, 186), (470, 204), (412, 222)], 3), CLAY)
    p.stroke("M106 650V676M694 650V676", GRAPHITE, 9)


def summit_bottle(p: Picture) -> None:
    p.table(400, 92)
    p.stroke("M364 190C356 96 444 96 436 190", INK, 16)
    p.lit(box(352, 168, 96, 78, 14), INK, 352, 448)
    p.lit(
        turned(400, [(46, 240, 4), (48, 264, 20), (96, 320, 50), (96, 650, 26)]),
        TEAL,
        304,
        496,
        filled(box(290, 236, 220, 18), STEEL),
        filled(polygon([(290, 590), (360, 470), (400, 530), (446, 440), (520, 590)], 6), CREAM),
        filled(box(290, 586, 220, 80), "#2c6164"),
    )


def camp_chair(p: Picture) -> None:
    p.table(400, 200)
    p.stroke("M244 410L570 640M556 410L230 640", OAK, 24)
    p.stroke("M226 150V400M574 150V400", OAK, 24)
    p.lit(
        polygon([(212, 168, 12), (588, 168, 12), (584, 290, 16), (216, 290, 16)]),
        NAVY,
        212,
        588,
        filled(box(200, 190, 400, 12), CREAM),
        filled(box(200, 256, 400, 12), CREAM),
        shine=0.1,
    )
    p.lit("M206 400H594Q560 456 400 460T206 400Z", NAVY, 206, 594, shine=0.1)
    p.stroke("M200 400H600", OAK, 22)
    p.stroke("M196 330H256M544 330H604", WALNUT, 24)
    p.fill(oval(400, 520, 14), BRASS)
    p.stroke("M214 640H252M548 640H586", WALNUT, 18)


def _sagging_stripe(x: float, width: float) -> str:
    """A stripe of the hammock, drawn to its lowest point in the middle."""
    pull = (400 - x) * 0.4
    right = number(x + width + pull)
    return (
        f"M{x} 300h{width}Q{number(x + width + pull * 0.75)} 460 {right} 580H{number(x + pull)}"
        f"Q{number(x + pull * 0.75)} 460 {x} 300Z"
    )


def dusk_hammock(p: Picture) -> None:
    p.table(400, 310)
    p.lit(box(96, 130, 40, 522, 10), WALNUT, 96, 136)
    p.lit(box(664, 130, 40, 522, 10), WALNUT, 664, 704)
    p.fill(box(88, 118, 56, 24, 8), OAK)
    p.fill(box(656, 118, 56, 24, 8), OAK)
    p.stroke(
        "M132 240L200 322M132 240L246 344M132 240L300 362M668 240L600 322M668 240L554 344M668 240L500 362",
        WALNUT,
        5,
    )
    cloth = "M196 316Q400 420 604 316Q590 540 400 560Q210 540 196 316Z"
    stripes = ((196, 40, MUSTARD), (276, 30, CREAM), (346, 46, MUSTARD), (430, 30, CREAM), (510, 46, MUSTARD))
    p.lit(
        cloth,
        CLAY,
        196,
        604,
        *(filled(_sagging_stripe(x, width), color) for x, width, color in stripes),
        shine=0,
    )
    p.fill("M196 316Q400 420 604 316Q400 470 196 316Z", RUST, 0.55)
    p.fill(box(90, 222, 52, 36, 8), SAND)
    p.fill(box(658, 222, 52, 36, 8), SAND)
    p.stroke("M92 240H140M660 240H708", WALNUT, 4)


def brass_compass(p: Picture) -> None:
    p.cast(oval(400, 430, 236))
    p.stroke(oval(400, 166, 40), BRASS, 16)
    p.fill(box(374, 176, 52, 40, 8), "#a87d2f")
    p.lit(oval(400, 430, 236), BRASS, 164, 636, shine=0.2)
    p.fill(oval(400, 430, 196), CREAM)
    p.stroke(oval(400, 430, 176), INK, 12, 0.55, "2 21.06")
    for turn in range(4):
        x, y = 400 + 146 * math.sin(turn * math.pi / 2), 430 - 146 * math.cos(turn * math.pi / 2)
        p.fill(oval(x, y, 13), CLAY if turn == 0 else FOREST)
    with p.rotated(38, 400, 430):
        p.fill(polygon([(400, 300), (434, 430), (366, 430)], 2), CLAY)
        p.fill(polygon([(400, 560), (434, 430), (366, 430)], 2), NAVY)
        p.fill(polygon([(400, 300), (400, 430), (366, 430)], 2), WHITE, 0.25)
        p.fill(polygon([(400, 560), (400, 430), (366, 430)], 2), WHITE, 0.2)
    p.fill(oval(400, 430, 17), BRASS)
    p.stroke("M246 380A166 166 0 0 1 340 278", WHITE, 14, 0.6)


def lake_cooler(p: Picture) -> None:
    p.table(400, 240)
    p.stroke("M206 390V250Q206 220 236 220H564Q594 220 594 250V390", GRAPHITE, 20)
    p.fill(box(330, 204, 140, 34, 16), INK)
    p.lit(box(168, 380, 464, 270, 28), CREAM, 168, 632, filled(box(150, 520, 500, 150), TEAL), shine=0.35)
    p.lit(box(152, 330, 496, 70, 22), TEAL, 152, 648)
    p.fill(box(362, 376, 76, 62, 10), INK)
    p.fill(box(382, 394, 36, 26, 6), STEEL)
    p.fill(oval(206, 396, 18), INK)
    p.fill(oval(594, 396, 18), INK)
    p.stroke("M360 586Q380 570 400 586T440 586", CREAM, 9)


def storm_lantern(p: Picture) -> None:
    p.table(400, 130)
    p.fill(oval(400, 430, 220), GLOW, 0.65)
    p.stroke("M280 320C260 70 540 70 520 320", GRAPHITE, 12)
    p.lit(turned(400, [(30, 190, 8), (44, 226, 8), (90, 250, 10), (100, 300, 8)]), RUST, 300, 500)
    p.stroke("M288 312V540M512 312V540", RUST, 16)
    p.lit(
        "M318 304H482C530 400 520 490 482 540H318C280 490 270 400 318 304Z",
        "#fff1c4",
        284,
        516,
        shine=0.6,
        shade=0.06,
    )
    p.fill("M400 520C350 490 372 430 400 372C428 430 450 490 400 520Z", MUSTARD)
    p.fill("M400 516C380 500 386 466 400 442C414 466 420 500 400 516Z", WHITE)
    p.stroke(lines((306, 360, 494, 360), (290, 470, 510, 470)), GRAPHITE, 5, 0.7)
    p.fill(box(262, 300, 276, 22, 8), "#7f3726")
    p.lit(turned(400, [(128, 534, 10), (124, 600, 20), (146, 650, 12)]), RUST, 254, 546)
    p.fill(oval(500, 580, 15), BRASS)


def squall_umbrella(p: Picture) -> None:
    with p.rotated(-14):
        dome = (
            "M110 390C110 210 250 116 400 116S690 210 690 390"
            "Q642 350 594 390Q546 350 497 390Q448 350 400 390"
            "Q352 350 303 390Q254 350 206 390Q158 350 110 390Z"
        )
        p.cast(dome)
        p.stroke("M400 100V650Q400 704 446 704T492 650", WALNUT, 18)
        p.stroke("M400 380V560", STEEL, 12)
        p.fill(dome, NAVY)
        p.fill("M400 116C300 190 300 300 303 390Q254 350 206 390C206 260 290 150 400 116Z", MUSTARD)
        p.fill("M400 116C500 190 500 300 497 390Q546 350 594 390C594 260 510 150 400 116Z", MUSTARD)
        p.within(
            dome,
            filled("M400 100C600 160 640 300 640 420H700V100Z", INK, 0.16),
            filled("M150 340C170 240 230 180 300 150L320 164C240 200 190 260 176 350Z", WHITE, 0.25),
        )
        p.stroke("M400 116V92", GRAPHITE, 14)


def ridge_binoculars(p: Picture) -> None:
    p.table(400, 240)
    p.stroke("M212 380C60 300 110 120 400 120S740 300 588 380", WALNUT, 14)
    for side in (-1, 1):
        x = 400 + side * 118
        p.lit(
            polygon(
                [(x - 56 - side * 12, 230, 12), (x + 56 - side * 12, 230, 12), (x + 52, 330), (x - 52, 330)]
            ),
            INK,
            x - 68,
            x + 68,
            shine=0.12,
        )
        p.lit(
            polygon(
                [
                    (x - 66, 310, 24),
                    (x + 66, 310, 24),
                    (x + 96 + side * 14, 650, 26),
                    (x - 96 + side * 14, 650, 26),
                ]
            ),
            FOREST,
            x - 90,
            x + 110,
            filled(box(x - 130, 588, 260, 80), INK),
            filled(box(x - 130, 574, 260, 8), BRASS),
            shine=0.14,
        )
    p.fill(box(350, 350, 100, 110, 16), INK)
    p.lit(box(368, 300, 64, 64, 12), GRAPHITE, 368, 432)
    p.stroke(lines((380, 314, 380, 350), (400, 314, 400, 350), (420, 314, 420, 350)), INK, 5, 0.6)


DRAWINGS: dict[str, Drawing] = {
    "TNT-01": ridge_tent,
    "BTL-01": summit_bottle,
    "CHR-01": camp_chair,
    "HMK-01": dusk_hammock,
    "CMP-01": brass_compass,
    "COO-01": lake_cooler,
    "LTN-01": storm_lantern,
    "UMB-01": squall_umbrella,
    "BIN-01": ridge_binoculars,
}
