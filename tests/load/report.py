"""Figures beside the goals that the design sets."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def line(what: str, value: float, unit: str, goal: str = "") -> None:
    print(f"{what:<76} {value:8.2f} {unit:<9} {goal}", flush=True)


def ratio(what: str, value: float, *, at_most: float | None = None, at_least: float | None = None) -> None:
    """Prints a ratio and whether it is where it should be."""
    met = (at_most is None or value <= at_most) and (at_least is None or value >= at_least)
    wanted = f"at most {at_most:g}" if at_most is not None else f"at least {at_least:g}"
    line(what, value, "x", f"{wanted}: {'met' if met else 'MISSED'}")
