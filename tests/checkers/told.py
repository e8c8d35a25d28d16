"""What the reader of a stream of events was told, against what was committed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

Heard = tuple[str, int]
"""An order's id and version, or a product's and revision."""


def told_faults(told: Sequence[Heard | None], reached: Mapping[str, int]) -> list[str]:
    """Between two resets (None) every number of a subject follows the one before it, repeats aside; what was never
    followed by a reset was told to the end; without any reset it was told from the beginning too.

    `reached`: the last number of each subject that this reader may hear of.
    """
    stretches = [
        [heard for heard in stretch if heard is not None]
        for is_reset, stretch in groupby(told, lambda heard: heard is None)
        if not is_reset
    ]
    faults = [fault for stretch in stretches for fault in _order_faults(stretch)]
    ends_with_reset = bool(told) and told[-1] is None
    if not ends_with_reset:
        last = _highest(stretches[-1] if stretches else ())
        whole = None not in told
        for subject, end in reached.items():
            if (whole or subject in last) and last.get(subject, 0) < end:
                faults.append(f"{subject} was told up to {last.get(subject, 0)} of {end}, and no reset")
        if whole:
            faults += [
                f"{subject} was told from {number} on, and no reset"
                for subject, number in _first(told).items()
                if number != 1
            ]
    strangers = {subject for stretch in stretches for subject, _ in stretch} - reached.keys()
    return faults + [f"{subject} is none of this reader's" for subject in sorted(strangers)]


def _order_faults(stretch: Iterable[Heard]) -> Iterator[str]:
    reached: dict[str, int] = {}
    first: dict[str, int] = {}
    for subject, number in stretch:
        before = reached.get(subject)
        if before is None:
            first[subject] = number
        elif number > before + 1:
            yield f"{subject}: {number} after {before}"
        elif number < first[subject]:
            yield f"{subject}: {number} was first told after {before}"
        reached[subject] = max(number, before or 0)


def _highest(stretch: Iterable[Heard]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for subject, number in stretch:
        highest[subject] = max(number, highest.get(subject, 0))
    return highest


def _first(told: Iterable[Heard | None]) -> dict[str, int]:
    first: dict[str, int] = {}
    for heard in told:
        if heard is not None:
            first.setdefault(*heard)
    return first
