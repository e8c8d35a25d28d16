"""Blankets, cushions, towels and rugs: what is woven."""

from drawings.geometry import box, lines, oval, polygon
from drawings.palette import (
    BLUSH,
    BRASS,
    CLAY,
    CREAM,
    FOREST,
    INK,
    LAVENDER,
    MUSTARD,
    NAVY,
    OAK,
    PLUM,
    RUST,
    SAGE,
    SAND,
    SKY,
    TEAL,
    WALNUT,
    WHITE,
)
from drawings.picture import Drawing, Picture, filled, stroked


def _fringe(p: Picture, left: float, right: float, top: float, length: float, color: str) -> None:
    """Short threads hanging from the edge at `top`."""
    count = int((right - left) // 18)
    pitch = (right - left) / count
    p.stroke(
        lines(
            *((left + pitch * (i + 0.5), top, left + pitch * (i + 0.5), top + length) for i in range(count))
        ),
        color,
        7,
    )


def _fold(
    p: Picture, y: float, height: float, color: str, *marks: str, left: float = 190, right: float = 610
) -> None:
    """One folded cloth seen from its side: its fold to the left, its layers to the right."""
    p.lit(
        polygon(
            [(left, y, height / 2), (right, y, 14), (right, y + height, 14), (left, y + height, height / 2)]
        ),
        color,
        left,
        right,
        *marks,
        shine=0.12,
    )
    p.stroke(f"M{right - 6} {y + height / 2}H{left + height / 2}", INK, 4, 0.22)


def highland_blanket(p: Picture) -> None:
    p.table(400, 210)
    stripes = [
        filled(box(x, 300, w, 360), c)
        for x, w, c in ((270, 44, CREAM), (326, 16, MUSTARD), (470, 44, CREAM), (526, 16, MUSTARD))
    ]
    for y in (580, 510, 440, 370):
        p.stroke(lines(*((600, y + 12 + i * 12, 636, y + 12 + i * 12) for i in range(5))), MUSTARD, 6)
        _fold(p, y, 72, FOREST, *stripes)


def waffle_throw(p: Picture) -> None:
    throw = polygon([(230, 170, 10), (570, 170, 10), (570, 606), (230, 606)])
    p.cast_line("M130 186H670", 24)
    p.stroke("M130 186H670", OAK, 24)
    p.stroke("M130 180H670", WHITE, 5, 0.3)
    p.cast("M230 186H570V640H230Z")
    _fringe(p, 230, 570, 604, 42, "#d08f74")
    grid = lines(
        *((x, 150, x, 660) for x in range(246, 570, 34)), *((200, y, 600, y) for y in range(206, 610, 34))
    )
    p.lit(
        throw,
        "#eab69f",
        230,
        570,
        stroked(grid, RUST, 5, 0.28),
        filled(box(230, 160, 340, 40), WHITE, 0.25),
        shine=0.16,
    )


def linen_cushion(p: Picture) -> None:
    p.table(400, 190)
    pillow = (
        "M186 232Q400 266 614 232Q640 240 632 262Q604 440 632 620"
        "Q636 650 606 648Q400 626 194 648Q164 650 168 620Q196 440 168 262Q162 240 186 232Z"
    )
    p.lit(pillow, TEAL, 166, 634, stroked("M400 240C410 380 390 520 400 650", INK, 5, 0.12), shine=0.1)
    p.stroke(pillow, "#2c6164", 8)
    p.stroke(
        "M186 250C230 290 240 300 262 340M614 250C570 290 560 300 538 340M190 630C226 600 240 590 262 550"
        "M610 630C574 600 560 590 538 550",
        INK,
        6,
        0.16,
    )


def stripe_cushion(p: Picture) -> None:
    p.table(400, 270)
    pillow = (
        "M142 340Q400 366 658 340Q680 346 674 366Q656 492 674 624"
        "Q678 650 652 648Q400 630 148 648Q122 650 126 624Q144 492 126 366Q120 346 142 340Z"
    )
    bands = ((190, 26, CLAY), (232, 10, NAVY), (300, 200, CLAY), (558, 10, NAVY), (584, 26, CLAY))
    p.lit(
        pillow,
        CREAM,
        124,
        676,
        *(filled(box(x, 320, w, 340), c) for x, w, c in bands),
        stroked(lines((340, 320, 340, 660), (400, 320, 400, 660), (460, 320, 460, 660)), CREAM, 10),
        shine=0.2,
    )
    p.stroke(pillow, SAND, 6)
    for x, y in ((134, 346), (666, 346), (134, 642), (666, 642)):
        out = -1 if x < 400 else 1
        p.fill(
            polygon([(x, y - 8, 4), (x + 44 * out, y - 24, 4), (x + 48 * out, y + 14, 4), (x, y + 8, 4)]),
            NAVY,
        )
        p.fill(oval(x, y, 12), MUSTARD)


def bath_towels(p: Picture) -> None:
    p.table(400, 220)
    for y, color, trim in ((554, NAVY, SKY), (458, SKY, WHITE), (362, CREAM, SAND)):
        _fold(
            p,
            y,
            96,
            color,
            filled(box(520, y, 14, 96), trim),
            filled(box(544, y, 6, 96), trim),
            left=180,
            right=620,
        )
    p.lit(oval(300, 316, 48), BLUSH, 252, 348)
    p.lit("M300 268H520Q546 268 546 316T520 364H300Q348 350 348 316T300 268Z", BLUSH, 300, 546, shine=0.3)
    p.stroke("M300 296C330 296 330 340 300 338C282 336 284 314 300 316", RUST, 5, 0.5)


def tea_towel(p: Picture) -> None:
    p.fill(oval(400, 128, 30), WALNUT)
    towel = polygon(
        [(270, 236, 20), (380, 180, 20), (420, 180, 20), (530, 236, 20), (548, 660, 8), (252, 660, 8)]
    )
    p.cast(towel)
    p.stroke("M400 190C370 150 380 126 400 128C420 126 430 150 400 190", CLAY, 9)
    p.lit(
        towel,
        "#f3e2c6",
        252,
        548,
        filled(box(240, 560, 320, 34), CLAY),
        filled(box(240, 606, 320, 10), CLAY),
        filled(box(240, 538, 320, 10), CLAY),
        stroked(
            "M340 240C330 380 346 500 334 660M460 240C470 380 454 500 466 660"
            "M400 200C404 300 396 420 400 660",
            INK,
            5,
            0.09,
        ),
        *(
            stroked(f"M{x} {y + 20}V{y - 14}M{x} {y}L{x - 14} {y - 14}M{x} {y}L{x + 14} {y - 14}", FOREST, 5)
            for x, y in (
                (330, 330),
                (400, 330),
                (470, 330),
                (365, 410),
                (435, 410),
                (330, 490),
                (400, 490),
                (470, 490),
            )
        ),
        shine=0.3,
    )


def runner_rug(p: Picture) -> None:
    with p.rotated(24):
        rug = box(260, 110, 280, 580, 4)
        p.cast(rug)
        _fringe(p, 260, 540, 676, 40, SAND)
        _fringe(p, 260, 540, 84, 40, SAND)
        p.fill(rug, RUST)
        p.stroke(box(282, 132, 236, 536), CREAM, 8)
        for y, color in ((210, MUSTARD), (337, BLUSH), (463, MUSTARD), (590, BLUSH)):
            p.fill(polygon([(400, y - 56), (490, y), (400, y + 56), (310, y)]), NAVY)
            p.fill(polygon([(400, y - 34), (454, y), (400, y + 34), (346, y)]), color)
            p.fill(polygon([(400, y - 13), (421, y), (400, y + 13), (379, y)]), RUST)
        for y in (273, 400, 527):
            p.fill(polygon([(310, y - 16), (334, y), (310, y + 16)]), CREAM)
            p.fill(polygon([(490, y - 16), (466, y), (490, y + 16)]), CREAM)


def studio_apron(p: Picture) -> None:
    p.stroke("M316 224C290 60 510 60 484 224", WALNUT, 16)
    apron = polygon(
        [
            (310, 210, 10),
            (490, 210, 10),
            (506, 330, 60),
            (590, 400, 20),
            (590, 690, 24),
            (210, 690, 24),
            (210, 400, 20),
            (294, 330, 60),
        ]
    )
    p.cast(apron)
    p.stroke("M214 410C160 430 170 500 130 520M586 410C640 430 630 500 670 520", WALNUT, 13)
    p.lit(apron, SAGE, 210, 590, stroked(lines((310, 222, 490, 222)), FOREST, 6), shine=0.1)
    p.fill(box(286, 460, 228, 150, 14), "#769275")
    p.stroke(box(286, 460, 228, 150, 14), FOREST, 5, 0.7, "12 10")
    p.stroke("M400 468V602", FOREST, 5, 0.7, "12 10")
    p.stroke("M452 470V400M468 470V410", OAK, 12)
    for x in (316, 484):
        p.fill(oval(x, 232, 10), BRASS)


def linen_napkins(p: Picture) -> None:
    for angle, x, color, edge in ((-14, 330, LAVENDER, PLUM), (8, 470, SAND, WALNUT)):
        with p.rotated(angle, 400, 500):
            fan = f"M{x} 440l-110 -250q14 -40 50 -14q20 -46 60 -16q40 -30 60 16q36 -26 50 14Z"
            tail = f"M{x} 420L{x + 86} 650L{x} 664L{x - 86} 650Z"
            p.cast(fan)
            p.cast(tail)
            p.lit(
                fan,
                color,
                x - 110,
                x + 110,
                stroked(f"M{x} 440L{x - 54} 170M{x} 440L{x} 156M{x} 440L{x + 54} 170", edge, 5, 0.4),
                shine=0,
            )
            p.lit(
                tail,
                color,
                x - 86,
                x + 86,
                stroked(f"M{x} 420L{x - 36} 670M{x} 420L{x + 36} 670", edge, 5, 0.4),
                shine=0,
            )
            p.lit(box(x - 48, 404, 96, 44, 14), BRASS, x - 48, x + 48)


DRAWINGS: dict[str, Drawing] = {
    "BLK-01": highland_blanket,
    "BLK-02": waffle_throw,
    "CSH-01": linen_cushion,
    "CSH-02": stripe_cushion,
    "TWL-01": bath_towels,
    "TWL-02": tea_towel,
    "RUG-01": runner_rug,
    "APR-01": studio_apron,
    "NAP-01": linen_napkins,
}
