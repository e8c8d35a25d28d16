"""Outlines as SVG path data, in the units of the 800 x 800 view box, y growing downwards."""

import math
from collections.abc import Sequence

Point = tuple[float, float] | tuple[float, float, float]
"""x, y and, where a corner differs from its outline's, its radius."""


def number(value: float) -> str:
    """`value` to a tenth of a unit, written as short as SVG reads it."""
    return f"{value:.1f}".removesuffix(".0") if round(value, 1) else "0"


def _at(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def polygon(points: Sequence[Point], radius: float = 0) -> str:
    """The closed outline through `points`, each corner rounded as far as its edges allow."""
    parts: list[str] = []
    for index, corner in enumerate(points):
        x, y = corner[0], corner[1]
        wanted = corner[2] if len(corner) == 3 else radius
        before, after = points[index - 1], points[(index + 1) % len(points)]
        to_before = math.hypot(before[0] - x, before[1] - y)
        to_after = math.hypot(after[0] - x, after[1] - y)
        cut = min(wanted, to_before / 2, to_after / 2)
        start = "L" if parts else "M"
        if cut < 0.5:
            parts.append(start + _at(x, y))
            continue
        enter = _at(x + (before[0] - x) / to_before * cut, y + (before[1] - y) / to_before * cut)
        leave = _at(x + (after[0] - x) / to_after * cut, y + (after[1] - y) / to_after * cut)
        parts.append(f"{start}{enter}Q{_at(x, y)} {leave}")
    return "".join(parts) + "Z"


def turned(center: float, profile: Sequence[Point], radius: float = 0) -> str:
    """What a lathe would make: `profile` lists (half width, y[, radius]) from top to bottom."""
    right: list[Point] = [(center + step[0], *step[1:]) for step in profile]
    left: list[Point] = [(center - step[0], *step[1:]) for step in reversed(profile)]
    return polygon(right + left, radius)


def box(x: float, y: float, width: float, height: float, radius: float = 0) -> str:
    """A rectangle by its upper left corner."""
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], radius)


def oval(x: float, y: float, rx: float, ry: float | None = None) -> str:
    """An ellipse by its centre; a circle where `ry` is left out."""
    height = rx if ry is None else ry
    arc = f"a{number(rx)} {number(height)} 0 1 1 "
    return f"M{_at(x - rx, y)}{arc}{number(2 * rx)} 0{arc}{number(-2 * rx)} 0Z"


def lines(*segments: tuple[float, float, float, float]) -> str:
    """Separate straight strokes, each (x, y, to x, to y)."""
    return "".join(f"M{_at(x, y)}L{_at(to_x, to_y)}" for x, y, to_x, to_y in segments)
