"""Entries of a live feed, and where they stand in it."""

from __future__ import annotations

import re
from typing import NamedTuple

HEARTBEAT = "heartbeat"
"""The type of the entry that says up to when the feed is whole."""
_PLACE = re.compile(r"([0-9]{1,15})-(-1|[0-9]{1,15})")


class Place(NamedTuple):
    """Within an epoch numbers follow one another without a hole; another epoch means that something is missing."""

    epoch: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """The place that is written EPOCH-NUMBER; None when it is not."""
        found = _PLACE.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.epoch}-{self.number}"

    @property
    def before(self) -> Place:
        return Place(self.epoch, self.number - 1)


class Entry(NamedTuple):
    """`body` is JSON."""

    place: Place
    type: str
    body: bytes
