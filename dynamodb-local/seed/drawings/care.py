"""Soaps, oils, brushes and combs: what stands beside a basin."""

from drawings.geometry import box, lines, oval, polygon, turned
from drawings.palette import (
    BLUSH,
    BRASS,
    CLAY,
    CREAM,
    FOREST,
    GRAPHITE,
    INK,
    LAVENDER,
    MUSTARD,
    OAK,
    PLUM,
    RUST,
    SAGE,
    SAND,
    SKY,
    STEEL,
    TEAL,
    WALNUT,
    WHITE,
)
from drawings.picture import Drawing, Picture, filled, stroked


def garden_soap(p: Picture) -> None:
    p.table(400, 220)
    p.lit(box(226, 404, 348, 190, 70), SAGE, 226, 574, shine=0.3)
    p.stroke(box(276, 446, 248, 106, 44), FOREST, 6, 0.35)
    p.stroke(
        "M400 536V468M400 510C370 506 362 488 360 470C384 472 398 486 400 510"
        "M400 492C426 490 436 472 438 458C414 458 402 472 400 492",
        FOREST,
        7,
        0.75,
    )
    p.lit(polygon([(180, 590, 16), (620, 590, 16), (596, 632, 10), (204, 632, 10)]), OAK, 180, 620)
    p.fill(box(230, 630, 54, 20, 4), WALNUT)
    p.fill(box(516, 630, 54, 20, 4), WALNUT)
    for x, y, r in ((540, 380, 38), (590, 320, 22), (520, 300, 16), (270, 378, 24)):
        p.fill(oval(x, y, r), WHITE, 0.75)
        p.stroke(f"M{x - r * 0.5:.0f} {y}A{r * 0.5:.0f} {r * 0.5:.0f} 0 0 1 {x} {y - r * 0.5:.0f}", SKY, 5)


def hand_wash(p: Picture) -> None:
    p.table(400, 110)
    p.stroke("M400 290V190", INK, 18)
    p.fill(
        polygon(
            [
                (430, 158, 10),
                (430, 204, 10),
                (362, 204, 14),
                (300, 226, 6),
                (282, 212, 8),
                (304, 176, 20),
                (360, 158, 20),
            ]
        ),
        INK,
    )
    p.fill(box(362, 256, 76, 56, 8), INK)
    p.lit(
        turned(400, [(44, 306, 4), (48, 330, 16), (114, 384, 50), (114, 650, 26)]),
        "#a4622f",
        286,
        514,
        filled(box(280, 410, 240, 300), "#7e431d", 0.5),
        shine=0.3,
    )
    p.fill(box(312, 440, 176, 146, 4), CREAM)
    p.stroke(lines((340, 478, 460, 478), (340, 552, 420, 552)), INK, 6, 0.8)
    p.stroke(lines((340, 514, 440, 514)), RUST, 12)


def hand_cream(p: Picture) -> None:
    tube = "M300 190H500L486 560Q480 590 450 592H350Q320 590 314 560Z"
    with p.rotated(24):
        p.cast(tube)
        p.cast(box(344, 590, 112, 90, 14))
        p.lit(box(346, 590, 108, 88, 14), PLUM, 346, 454)
        p.stroke(lines((370, 606, 370, 664), (400, 606, 400, 664), (430, 606, 430, 664)), INK, 5, 0.3)
        p.lit(
            tube,
            LAVENDER,
            300,
            500,
            filled(polygon([(280, 180), (520, 180), (490, 330), (310, 310)]), WHITE, 0.15),
            shine=0.35,
        )
        p.lit(
            polygon([(288, 140, 6), (512, 140, 6), (504, 206, 6), (296, 206, 6)]), STEEL, 288, 512, shine=0.5
        )
        p.stroke(lines((300, 164, 500, 164), (300, 184, 500, 184)), GRAPHITE, 4, 0.4)
        p.fill(box(340, 320, 120, 150, 6), CREAM)
        p.stroke(lines((362, 356, 438, 356), (362, 436, 420, 436)), PLUM, 6)
        p.stroke(lines((362, 396, 430, 396)), PLUM, 11)


def face_oil(p: Picture) -> None:
    p.table(400, 100)
    p.lit("M362 240C352 130 376 104 400 104S448 130 438 240Z", INK, 358, 442, shine=0.2)
    p.lit(box(344, 236, 112, 84, 10), BRASS, 344, 456)
    p.stroke(
        lines((362, 250, 362, 306), (386, 250, 386, 306), (410, 250, 410, 306), (434, 250, 434, 306)),
        WALNUT,
        4,
        0.4,
    )
    p.lit(
        turned(400, [(44, 316, 4), (46, 340, 20), (110, 390, 40), (110, 650, 22)]),
        "#2f5d58",
        290,
        510,
        filled(box(280, 430, 240, 300), MUSTARD, 0.4),
        filled(box(394, 330, 12, 230, 6), WHITE, 0.4),
        shine=0.4,
    )
    p.fill(box(326, 470, 148, 120, 4), CREAM)
    p.fill("M400 486C376 520 376 544 400 548C424 544 424 520 400 486Z", MUSTARD)
    p.stroke(lines((356, 570, 444, 570)), FOREST, 6)


def bath_brush(p: Picture) -> None:
    with p.rotated(32):
        handle = polygon(
            [(374, 360), (384, 660, 20), (376, 712, 30), (424, 712, 30), (416, 660, 20), (426, 360)]
        )
        head = oval(400, 240, 118, 150)
        p.cast(handle)
        p.cast(head)
        p.lit(handle, OAK, 374, 426)
        p.lit(head, OAK, 282, 518, shine=0)
        p.fill(oval(400, 240, 96, 128), WALNUT)
        tufts = [
            (400 + column * 34, 144 + row * 32)
            for row, span in enumerate((1, 2, 2, 2, 2, 2, 1))
            for column in range(-span, span + 1)
        ]
        p.fill("".join(oval(x, y, 13) for x, y in tufts), CREAM)
        p.fill("".join(oval(x - 4, y - 4, 5) for x, y in tufts), WHITE)
        p.fill(oval(400, 684, 9), "#faeef0")


def pear_comb(p: Picture) -> None:
    with p.rotated(-24):
        spine = "M130 330Q400 250 670 330Q690 340 684 372V420H116V372Q110 340 130 330Z"
        p.cast(spine)
        p.cast(box(116, 420, 568, 90))
        for x in range(146, 440, 30):
            p.fill(polygon([(x, 400), (x + 19, 400), (x + 16, 540, 8), (x + 3, 540, 8)]), OAK)
        for x in range(446, 670, 19):
            p.fill(polygon([(x, 400), (x + 11, 400), (x + 9, 540, 5), (x + 2, 540, 5)]), OAK)
        p.fill(box(116, 400, 30, 150, 12), OAK)
        p.fill(box(654, 400, 30, 150, 12), OAK)
        p.lit(
            spine,
            OAK,
            110,
            690,
            filled(box(100, 404, 600, 20), INK, 0.12),
            stroked("M150 370C300 320 500 330 650 372", WALNUT, 5, 0.35),
            shine=0,
        )
        p.fill(
            "M360 346C350 372 366 386 384 384C404 386 418 370 406 346C398 326 368 326 360 346Z", WALNUT, 0.5
        )


def safety_razor(p: Picture) -> None:
    with p.rotated(26):
        stem = turned(400, [(26, 290, 4), (22, 330, 10), (30, 360, 6), (30, 640, 8), (24, 670, 12)])
        head = polygon(
            [(276, 196, 26), (524, 196, 26), (530, 244, 12), (480, 290, 30), (320, 290, 30), (270, 244, 12)]
        )
        p.cast(stem)
        p.cast(head)
        p.lit(
            stem,
            BRASS,
            370,
            430,
            stroked(lines(*((370, y, 430, y + 14) for y in range(380, 600, 17))), WALNUT, 4, 0.45),
            shine=0.4,
        )
        p.fill(box(264, 228, 272, 12, 3), STEEL)
        p.lit(head, BRASS, 270, 530, shine=0.35)
        p.fill(box(262, 236, 276, 11, 3), STEEL)
        p.stroke(lines(*((x, 258, x, 276) for x in range(310, 500, 20))), WALNUT, 6, 0.5)


def bamboo_brushes(p: Picture) -> None:
    p.table(400, 110)
    for angle, bristles in ((-13, TEAL), (12, CLAY)):
        with p.rotated(angle, 400, 640):
            p.lit(turned(400, [(20, 150, 18), (20, 250, 20), (13, 300, 20), (17, 640)]), OAK, 378, 422)
            side = 420 if angle > 0 else 348
            p.fill(box(side, 162, 32, 84, 6), bristles)
            p.stroke(lines(*((side + 4, y, side + 28, y) for y in range(178, 244, 15))), WHITE, 4, 0.4)
    p.lit(
        turned(400, [(112, 380, 12), (104, 650, 34)]),
        CREAM,
        288,
        512,
        filled("M270 540C330 500 360 580 420 540S500 520 530 540V660H270Z", BLUSH),
        filled("M270 590C330 560 370 620 430 590S500 580 530 590V660H270Z", CLAY),
        shine=0.4,
    )


def bath_salts(p: Picture) -> None:
    p.table(400, 150)
    p.lit(
        turned(400, [(92, 226, 10), (84, 300)]),
        OAK,
        308,
        492,
        stroked(lines((340, 250, 352, 262), (420, 244, 430, 258), (380, 270, 392, 262)), WALNUT, 5, 0.5),
    )
    crystals = [(290 + (i * 67) % 220, 470 + (i * 41) % 160) for i in range(22)]
    p.lit(
        turned(400, [(104, 290, 8), (104, 326, 12), (150, 370, 40), (150, 650, 34)]),
        "#efe3e6",
        250,
        550,
        filled("M240 450Q320 420 400 446T560 440V660H240Z", BLUSH),
        *(
            filled(
                polygon([(x, y - 11), (x + 11, y), (x, y + 9), (x - 11, y)]), WHITE if i % 3 else CLAY, 0.6
            )
            for i, (x, y) in enumerate(crystals)
        ),
        shine=0.5,
    )
    p.fill(box(290, 284, 220, 18, 9), STEEL)
    p.fill(polygon([(330, 488, 8), (470, 488, 8), (470, 586, 8), (400, 606, 8), (330, 586, 8)]), CREAM)
    p.stroke(lines((354, 520, 446, 520), (354, 548, 420, 548)), PLUM, 6)
    p.stroke("M484 320C520 350 540 380 548 410", SAND, 6)
    p.fill(polygon([(530, 404, 8), (576, 414, 8), (562, 480, 8), (516, 470, 8)]), SAND)
    p.fill(oval(550, 420, 6), WALNUT)


DRAWINGS: dict[str, Drawing] = {
    "SOP-01": garden_soap,
    "HND-01": hand_wash,
    "CRM-01": hand_cream,
    "OIL-01": face_oil,
    "BRS-01": bath_brush,
    "CMB-01": pear_comb,
    "RAZ-01": safety_razor,
    "TBR-01": bamboo_brushes,
    "SLT-01": bath_salts,
}
