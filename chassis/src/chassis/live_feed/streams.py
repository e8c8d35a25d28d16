"""Many streams of events out of one live feed.

What is told is kept once, for all, and each reader goes along it at their own pace: so a reader costs no memory, and
one who falls behind what is kept is dropped.
"""

from __future__ import annotations

import asyncio
import logging
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from fastapi.sse import format_sse_event

from chassis.live_feed.entry import HEARTBEAT, Entry, Place
from chassis.live_feed.settings import LiveFeedSettings
from chassis.problems import Overloaded, Problem

MOST_KEPT = 2000
"""So far a reader may be behind, or away and come back, and miss nothing."""
RECONNECT_MILLISECONDS = 2000
RESET = "reset"
"""The event that says: something may have been missed, read anew."""

_NOWHERE = Place(0, -1)

_log = logging.getLogger("chassis.live_feed")


class TooManyStreams(Problem):
    """Somebody has as many streams of events open as one may."""

    status, code, title = 429, "too_many_streams", "Too many streams"


class Told(NamedTuple):
    """An event as readers get it: `data` is JSON. `only_for`: a person or a role, whose alone it is; None: it is
    everybody's."""

    event: str
    data: str
    only_for: str | None = None


class _Kept(NamedTuple):
    place: Place
    chunk: bytes
    only_for: str | None


class Reader:
    """Somebody who reads along, and gets what is only for one of `hears` too."""

    __slots__ = ("after", "at", "greeted", "hears", "streams", "who")

    def __init__(self, streams: LiveStreams, hears: Collection[str], who: str, after: Place | None) -> None:
        self.streams = streams
        self.hears = hears
        self.who = who
        self.after = after
        self.at = streams.end
        self.greeted = False

    async def read(self, within_seconds: float) -> bytes | None:
        """What has come for this reader, as it goes over the wire; a sign of life when there is nothing in time.

        None at the end: the service ends, or the reader has fallen behind.
        """
        try:
            async with asyncio.timeout(within_seconds):
                while True:
                    chunk = self.streams.collect(self)
                    if chunk != b"":
                        return chunk
                    await self.streams.changed.wait()
        except TimeoutError:
            return self.streams.sign_of_life()

    def close(self) -> None:
        """To be called once, whatever happens."""
        self.streams.leave(self)


class LiveStreams:
    """Tells its readers what `tell` makes of each entry; None is told to nobody."""

    def __init__(
        self,
        tell: Callable[[Entry], Told | None],
        settings: LiveFeedSettings,
        *,
        most_kept: int = MOST_KEPT,
    ) -> None:
        self.changed = asyncio.Event()
        self._tell = tell
        self._settings = settings
        self._most_kept = most_kept
        self._readers: Counter[str] = Counter()
        self._kept: list[_Kept] = []
        self._dropped = 0
        """How many have been kept and are no longer, so that a reader's place in what is kept stays the same."""
        self._behind: Place | None = None
        """All behind that place is kept, of this epoch as `_place` is; None until the feed is there."""
        self._place: Place | None = None
        self._began = 0
        """Where what is kept of this epoch begins."""
        self._ended = False

    @property
    def end(self) -> int:
        """Where a reader goes on who has read all."""
        return self._dropped + len(self._kept)

    @property
    def readers(self) -> int:
        return self._readers.total()

    # the feed's side

    def begin_anew(self, behind: Place) -> None:
        self._behind = self._place = behind
        self._began = self.end
        self._keep(_Kept(behind, _reset(behind), None))
        self._wake()

    def take(self, entries: Sequence[Entry]) -> None:
        end = self.end
        for entry in entries:
            if entry.type != HEARTBEAT and (told := self._told(entry)) is not None:
                chunk = format_sse_event(data_str=told.data, event=told.event, id=str(entry.place))
                self._keep(_Kept(entry.place, chunk, told.only_for))
        self._place = entries[-1].place
        if self.end > end:
            self._wake()

    def _told(self, entry: Entry) -> Told | None:
        try:
            return self._tell(entry)
        except ValueError:
            _log.exception("nobody is told of entry %s (%s)", entry.place, entry.type)
            return None

    def _keep(self, kept: _Kept) -> None:
        self._kept.append(kept)
        if len(self._kept) > 2 * self._most_kept:
            # Not one by one: that would move all of them each time.
            gone = len(self._kept) - self._most_kept
            last = self._kept[gone - 1].place
            if self._behind is not None and last.epoch == self._behind.epoch:
                self._behind = max(self._behind, last)
            del self._kept[:gone]
            self._dropped += gone

    def _wake(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()

    # the readers' side

    def open(
        self, hears: Collection[str], who: str, last_event_id: str | None, *, visitor: bool = False
    ) -> Reader:
        """A reader from now on, or from behind the event that they had last. hears: as whom they get what is not for
        everybody; who: whom the stream is counted for; visitor: that is an address, with many people behind it.

        Raises TooManyStreams, and Overloaded when the process has as many as it takes.
        """
        settings = self._settings
        most = settings.live_streams_per_address if visitor else settings.live_streams_per_person
        if self._readers[who] >= most:
            raise TooManyStreams(
                f"You have {most} streams open: close one of them.", headers={"Retry-After": "10"}
            )
        if self.readers >= settings.live_streams:
            raise Overloaded("As many streams are open as the service takes on; try again.")
        self._readers[who] += 1
        after = (Place.parse(last_event_id) or _NOWHERE) if last_event_id else None
        if after is None and self._behind is None:
            after = _NOWHERE  # once the feed is there, nobody knows what has happened since now
        return Reader(self, hears, who, after)

    def leave(self, reader: Reader) -> None:
        self._readers[reader.who] -= 1
        if not self._readers[reader.who]:
            del self._readers[reader.who]

    def end_all(self) -> None:
        """Every reader is told what they have not had, and that it was the last."""
        self._ended = True
        self._wake()

    def collect(self, reader: Reader) -> bytes | None:
        """What the reader is to be sent now; nothing: they have to wait. None: they have had the last, or have fallen
        behind what is kept."""
        chunks = []
        if not reader.greeted:
            reader.greeted = True
            chunks.append(self._greeting())
        if reader.after is not None and self._behind is not None:
            found = self._find(reader.after)
            reader.at = self.end if found is None else found
            if found is None:
                chunks.append(_reset(self._place or self._behind))
            reader.after = None
        if reader.at < self._dropped:
            return None
        if reader.after is None:
            chunks += [
                kept.chunk
                for kept in self._kept[reader.at - self._dropped :]
                if kept.only_for is None or kept.only_for in reader.hears
            ]
            reader.at = self.end
        if not chunks and self._ended:
            return None
        return b"".join(chunks)

    def sign_of_life(self) -> bytes:
        """A comment, and where the feed stands: who comes back after a quiet hour has missed nothing."""
        return format_sse_event(comment="", id=str(self._place) if self._place else None)

    def _greeting(self) -> bytes:
        place = str(self._place) if self._place else None
        return format_sse_event(retry=RECONNECT_MILLISECONDS, id=place)

    def _find(self, after: Place) -> int | None:
        """Where one goes on who has had all up to that place; None when what came behind it is not kept."""
        assert self._behind is not None
        assert self._place is not None
        if not self._behind <= after <= self._place:
            return None
        first = max(0, self._began - self._dropped)
        return self._dropped + bisect_right(self._kept, after, lo=first, key=lambda kept: kept.place)


def _reset(place: Place) -> bytes:
    return format_sse_event(data_str="{}", event=RESET, id=str(place))
