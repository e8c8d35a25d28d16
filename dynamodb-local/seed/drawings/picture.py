"""One product picture: a quiet scene in the category's tint, lit from the upper left, and an object in it."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.sax.saxutils import escape

from drawings.geometry import box, number, oval
from drawings.palette import INK, WHITE, Tint

FLOOR = 650.0
"""The y on which a standing object stands."""

SHADOW_FALLS = (14.0, 20.0)
"""How far right and down the shadow of a lying or hanging object falls."""


def filled(outline: str, color: str, opacity: float = 1) -> str:
    """An area."""
    faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<path fill="{color}"{faint} d="{outline}"/>'


def stroked(outline: str, color: str, width: float, opacity: float = 1, dashes: str = "") -> str:
    """A line with round ends; `dashes` as in SVG's stroke-dasharray."""
    faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path fill="none" stroke="{color}" stroke-width="{number(width)}"{faint}{dashed} d="{outline}"/>'


class Picture:
    """Collects the elements of one picture in the order in which they cover one another."""

    def __init__(self, name: str, title: str, tint: Tint) -> None:
        """`name` keeps ids apart where pictures share a page; `title` is for those who cannot see it."""
        self._name = name
        self._title = title
        self._tint = tint
        self._elements: list[str] = [
            filled(box(0, 0, 800, 800), tint.wall),
            filled(oval(400, 390, 310), tint.disc),
        ]
        self._clips = 0
        self._angle = 0.0

    def add(self, *elements: str) -> None:
        """Put `elements` on top of what is there."""
        self._elements.extend(elements)

    def fill(self, outline: str, color: str, opacity: float = 1) -> None:
        """Put an area on top of what is there."""
        self.add(filled(outline, color, opacity))

    def stroke(self, outline: str, color: str, width: float, opacity: float = 1, dashes: str = "") -> None:
        """Put a line with round ends on top of what is there."""
        self.add(stroked(outline, color, width, opacity, dashes))

    def table(self, center: float, half_width: float) -> None:
        """Lay the table and the shadow of an object that stands on it."""
        self.fill("M0 600H800V800H0Z", self._tint.table)
        self.fill(oval(center + 16, FLOOR + 2, half_width + 22, 20), INK, 0.16)

    def cast(self, outline: str) -> None:
        """The shadow of a lying or hanging object of this outline; draw it before the object."""
        self.add(self._moved(filled(outline, INK, 0.15)))

    def cast_line(self, outline: str, width: float) -> None:
        """The shadow of a lying or hanging line; draw it before the line."""
        self.add(self._moved(stroked(outline, INK, width, 0.15)))

    def _moved(self, element: str) -> str:
        turn = math.radians(-self._angle)
        x, y = SHADOW_FALLS
        right, down = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        return f'<g transform="translate({number(right)} {number(down)})">{element}</g>'

    def within(self, outline: str, *elements: str) -> None:
        """Put `elements` on top, cut off at `outline`."""
        self._clips += 1
        clip = f"{self._name}-{self._clips}"
        self.add(
            f'<clipPath id="{clip}"><path d="{outline}"/></clipPath>',
            f'<g clip-path="url(#{clip})">',
            *elements,
            "</g>",
        )

    def lit(
        self,
        outline: str,
        color: str,
        left: float,
        right: float,
        *elements: str,
        shine: float = 0.22,
        shade: float = 0.13,
    ) -> None:
        """A body between `left` and `right`: its colour, `elements` on it, then light and shade over both."""
        width = right - left
        self.fill(outline, color)
        light = [
            filled(box(left + 0.74 * width, 0, 0.26 * width + 2, 800), INK, shade),
            filled(box(left + 0.1 * width, 0, 0.09 * width, 800), WHITE, shine),
        ]
        self.within(outline, *elements, *light)

    @contextmanager
    def rotated(self, degrees: float, x: float = 400, y: float = 400) -> Iterator[None]:
        """What is drawn inside is turned clockwise around a point; cast shadows still fall the same way."""
        self.add(f'<g transform="rotate({number(degrees)} {number(x)} {number(y)})">')
        self._angle += degrees
        yield
        self._angle -= degrees
        self.add("</g>")

    def svg(self) -> str:
        """The whole file."""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" role="img"'
            ' stroke-linecap="round" stroke-linejoin="round">'
            f"<title>{escape(self._title)}</title>\n" + "\n".join(self._elements) + "\n</svg>\n"
        )


Drawing = Callable[[Picture], None]
"""Draws one product into an empty scene."""
