"""How a collection in memory is kept up with what another service has.

With a live feed: read once, then told of every change. Without one, or while it is silent: read again when somebody
looks, at a bounded rate.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import logging
from collections.abc import AsyncIterator, Callable, Sequence, Set
from math import inf
from time import monotonic
from typing import Generic, Protocol, TypeVar

from chassis.live_feed.feed import SILENT_SECONDS
from chassis.problems import Problem
from chassis.upstream import UpstreamUnavailable

YOUNG_SECONDS = 0.15
"""What there is is not read again while it is younger."""
OLD_SECONDS = 0.25
"""When it is older, whoever looks waits for the reading; in between it is read behind their backs, so that where many
look nobody waits."""
SHARE_OF_TIME_READING = 0.1
"""What is large takes long to read: it is read again no sooner than when nine times as long has gone by."""
PAUSE_AFTER_FAILURE_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 0.5
"""How long a reading is waited for when there is something older to show."""
LONGEST_FIRST_WAIT_SECONDS = 5.0
"""How long it is waited for when there is nothing: whoever lists is then told to come again."""
OUT_OF_TURN_SECONDS = 60.0
"""So often at most a feed that begins anew has it read sooner than its turn would come."""

_log = logging.getLogger("chassis.live_view")

Thing = TypeVar("Thing")
Given = TypeVar("Given", covariant=True)
Taken = TypeVar("Taken", contravariant=True)


class Source(Protocol[Given]):
    """Who has the things."""

    async def prepare(self) -> None:
        """Returns when it can be read at once."""
        ...

    def pages(self) -> AsyncIterator[Sequence[Given]]:
        """All things, page after page, so that much is never held twice. Raises a Problem when it cannot be read."""
        ...


class Kept(Protocol[Taken]):
    """The collection."""

    def apply(self, thing: Taken) -> str:
        """Takes a thing in, unless a newer revision of it is known, and answers its key."""
        ...

    def retain(self, keys: Set[str]) -> None:
        """Forgets every thing that is not one of these."""
        ...


class Freshness(Generic[Thing]):
    """Reads all there is, once for everybody who waits.

    After a failure the collection stays as it was, and `stale` says so.
    """

    def __init__(
        self,
        name: str,
        source: Source[Thing],
        collection: Kept[Thing],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """name: of what it is, for people, such as "catalogue"."""
        self.fed_until: Callable[[], float | None] = _never
        """Up to when, by the clock, the live feed has told of every change."""
        self._name = name
        self._source = source
        self._collection = collection
        self._clock = clock
        self._as_of: float | None = None
        self._failed = False
        self._fed = False
        """Whether the feed has told of every change since a reading began that has ended well."""
        self._missed = 0
        """How often the feed has missed something: what was read before that does not make it whole."""
        self._listed: set[str] | None = None
        """The things that the reading under way has met, or that have been taken in meanwhile."""
        self._out_of_turn_at = -inf
        self._not_before = 0.0
        self._reading: asyncio.Task[None] | None = None
        self._reading_since = 0.0

    @property
    def age_seconds(self) -> int:
        """Whole seconds since the collection was known to be what the source has."""
        as_of = self._known_as_of()
        return int(self._clock() - as_of) if as_of is not None else 0

    @property
    def live(self) -> bool:
        """Whether every change comes by itself."""
        until = self.fed_until() if self._fed else None
        return until is not None and self._clock() - until < SILENT_SECONDS

    @property
    def stale(self) -> bool:
        """Whether the collection cannot be brought up to date for now."""
        return self._failed and not self.live

    async def renew(self) -> None:
        """Returns when the collection is as fresh as it may be for now.

        Raises UpstreamUnavailable when there is none to show.
        """
        if self.live:
            return
        as_of = self._known_as_of()
        age = self._clock() - as_of if as_of is not None else None
        if age is not None and age < YOUNG_SECONDS:
            return
        reading = self._start_reading()
        if age is None:
            if reading is not None:
                # Whoever waits may go away: the reading goes on for the others.
                await asyncio.wait([reading], timeout=LONGEST_FIRST_WAIT_SECONDS)
            if self._as_of is None:
                doing = "cannot be read right now" if self._reading is None else "is being read"
                raise UpstreamUnavailable(f"The {self._name} {doing}; try again.")
        elif reading is not None and age >= OLD_SECONDS:
            left = self._reading_since + LONGEST_WAIT_SECONDS - self._clock()
            if left > 0:
                await asyncio.wait([reading], timeout=left)

    async def begin(self) -> None:
        """Reads it for the first time; waits for nothing."""
        self._start_reading()

    def take(self, thing: Thing) -> None:
        """Takes in a thing that was told of; a reading under way that has not met it does not take it for gone."""
        key = self._collection.apply(thing)
        if self._listed is not None:
            self._listed.add(key)

    def missed_something(self) -> None:
        """The feed begins anew: what there is goes on being shown, and is read again."""
        self._as_of = self._known_as_of()
        self._fed = False
        self._missed += 1
        if self._reading is None:
            self._read_out_of_turn()

    def _read_out_of_turn(self) -> None:
        now = self._clock()
        if not self._failed and now - self._out_of_turn_at >= OUT_OF_TURN_SECONDS:
            self._out_of_turn_at = self._not_before = now
        self._start_reading()

    def _known_as_of(self) -> float | None:
        until = self.fed_until() if self._fed else None
        return self._as_of if until is None or self._as_of is None else max(self._as_of, until)

    def _start_reading(self) -> asyncio.Task[None] | None:
        """The reading that is under way, begun now if it may be; None when it may not."""
        if self._reading is None and self._clock() >= self._not_before:
            self._reading_since = self._clock()
            # In a context of its own: it outlives the request that began it, and its deadline.
            self._reading = asyncio.get_running_loop().create_task(
                self._read(), context=contextvars.Context()
            )
        return self._reading

    async def stop(self) -> None:
        """Ends a reading that is under way."""
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading

    async def _read(self) -> None:
        missed = self._missed
        try:
            await self._source.prepare()
            self._reading_since = self._clock()
            await self._read_pages()
        except Exception as error:
            if not isinstance(error, Problem):
                _log.exception("the %s cannot be read", self._name)
            elif not self._failed:
                _log.warning("the %s cannot be read: %s", self._name, error.detail)
            self._failed = True
            self._not_before = self._clock() + PAUSE_AFTER_FAILURE_SECONDS
        else:
            self._failed = False
            self._as_of = self._reading_since
            self._fed = missed == self._missed and missed > 0
            ended = self._clock()
            self._not_before = ended + (ended - self._as_of) * (1 / SHARE_OF_TIME_READING - 1)
        finally:
            self._reading = None
            self._listed = None
        if missed != self._missed and not self._failed:
            self._read_out_of_turn()

    async def _read_pages(self) -> None:
        listed = self._listed = set()
        async for page in self._source.pages():
            for thing in page:
                listed.add(self._collection.apply(thing))
        self._collection.retain(listed)


def _never() -> None:
    return None
