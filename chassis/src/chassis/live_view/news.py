"""What the live feed tells, on its way into a collection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from chassis.live_feed.entry import Entry, Place
from chassis.live_view.freshness import Freshness, Thing


class News(Generic[Thing]):
    """Follows the live feed for a collection."""

    def __init__(self, freshness: Freshness[Thing], thing_in: Callable[[Entry], Thing | None]) -> None:
        """thing_in: what an entry tells of, as it then stood; None when that is none of the collection's. Raises
        ValueError for what is no event."""
        self._freshness = freshness
        self._thing_in = thing_in

    def begin_anew(self, behind: Place) -> None:
        self._freshness.missed_something()

    def take(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            thing = self._thing_in(entry)
            if thing is not None:
                self._freshness.take(thing)
