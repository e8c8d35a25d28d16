"""Totes, packs, pouches and wallets: what one carries things in."""

from drawings.geometry import box, lines, oval, polygon
from drawings.palette import (
    BLUSH,
    BRASS,
    CLAY,
    CREAM,
    FOREST,
    GRAPHITE,
    INK,
    MUSTARD,
    NAVY,
    OAK,
    PLUM,
    RUST,
    SAGE,
    SKY,
    STEEL,
    TEAL,
    WALNUT,
    WHITE,
)
from drawings.picture import Drawing, Picture, filled, stroked


def canvas_tote(p: Picture) -> None:
    p.table(400, 190)
    p.stroke("M300 330C296 100 504 100 500 330", RUST, 24)
    bag = polygon(
        [(206, 310, 8), (594, 310, 8), (612, 620, 30), (580, 650, 20), (220, 650, 20), (188, 620, 30)]
    )
    p.lit(
        bag,
        CREAM,
        188,
        612,
        filled(box(180, 310, 440, 30), INK, 0.07),
        stroked("M250 660C244 560 262 540 252 440M556 660C560 580 540 540 552 470", INK, 5, 0.1),
        shine=0.3,
    )
    p.fill(oval(400, 490, 84), CLAY)
    p.fill("M316 500C350 470 376 530 410 500S460 490 484 496A84 84 0 0 1 316 500Z", NAVY)
    p.stroke("M300 318V380M500 318V380", RUST, 24)


def market_net(p: Picture) -> None:
    p.table(400, 170)
    p.stroke("M296 330C300 90 500 90 504 330", FOREST, 14)
    sack = "M280 320Q400 350 520 320C590 440 610 560 560 640Q400 664 240 640C190 560 210 440 280 320Z"
    p.fill(sack, FOREST, 0.16)
    for x, y, r, color in (
        (330, 540, 76, MUSTARD),
        (470, 550, 80, CLAY),
        (400, 440, 72, MUSTARD),
        (300, 430, 50, SAGE),
        (500, 432, 52, SAGE),
    ):
        p.within(
            sack, filled(oval(x, y, r), color), filled(oval(x - r * 0.35, y - r * 0.35, r * 0.2), WHITE, 0.4)
        )
    net = [(x, 280, x - 260, 680) for x in range(260, 860, 52)] + [
        (x, 280, x + 260, 680) for x in range(-60, 560, 52)
    ]
    p.within(sack, stroked(lines(*net), FOREST, 6))
    p.stroke(sack, FOREST, 9)
    p.stroke("M280 320Q400 350 520 320", FOREST, 18)


def trail_pack(p: Picture) -> None:
    p.table(400, 180)
    p.stroke("M350 170C350 100 450 100 450 170", INK, 18)
    p.fill(box(176, 400, 60, 200, 26), RUST)
    p.fill(box(564, 400, 60, 200, 26), RUST)
    p.lit(
        polygon([(220, 150, 120), (580, 150, 120), (602, 650, 60), (198, 650, 60)]),
        CLAY,
        198,
        602,
        shine=0.12,
    )
    p.lit(
        polygon([(232, 150, 110), (568, 150, 110), (580, 352, 60), (220, 352, 60)]), RUST, 220, 580, shine=0.1
    )
    p.lit(box(250, 430, 300, 180, 40), RUST, 250, 550, shine=0.1)
    p.stroke("M274 474H526", BRASS, 8)
    p.fill(box(508, 470, 14, 46, 6), BRASS)
    for x in (316, 484):
        p.fill(box(x - 15, 300, 30, 130, 6), WALNUT)
        p.fill(box(x - 22, 360, 44, 34, 6), BRASS)


def weekend_duffel(p: Picture) -> None:
    p.table(400, 270)
    p.stroke("M270 420C280 190 520 190 530 420", "#5b3a28", 22)
    p.lit(
        polygon(
            [(170, 356, 90), (630, 356, 90), (676, 500, 90), (660, 650, 50), (140, 650, 50), (124, 500, 90)]
        ),
        NAVY,
        124,
        676,
        filled(box(100, 590, 600, 80), WALNUT),
        shine=0.08,
    )
    p.stroke("M214 374H586", BRASS, 8)
    p.fill(box(572, 366, 46, 16, 8), BRASS)
    for x in (270, 530):
        p.fill(box(x - 20, 384, 40, 250), WALNUT)
        p.fill(box(x - 20, 384, 40, 14), WHITE, 0.2)
        p.fill(oval(x, 430, 9), BRASS)
    p.fill(box(338, 456, 124, 76, 10), "#3d5680")
    p.stroke(box(338, 456, 124, 76, 10), SKY, 4, 0.6, "10 8")


def city_sling(p: Picture) -> None:
    p.cast_line("M210 470C60 250 300 90 420 110S760 260 600 470", 26)
    p.stroke("M210 470C60 250 300 90 420 110S760 260 600 470", INK, 26)
    p.fill(box(596, 196, 74, 50, 10), STEEL)
    body = polygon(
        [(170, 400, 80), (630, 400, 80), (650, 500, 90), (560, 650, 80), (240, 650, 80), (150, 500, 90)]
    )
    p.cast(body)
    p.lit(body, SAGE, 150, 650, filled("M100 520H700V700H100Z", FOREST, 0.35), shine=0.14)
    p.stroke("M226 446H574", INK, 9)
    p.fill(box(536, 438, 60, 18, 9), MUSTARD)
    p.stroke("M232 530H568", FOREST, 7)
    p.fill(box(356, 568, 88, 40, 8), CREAM)


def zip_pouch(p: Picture) -> None:
    with p.rotated(-10):
        pouch = polygon([(140, 280, 24), (660, 280, 24), (680, 590, 44), (120, 590, 44)])
        p.cast(pouch)
        p.lit(
            pouch,
            PLUM,
            120,
            680,
            filled(box(100, 480, 600, 120), BLUSH),
            stroked(lines((100, 480, 700, 480)), BRASS, 6, 1, "14 12"),
            shine=0.12,
        )
        p.fill(polygon([(132, 268, 14), (668, 268, 14), (670, 318, 8), (130, 318, 8)]), "#57354c")
        p.stroke("M160 294H640", BRASS, 9, 1, "5 11")
        p.fill(box(590, 280, 44, 28, 8), BRASS)
        p.stroke("M618 300C650 350 640 400 654 430", CLAY, 14)
        p.fill(oval(656, 440, 17), CLAY)


def card_wallet(p: Picture) -> None:
    with p.rotated(8):
        for x, y, color, mark in ((246, 200, MUSTARD, INK), (262, 246, TEAL, WHITE), (236, 292, CREAM, CLAY)):
            card = box(x, y, 310, 220, 18)
            p.cast(card)
            p.fill(card, color)
            p.fill(box(x, y + 22, 310, 16), mark, 0.35)
        wallet = box(200, 352, 400, 270, 26)
        p.cast(wallet)
        p.lit(wallet, WALNUT, 200, 600, filled("M200 620V430L440 352H200Z", WHITE, 0.08), shine=0)
        p.stroke(box(218, 370, 364, 234, 16), OAK, 5, 0.9, "14 10")
        p.stroke("M330 356C340 410 460 410 470 356", "#5b3a28", 10)
        p.fill(box(470, 540, 80, 34, 6), "#5b3a28")


def roll_top_lunch(p: Picture) -> None:
    p.table(400, 150)
    p.lit(
        polygon(
            [(254, 300, 10), (546, 300, 10), (560, 620, 30), (540, 650, 16), (260, 650, 16), (240, 620, 30)]
        ),
        MUSTARD,
        240,
        560,
        stroked("M300 640C296 540 310 480 300 400M500 640C506 560 492 480 502 400", INK, 5, 0.1),
        shine=0.2,
    )
    p.lit(box(236, 212, 328, 100, 40), MUSTARD, 236, 564, shine=0.25)
    p.stroke("M262 262H538M262 286H538", INK, 5, 0.16)
    p.fill(box(374, 206, 52, 240, 8), INK)
    p.fill(box(358, 372, 84, 64, 12), GRAPHITE)
    p.fill(box(384, 388, 32, 32, 8), STEEL)
    p.fill(box(304, 520, 192, 76, 10), CREAM)
    p.stroke(lines((330, 546, 470, 546), (330, 572, 420, 572)), RUST, 6)


def laptop_sleeve(p: Picture) -> None:
    with p.rotated(-7):
        laptop = box(190, 150, 420, 300, 20)
        p.cast(laptop)
        p.lit(laptop, STEEL, 190, 610, shine=0.5, shade=0.08)
        p.fill(oval(400, 230, 24), WHITE, 0.8)
        sleeve = polygon([(160, 300, 16), (640, 300, 16), (640, 650, 34), (160, 650, 34)])
        p.cast(sleeve)
        p.lit(sleeve, GRAPHITE, 160, 640, filled("M160 300H640V336Q400 380 160 336Z", INK, 0.25), shine=0.07)
        p.stroke("M178 330V632H622V330", STEEL, 4, 0.6, "12 10")
        p.fill(box(364, 300, 72, 150, 8), WALNUT)
        p.fill(oval(400, 418, 14), BRASS)
        p.fill(box(520, 574, 76, 34, 6), WALNUT)


DRAWINGS: dict[str, Drawing] = {
    "TOT-01": canvas_tote,
    "TOT-02": market_net,
    "BPK-01": trail_pack,
    "DUF-01": weekend_duffel,
    "SLG-01": city_sling,
    "PCH-01": zip_pouch,
    "WLT-01": card_wallet,
    "LUN-01": roll_top_lunch,
    "LAP-01": laptop_sleeve,
}
