"""The colours of every picture. A product takes its colours from here, so any two stand well together."""

from typing import NamedTuple

INK = "#2c2e36"
GRAPHITE = "#5b616c"
STEEL = "#c4cacf"
WHITE = "#fffdf8"
CREAM = "#f7efe0"
SAND = "#dcc29b"
OAK = "#cb9c66"
WALNUT = "#7c5138"
BRASS = "#c9993f"
MUSTARD = "#e3a93b"
CLAY = "#cb6b4b"
RUST = "#a34a33"
BLUSH = "#e6b3a0"
PLUM = "#6f4560"
LAVENDER = "#a396c3"
SAGE = "#86a286"
FOREST = "#34594d"
TEAL = "#3a7c80"
SKY = "#98c0cd"
NAVY = "#2e4469"
GLOW = "#ffe6a3"


class Tint(NamedTuple):
    """The three quiet tones behind an object: the wall, the disc on it, the table."""

    wall: str
    disc: str
    table: str


TINTS: dict[str, Tint] = {
    "drinkware": Tint("#dfeaee", "#edf4f5", "#c9dae0"),
    "kitchen": Tint("#f3e6d0", "#fbf3e4", "#e4d0b0"),
    "stationery": Tint("#e6e1ef", "#f2eff7", "#d3cce2"),
    "lighting": Tint("#efe3bd", "#faf2d8", "#dfcf9c"),
    "textiles": Tint("#f5dccd", "#fceee5", "#e8c5b1"),
    "bags": Tint("#e3dfd6", "#f1eee8", "#cfc9bc"),
    "outdoors": Tint("#d8e6d6", "#e9f2e7", "#bfd3bd"),
    "care": Tint("#f2dce0", "#faeef0", "#e2c3c9"),
}
