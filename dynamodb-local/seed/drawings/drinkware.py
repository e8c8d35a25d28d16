"""Tumblers, mugs, glasses, pots: what one drinks from or pours."""

from drawings.geometry import box, lines, oval, polygon, turned
from drawings.palette import (
    CLAY,
    CREAM,
    FOREST,
    GRAPHITE,
    INK,
    MUSTARD,
    NAVY,
    PLUM,
    SKY,
    STEEL,
    TEAL,
    WHITE,
)
from drawings.picture import Drawing, Picture, filled, stroked


def nomad_tumbler(p: Picture) -> None:
    p.table(400, 108)
    p.fill(turned(400, [(118, 176, 16), (128, 238, 6)]), INK)
    p.fill(box(340, 158, 62, 26, 10), GRAPHITE)
    p.lit(
        turned(400, [(136, 236, 12), (104, 650, 30)]),
        FOREST,
        264,
        536,
        filled(box(240, 236, 320, 16), STEEL),
        filled(box(240, 392, 320, 120), "#26443b"),
        stroked(
            lines((240, 416, 560, 416), (240, 440, 560, 440), (240, 464, 560, 464), (240, 488, 560, 488)),
            FOREST,
            5,
        ),
    )


def harbour_tumbler(p: Picture) -> None:
    p.table(400, 100)
    p.stroke("M452 300L496 110", CLAY, 20)
    p.lit("M274 244C282 176 340 158 400 158S518 176 526 244Z", SKY, 274, 526)
    p.fill(box(264, 238, 272, 24, 12), TEAL)
    glass = turned(400, [(122, 252, 10), (94, 650, 30)])
    p.lit(
        glass,
        "#cfe3e8",
        278,
        522,
        filled(polygon([(250, 330), (550, 330), (550, 700), (250, 700)]), MUSTARD, 0.85),
        filled(polygon([(330, 300), (396, 314), (382, 380), (316, 366)], 10), WHITE, 0.6),
        filled(polygon([(416, 330), (478, 310), (498, 372), (436, 392)], 10), WHITE, 0.6),
        filled(polygon([(356, 412), (420, 404), (428, 468), (364, 476)], 10), WHITE, 0.35),
        stroked("M430 400L446 330", CLAY, 20, 0.6),
        shine=0.4,
    )


def morning_mug(p: Picture) -> None:
    p.table(385, 140)
    p.stroke("M330 236C306 200 350 180 330 140M400 236C376 200 420 180 400 140", WHITE, 12, 0.8)
    p.stroke("M512 356C650 336 650 556 500 548", "#efe1c8", 38)
    p.stroke("M560 380C620 410 606 520 540 538", INK, 8, 0.1)
    specks = [
        (284, 470),
        (330, 520),
        (372, 452),
        (428, 560),
        (466, 486),
        (310, 596),
        (392, 610),
        (500, 610),
        (350, 560),
        (440, 440),
        (484, 540),
        (272, 540),
        (404, 506),
        (460, 622),
    ]
    p.lit(
        turned(376, [(146, 280, 14), (142, 560, 60), (118, 650, 30)]),
        "#efe1c8",
        230,
        522,
        filled(
            "M200 260H560V386C520 420 480 372 430 396C380 420 340 372 300 396C260 416 230 386 200 392Z", TEAL
        ),
        *(filled(oval(x, y, 4.5), "#8b6a4d", 0.7) for x, y in specks),
    )


def dockside_mug(p: Picture) -> None:
    p.table(380, 150)
    p.stroke("M506 384C640 360 636 566 506 572", NAVY, 34)
    p.stroke("M506 384C640 360 636 566 506 572", WHITE, 18)
    p.lit(
        box(218, 330, 304, 320, 30),
        WHITE,
        218,
        522,
        filled(box(200, 384, 340, 206), "#cfe1e6"),
        filled(oval(296, 436, 24), MUSTARD),
        filled(polygon([(200, 590), (330, 440), (386, 516), (440, 420), (540, 590)], 6), TEAL),
        filled(polygon([(330, 440), (360, 482), (334, 496), (316, 482), (296, 482)], 4), WHITE),
        filled(polygon([(440, 420), (472, 476), (446, 490), (428, 470), (408, 480)], 4), WHITE),
        shine=0.5,
    )
    p.fill(box(206, 318, 328, 30, 15), NAVY)


def espresso_cup(p: Picture) -> None:
    p.table(400, 240)
    p.stroke("M366 262C338 222 392 200 366 152M430 262C402 222 456 200 430 152", WHITE, 13, 0.8)
    p.stroke("M530 366C644 342 640 490 510 496", CLAY, 32)
    p.lit(
        "M232 308H544C544 470 500 560 446 604H330C276 560 232 470 232 308Z",
        CLAY,
        232,
        544,
        filled(box(200, 300, 380, 40), CREAM),
    )
    p.lit(turned(400, [(246, 592, 14), (170, 636, 30), (120, 650, 8)]), CLAY, 154, 646)
    p.fill(box(156, 590, 488, 12, 6), CREAM, 0.8)


def ripple_glasses(p: Picture) -> None:
    p.table(400, 250)
    for center, top, glass, drink in ((532, 366, "#f4dcd2", CLAY), (276, 300, "#d3e6ec", TEAL)):
        pitch = 70.0
        steps = round((650 - top) / pitch)
        profile: list[tuple[float, float, float]] = [(116, top, 10)]
        for step in range(steps):
            profile += [(128, top + pitch * (step + 0.5), 34), (110, top + pitch * (step + 1), 20)]
        p.lit(
            turned(center, profile),
            glass,
            center - 124,
            center + 124,
            filled(box(center - 140, top + pitch, 280, 500), drink, 0.4),
            filled(oval(center, top + pitch, 112, 10), drink, 0.3),
            *(
                stroked(
                    f"M{center - 112} {top + pitch * s:g}q112 18 224 0",
                    WHITE,
                    5,
                    0.5,
                )
                for s in range(2, steps)
            ),
            shine=0.55,
            shade=0.09,
        )


def vesper_glass(p: Picture) -> None:
    p.table(400, 110)
    stem = "M388 420H412L410 590Q414 622 470 634Q512 640 512 650H288Q288 640 330 634Q386 622 390 590Z"
    p.lit(stem, "#a9c5ce", 288, 512, shine=0)
    p.stroke("M396 460V590", WHITE, 5, 0.5)
    bowl = "M276 140C254 330 296 452 400 452C504 452 546 330 524 140Z"
    p.lit(
        bowl,
        "#cfe0e5",
        268,
        532,
        filled(box(200, 284, 400, 200), PLUM),
        filled(oval(400, 284, 134, 12), "#83566f"),
        shine=0.4,
    )


def spring_carafe(p: Picture) -> None:
    p.table(400, 128)
    body = turned(400, [(62, 262, 10), (58, 350, 60), (146, 500, 90), (128, 650, 40)])
    p.lit(
        body,
        "#cde2e6",
        254,
        546,
        filled(box(240, 450, 320, 220), TEAL, 0.5),
        filled(oval(400, 450, 122, 10), TEAL, 0.35),
        filled(oval(460, 560, 32), MUSTARD),
        filled(oval(460, 560, 23), "#f3d48c"),
        stroked(lines((437, 560, 483, 560), (448, 540, 472, 580), (472, 540, 448, 580)), MUSTARD, 3),
        shine=0.45,
    )
    p.lit(turned(400, [(70, 132, 14), (82, 268, 8)]), SKY, 318, 482, shine=0.5)
    p.fill(box(314, 262, 172, 14, 7), TEAL, 0.55)


def hearth_teapot(p: Picture) -> None:
    p.table(390, 150)
    p.stroke("M226 410C96 380 100 590 250 570", NAVY, 32)
    p.lit("M520 560C610 540 600 410 676 376L640 350C560 372 560 470 500 480Z", NAVY, 500, 680)
    p.lit(
        "M200 506C200 396 290 340 390 340S580 396 580 506C580 590 536 640 480 650"
        "H300C244 640 200 590 200 506Z",
        NAVY,
        200,
        580,
        filled(box(180, 470, 420, 14), CREAM),
        filled(box(180, 500, 420, 6), CREAM),
    )
    p.lit("M292 354C300 292 480 292 488 354Z", NAVY, 292, 488, shine=0)
    p.fill(box(284, 346, 212, 12, 6), "#23365a")
    p.lit(oval(390, 284, 26), "#c9993f", 364, 416)


DRAWINGS: dict[str, Drawing] = {
    "TUM-01": nomad_tumbler,
    "TUM-02": harbour_tumbler,
    "MUG-01": morning_mug,
    "MUG-02": dockside_mug,
    "CUP-01": espresso_cup,
    "GLS-01": ripple_glasses,
    "GLS-02": vesper_glass,
    "CAR-01": spring_carafe,
    "TEA-01": hearth_teapot,
}
