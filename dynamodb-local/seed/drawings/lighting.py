"""Lamps, lanterns and candles, each lit."""

from drawings.geometry import box, lines, number, oval, polygon, turned
from drawings.palette import (
    BRASS,
    CLAY,
    CREAM,
    FOREST,
    GLOW,
    INK,
    MUSTARD,
    NAVY,
    OAK,
    RUST,
    SAGE,
    TEAL,
    WALNUT,
    WHITE,
)
from drawings.picture import Drawing, Picture, filled, stroked


def _flame(p: Picture, x: float, y: float, size: float = 1) -> None:
    """A flame whose foot is at (x, y), with the light around it."""
    p.fill(oval(x, y - 34 * size, 80 * size), GLOW, 0.6)
    p.fill(
        f"M{x} {y}C{x - 26 * size} {y - 14 * size} {x - 20 * size} {y - 46 * size} {x} {y - 78 * size}"
        f"C{x + 20 * size} {y - 46 * size} {x + 26 * size} {y - 14 * size} {x} {y}Z",
        MUSTARD,
    )
    p.fill(oval(x, y - 18 * size, 9 * size, 15 * size), WHITE)


def task_lamp(p: Picture) -> None:
    p.table(360, 130)
    p.fill(polygon([(500, 300), (610, 250), (700, 650), (360, 650)]), GLOW, 0.65)
    p.stroke("M350 630L250 420L430 200", TEAL, 20)
    p.stroke("M282 432L444 236", BRASS, 5)
    p.fill(oval(250, 420, 24), BRASS)
    p.lit(
        polygon([(400, 160, 26), (486, 128, 26), (636, 244, 12), (486, 318, 12)]), TEAL, 400, 640, shine=0.15
    )
    p.fill(polygon([(486, 318), (636, 244), (640, 256, 8), (494, 330, 8)]), CREAM)
    p.fill(oval(436, 196, 18), BRASS)
    p.lit(polygon([(250, 622, 20), (450, 622, 20), (464, 650, 6), (236, 650, 6)]), TEAL, 236, 464)


def mushroom_lamp(p: Picture) -> None:
    p.table(400, 120)
    p.fill("M110 600C110 420 230 330 400 330S690 420 690 600Z", GLOW, 0.75)
    p.lit(turned(400, [(44, 400), (40, 560, 40), (112, 620, 30), (118, 650, 10)]), CREAM, 282, 518)
    p.lit("M182 412C182 250 290 190 400 190S618 250 618 412Q400 452 182 412Z", CLAY, 182, 618)
    p.fill("M196 414Q400 450 604 414Q400 480 196 414Z", GLOW)


def tripod_lamp(p: Picture) -> None:
    p.table(400, 150)
    p.fill(polygon([(300, 350), (500, 350), (640, 650), (160, 650)]), GLOW, 0.55)
    p.stroke("M400 330V650", WALNUT, 18)
    p.stroke("M400 360L268 646M400 360L532 646", OAK, 20)
    p.fill(box(376, 330, 48, 50, 8), BRASS)
    p.lit(
        polygon([(296, 120, 8), (504, 120, 8), (560, 340, 8), (240, 340, 8)]),
        "#f2d68e",
        240,
        560,
        filled(polygon([(320, 110), (450, 110), (474, 350), (282, 350)]), "#fff0c2", 0.9),
        shine=0,
        shade=0.06,
    )
    p.stroke(lines((300, 126, 500, 126), (246, 334, 554, 334)), BRASS, 8)


def dome_pendant(p: Picture) -> None:
    p.fill(polygon([(190, 440), (610, 440), (720, 800), (80, 800)]), GLOW, 0.6)
    p.stroke("M400 0V190", INK, 7)
    p.lit(turned(400, [(22, 180, 8), (28, 236, 6)]), BRASS, 372, 428)
    p.fill(oval(400, 446, 64, 60), WHITE)
    p.lit("M172 440C172 300 270 228 400 228S628 300 628 440Z", FOREST, 172, 628)
    p.fill(box(162, 428, 476, 22, 11), BRASS)


def globe_pendants(p: Picture) -> None:
    for x, y, radius, color in (
        (240, 420, 110, "#f6d690"),
        (420, 270, 84, "#fdf0cc"),
        (562, 500, 130, "#f3cf85"),
    ):
        p.fill(oval(x, y, radius + 44), GLOW, 0.45)
        p.stroke(f"M{x} 0V{y - radius - 20}", INK, 6)
        p.fill(oval(x, y, radius), color)
        p.within(
            oval(x, y, radius),
            filled(oval(x + radius * 0.12, y + radius * 0.12, radius * 0.96), WHITE, 0.25),
            filled(oval(x, y + radius * 0.1, radius * 0.55), WHITE, 0.7),
        )
        shine = number(radius * 0.78)
        p.stroke(
            f"M{number(x - radius * 0.78)} {y}a{shine} {shine} 0 0 1 "
            f"{number(radius * 0.53)} {number(radius * -0.74)}",
            WHITE,
            radius * 0.11,
            0.85,
        )
        p.fill(turned(x, [(20, y - radius - 42, 6), (30, y - radius + 12, 6)]), BRASS)


def paper_lantern(p: Picture) -> None:
    p.fill(oval(400, 390, 290, 280), GLOW, 0.5)
    p.stroke("M400 -9V150", INK, 6)
    p.lit(
        oval(400, 390, 236, 226),
        "#fdf3da",
        164,
        636,
        filled(oval(400, 400, 170, 180), GLOW, 0.4),
        filled(oval(400, 410, 100, 110), GLOW, 0.7),
        *(
            stroked(f"M100 {y}Q400 {y + (y - 390) * 0.28:.0f} 700 {y}", OAK, 4, 0.55)
            for y in range(200, 600, 38)
        ),
        shine=0.35,
        shade=0.07,
    )
    p.fill(box(344, 152, 112, 22, 6), WALNUT)
    p.fill(box(344, 606, 112, 22, 6), WALNUT)
    p.stroke("M400 628V690", RUST, 6)
    p.fill(polygon([(390, 686, 6), (410, 686, 6), (418, 748), (382, 748)]), RUST)


def glass_candle(p: Picture) -> None:
    p.table(400, 130)
    p.lit(
        turned(400, [(140, 306, 14), (134, 650, 34)]),
        SAGE,
        260,
        540,
        filled(box(240, 350, 320, 300), CREAM, 0.55),
        filled(box(240, 290, 320, 62), GLOW, 0.55),
        filled(oval(400, 352, 150, 13), WHITE, 0.7),
        shine=0.4,
    )
    p.stroke("M400 356V330", INK, 6)
    _flame(p, 400, 338, 1.2)
    p.fill(box(316, 432, 168, 130, 6), CREAM)
    p.stroke(lines((346, 470, 454, 470), (366, 524, 434, 524)), FOREST, 6)
    p.stroke(lines((360, 498, 440, 498)), FOREST, 10)


def taper_candles(p: Picture) -> None:
    p.table(400, 220)
    for x, top, color in ((240, 330, CLAY), (400, 220, NAVY), (560, 390, TEAL)):
        _flame(p, x, top + 4, 0.85)
        p.stroke(f"M{x} {top + 14}V{top - 2}", INK, 5)
        p.lit(turned(x, [(17, top + 8, 8), (20, 560)]), color, x - 20, x + 20)
        p.lit(
            turned(x, [(40, 530, 6), (26, 556, 8), (16, 580, 12), (20, 610, 14), (64, 634, 8), (68, 650, 6)]),
            BRASS,
            x - 68,
            x + 68,
        )


def festoon_lights(p: Picture) -> None:
    hung = [
        (step / 8, color)
        for step, color in enumerate((MUSTARD, "#fff3cf", CLAY, MUSTARD, "#fff3cf", TEAL, MUSTARD), start=1)
    ]
    places = [(20 + 760 * t, 230 + 2 * t * (1 - t) * 330, color) for t, color in hung]
    for x, y, _ in places:
        p.fill(oval(x, y + 112, 66), GLOW, 0.6)
    p.stroke("M20 230Q400 560 780 230", INK, 8)
    for x, y, color in places:
        p.fill(box(x - 15, y - 4, 30, 50, 7), INK)
        p.fill(f"M{x - 15:g} {y + 44:.0f}c-42 44 -32 108 15 110c47 -2 57 -66 15 -110Z", color)
        p.stroke(f"M{x - 24:g} {y + 96:.0f}c-7 16 -2 30 8 38", WHITE, 7, 0.7)
        p.stroke(f"M{x - 8:g} {y + 56:.0f}l4 36l4 -14l4 14l4 -36", WALNUT, 3, 0.6)


DRAWINGS: dict[str, Drawing] = {
    "LMP-01": task_lamp,
    "LMP-02": mushroom_lamp,
    "LMP-03": tripod_lamp,
    "PND-01": dome_pendant,
    "PND-02": globe_pendants,
    "LAN-01": paper_lantern,
    "CDL-01": glass_candle,
    "CDL-02": taper_candles,
    "STR-01": festoon_lights,
}
