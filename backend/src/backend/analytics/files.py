"""How the files of a partition are named, and which of them count.

A partition is a log: file 7 is added when files 0 to 6 have been read, and never changed. `00000007-00000007` is one
that was added; `00000000-00000015` is made of the sixteen files 0 to 15 and takes their place. Such ranges begin and
end at multiples of powers of sixteen, so of two ranges one is within the other or they have nothing in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

FAN = 16
LARGEST = FAN**2
"""What is merged must fit into memory, so there is an end to it."""
_NAME = re.compile(r"(\d{8})-(\d{8})\.parquet")


class Part(NamedTuple):
    """The files `first` to `last`, as one."""

    first: int
    last: int

    @property
    def name(self) -> str:
        return f"{self.first:08}-{self.last:08}.parquet"

    @property
    def numbers(self) -> int:
        return self.last - self.first + 1

    def within(self, other: Part) -> bool:
        """Whether the other, and another one, has all that is in this."""
        return self != other and other.first <= self.first and self.last <= other.last


def part_named(name: str) -> Part | None:
    """None for what is no file of a partition."""
    match = _NAME.fullmatch(name.rpartition("/")[2])
    return Part(int(match[1]), int(match[2])) if match else None


def live(parts: Iterable[Part]) -> list[Part]:
    """Those that count, in order: each row is in exactly one of them."""
    found: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.first, -part.last)):
        if not found or part.first > found[-1].last:
            found.append(part)
    return found


def next_number(parts: Iterable[Part]) -> int:
    return max((part.last for part in parts), default=-1) + 1


def whole_blocks(parts: Iterable[Part]) -> Iterator[tuple[Part, list[Part]]]:
    """What can be merged: a range, and the live parts that fill it without a hole."""
    counted = live(parts)
    size = FAN
    while size <= LARGEST:
        blocks: dict[int, list[Part]] = {}
        for part in counted:
            if part.numbers < size:
                blocks.setdefault(part.first // size, []).append(part)
        for block, members in blocks.items():
            if sum(part.numbers for part in members) == size:
                merged = Part(block * size, block * size + size - 1)
                yield merged, members
                counted = [part for part in counted if part not in members] + [merged]
        counted.sort()
        size *= FAN
