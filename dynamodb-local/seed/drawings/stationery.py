"""Notebooks, pens and paper: what stands or lies on a desk."""

import math

from drawings.geometry import box, lines, number, oval, polygon
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
    NAVY,
    OAK,
    PLUM,
    RUST,
    SAGE,
    SKY,
    STEEL,
    TEAL,
    WHITE,
)
from drawings.picture import Drawing, Picture, filled


def field_notebook(p: Picture) -> None:
    cover = box(210, 130, 380, 530, 22)
    with p.rotated(-9):
        p.cast(cover)
        p.fill("M470 640V716L484 700L498 716V640Z", MUSTARD)
        p.fill(box(216, 138, 382, 530, 18), WHITE)
        p.lit(cover, NAVY, 210, 590, filled(box(210, 130, 44, 530), INK, 0.25), shade=0.06, shine=0.07)
        p.fill(box(310, 230, 180, 96, 8), CREAM)
        p.stroke(lines((334, 264, 466, 264), (334, 292, 430, 292)), NAVY, 6, 0.5)
        p.fill(box(536, 130, 18, 530), MUSTARD)


def pocket_notebooks(p: Picture) -> None:
    for angle, x, color, trim in ((16, 460, SAGE, FOREST), (2, 400, BLUSH, CLAY), (-12, 340, CREAM, PLUM)):
        cover = box(x - 130, 190, 260, 400, 12)
        with p.rotated(angle, 400, 640):
            p.cast(cover)
            p.lit(
                cover, color, x - 130, x + 130, filled(box(x - 130, 190, 34, 400), trim), shade=0.05, shine=0
            )
            p.stroke(lines((x - 114, 260, x - 114, 290), (x - 114, 490, x - 114, 520)), STEEL, 5)
            p.stroke(box(x - 40, 260, 120, 84, 6), trim, 5)
            p.stroke(lines((x - 20, 290, x + 60, 290), (x - 20, 314, x + 30, 314)), trim, 4)


def fountain_pen(p: Picture) -> None:
    barrel = polygon([(300, 366, 8), (640, 360, 30), (664, 400, 30), (640, 440, 30), (300, 434, 8)])
    cap = polygon([(230, 556, 26), (470, 552, 8), (470, 632, 8), (230, 628, 26)])
    with p.rotated(-38, 400, 430):
        p.cast(barrel)
        p.cast(polygon([(130, 400), (222, 372), (222, 428)]))
        p.fill(polygon([(124, 400, 4), (226, 368, 6), (226, 432, 6)]), BRASS)
        p.stroke("M140 400H190", INK, 4)
        p.fill(oval(194, 400, 7), INK)
        p.fill(polygon([(222, 374), (304, 368), (304, 432), (222, 426)], 4), INK)
        p.fill(barrel, FOREST)
        p.within(
            barrel, filled(box(290, 372, 400, 13), WHITE, 0.35), filled(box(290, 416, 400, 40), INK, 0.18)
        )
        p.fill(box(300, 362, 14, 76, 3), BRASS)
        p.cast(cap)
        p.fill(cap, FOREST)
        p.within(cap, filled(box(220, 566, 300, 14), WHITE, 0.35), filled(box(220, 610, 300, 40), INK, 0.18))
        p.fill(box(446, 550, 18, 84, 3), BRASS)
        p.fill(polygon([(250, 584, 6), (416, 584, 10), (428, 592, 8), (416, 600, 10), (250, 600, 6)]), BRASS)
    p.stroke("M96 700C140 640 150 740 196 690S250 700 290 676", NAVY, 7, 0.75)


def pencil_set(p: Picture) -> None:
    with p.rotated(14):
        for step, color in enumerate((CLAY, MUSTARD, SAGE, TEAL, PLUM)):
            x = 216 + step * 80
            top = 150 + (18, 0, 30, 8, 22)[step]
            whole = polygon([(x, top + 78), (x + 24, top), (x + 48, top + 78), (x + 48, 650), (x, 650)], 3)
            p.cast(whole)
            p.fill(polygon([(x, top + 80), (x + 24, top, 4), (x + 48, top + 80)]), "#ecd2a8")
            p.fill(polygon([(x + 15, top + 30), (x + 24, top, 4), (x + 33, top + 30)]), color)
            p.fill(
                f"M{x} {top + 74}q8 18 16 2q8 18 16 0q8 16 16 -2V604H{x}Z",
                color,
            )
            p.fill(box(x, top + 92, 16, 512 - top), WHITE, 0.2)
            p.fill(box(x + 32, top + 92, 16, 512 - top), INK, 0.16)
            p.fill(box(x, 600, 48, 50, 8), INK if step % 2 else BRASS)
            p.fill(box(x, 600, 48, 12), CREAM)


def washi_tapes(p: Picture) -> None:
    rolls = ((300, 300, 170, CLAY, BLUSH), (532, 424, 148, TEAL, SKY), (318, 574, 132, MUSTARD, CREAM))
    for x, y, radius, color, pattern in rolls:
        rim, core, inner, rise = (radius * part for part in (0.92, 0.6, 0.53, 0.37))
        p.cast(oval(x, y, radius))
        p.fill(oval(x, y, radius), color)
        if color == TEAL:
            p.stroke(oval(x, y, radius * 0.8), pattern, 16)
        else:
            p.stroke(
                oval(x, y, radius * 0.8), pattern, 16, 1, f"0.1 {radius * 0.8 * 2 * math.pi / 22 - 0.1:.2f}"
            )
        p.fill(oval(x, y, core), OAK)
        p.fill(oval(x, y, inner), "#f2eff7")
        p.fill(
            f"M{number(x - inner)} {y}A{number(inner)} {number(inner)} 0 0 1 "
            f"{number(x + rise)} {number(y - rise)}"
            f"A{number(core)} {number(core)} 0 0 0 {number(x - inner)} {y}Z",
            INK,
            0.2,
        )
        p.stroke(
            f"M{number(x - rim)} {y - 8}A{number(rim)} {number(rim)} 0 0 1 "
            f"{number(x - radius * 0.3)} {number(y - radius * 0.87)}",
            WHITE,
            9,
            0.4,
        )


def desk_calendar(p: Picture) -> None:
    p.table(400, 220)
    p.lit(polygon([(190, 240, 12), (590, 240, 12), (620, 650, 10), (160, 650, 10)]), OAK, 160, 640, shine=0)
    p.fill(polygon([(206, 236, 10), (574, 236, 10), (598, 608, 10), (182, 608, 10)]), WHITE)
    p.fill(polygon([(206, 236, 10), (574, 236, 10), (579, 322), (200, 322)]), CLAY)
    p.stroke(lines((240, 290, 330, 290)), CREAM, 14)
    for row in range(5):
        for column in range(7):
            if 2 <= row * 7 + column < 33:
                marked = row == 2 and column == 3
                p.fill(
                    oval(232 + column * 56 + (column - 3) * row, 362 + row * 52, 18 if marked else 9),
                    CLAY if marked else LAVENDER,
                )
    for x in range(240, 561, 40):
        p.stroke(f"M{x} 262V214", INK, 9)


def paper_shears(p: Picture) -> None:
    for angle, flip, handle in ((16, 1, TEAL), (-16, -1, "#2f676b")):
        blade = polygon(
            [
                (400 - 8 * flip, 96, 4),
                (400 + 30 * flip, 400, 10),
                (400 + 22 * flip, 470),
                (400 - 24 * flip, 470),
                (400 - 24 * flip, 380, 10),
            ]
        )
        loop_x = 400 - 62 * flip
        with p.rotated(angle, 400, 420):
            p.cast(blade)
            p.cast_line(oval(loop_x, 590, 62, 88), 32)
            p.fill(blade, STEEL)
            p.within(
                blade,
                filled(
                    polygon([(400 - 8 * flip, 96), (400 + 30 * flip, 400), (400 + 8 * flip, 470)]), WHITE, 0.6
                ),
            )
            p.stroke(f"M400 440L{400 - 30 * flip} 520", handle, 44)
            p.stroke(oval(loop_x, 590, 62, 88), handle, 32)
            p.stroke(f"M{loop_x - 61} 576A62 88 0 0 1 {loop_x - 24} 509", WHITE, 6, 0.4)
    p.fill(oval(400, 420, 20), GRAPHITE)
    p.stroke("M388 420H412", STEEL, 5)


def letter_set(p: Picture) -> None:
    with p.rotated(-7):
        sheet = box(220, 140, 360, 420, 6)
        p.cast(sheet)
        p.fill(sheet, WHITE)
        p.stroke(
            lines((262, 200, 420, 200), (262, 246, 538, 246), (262, 284, 520, 284), (262, 322, 530, 322)),
            LAVENDER,
            7,
        )
    with p.rotated(4):
        envelope = box(150, 350, 500, 310, 12)
        p.cast(envelope)
        p.fill(envelope, BLUSH)
        p.within(
            envelope,
            filled("M150 350V660L372 500Z", RUST, 0.14),
            filled("M650 350V660L428 500Z", RUST, 0.2),
            filled("M150 660L372 496Q400 478 428 496L650 660Z", "#eec3b2"),
        )
        p.fill("M152 356Q156 350 164 350H636Q644 350 648 356L428 520Q400 540 372 520Z", "#dc9f89")
        p.lit(oval(400, 522, 42), RUST, 358, 442)
        p.stroke("M384 526L396 538L418 508", BLUSH, 7)


def brass_ruler(p: Picture) -> None:
    triangle = polygon([(240, 620, 12), (240, 250, 12), (610, 620, 12)])
    with p.rotated(-6):
        p.cast(triangle)
        p.fill(triangle + "M310 550H446L310 414Z", TEAL, 0.9)
        p.stroke("M256 300V604H560", WHITE, 5, 0.4)
    rule = box(100, 330, 600, 96, 8)
    with p.rotated(-36):
        p.cast(rule)
        p.fill(rule, BRASS)
        p.within(
            rule,
            filled("M250 330H330L270 426H190ZM350 330H374L314 426H290Z", WHITE, 0.3),
            filled(box(100, 410, 600, 16), INK, 0.12),
        )
        ticks = [
            (x, 330, x, 330 + (34 if i % 10 == 0 else 25 if i % 5 == 0 else 16))
            for i, x in enumerate(range(130, 671, 12))
        ]
        p.stroke(lines(*ticks), INK, 3, 0.75)
        p.fill(oval(672, 396, 11), "#f2eff7")


DRAWINGS: dict[str, Drawing] = {
    "NTB-01": field_notebook,
    "NTB-02": pocket_notebooks,
    "PEN-01": fountain_pen,
    "PCL-01": pencil_set,
    "TAP-01": washi_tapes,
    "CAL-01": desk_calendar,
    "SCS-01": paper_shears,
    "ENV-01": letter_set,
    "RUL-01": brass_ruler,
}
