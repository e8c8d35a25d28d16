"""The live feed: a capped Valkey stream that is either whole or seen not to be.

An entry's id is `EPOCH-NUMBER`, and within an epoch the numbers have no hole. Whenever something may be missing (Valkey
was away, was flushed, or a gap in a table's stream was passed over) the next entry begins another epoch. So a reader
who minds its ids knows that it has everything, or that it must read anew what it keeps.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from valkey.asyncio import Valkey
from valkey.exceptions import ValkeyError

from backend.clock import utc_now
from backend.events.event import Heartbeat
from backend.events.message import Message

ANSWER_SECONDS = 1.0
"""A Valkey that takes longer counts as away: the bus must not wait for it."""
AT_ONCE = 200

_log = logging.getLogger("backend.events.feed")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the feed stands: the id of its latest entry."""

    epoch: int
    number: int

    @classmethod
    def of(cls, entry_id: bytes) -> Place:
        epoch, number = entry_id.split(b"-")
        return cls(int(epoch), int(number))


class _Broken(Exception):
    """The feed is not where it was left."""


class LiveFeed:
    """Takes what is published, in order, as long as Valkey does. What it could not take is lost to it, and marked.

    `on_loss` is awaited before anything that was lost can count as published, so that a relay that dies meanwhile
    is followed by one that knows.
    """

    def __init__(
        self, valkey: Valkey, key: str, *, entries: int, on_loss: Callable[[], Awaitable[None]]
    ) -> None:
        self._valkey, self._key, self._entries, self._on_loss = valkey, key, entries, on_loss
        self._place: Place | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def place(self) -> Place | None:
        """Where it stands; None while something is missing from it."""
        return self._place

    async def open(self, remembered: Place | None) -> None:
        """Go on where a relay before this one left it whole, or else begin another epoch."""
        try:
            last = await self._last()
        except (ValkeyError, OSError, TimeoutError) as error:
            _log.warning("the live feed is away: %r", error)
            return
        whole = remembered and last and last.epoch == remembered.epoch and last.number >= remembered.number
        if whole:
            self._place = last
        else:
            self._begin(last)

    async def publish(self, messages: Sequence[Message]) -> None:
        """Hand them on, if the feed is there. Never raises, never waits long."""
        if self._place is None:
            return
        async with self._one_at_a_time:
            for start in range(0, len(messages), AT_ONCE):
                await self._add(
                    [(message.type, message.body) for message in messages[start : start + AT_ONCE]]
                )

    async def beat(self, read_at: float | None) -> None:
        """A heartbeat, and where the feed is broken the try to mend it. `read_at` in seconds since 1970."""
        async with self._one_at_a_time:
            if self._place is None:
                try:
                    self._begin(await self._last())
                except (ValkeyError, OSError, TimeoutError):
                    return
            await self._add([heartbeat(read_at)])

    async def begin_epoch(self) -> None:
        """Tell whoever reads that something is missing."""
        async with self._one_at_a_time:
            if self._place is not None:
                self._begin(self._place)

    def _begin(self, last: Place | None) -> None:
        """From here on another epoch; nothing is in it yet."""
        after = last.epoch + 1 if last else 0
        self._place = Place(max(int(time.time() * 1000), after), -1)
        _log.info("the live feed begins epoch %d", self._place.epoch)

    async def _add(self, entries: Sequence[tuple[str, str]]) -> None:
        """Append; where the feed is found broken, again in another epoch, or not at all."""
        if self._place is None:
            return
        try:
            try:
                await self._append(entries, self._place)
            except _Broken:
                _log.warning("the live feed was emptied or written to by another")
                self._begin(await self._last())
                await self._append(entries, self._place)
        except (ValkeyError, OSError, TimeoutError, _Broken) as error:
            # The end only: some errors repeat the whole command.
            _log.warning("the live feed is away, and misses events from now on: …%s", repr(error)[-120:])
            self._place = None
            await self._on_loss()

    async def _append(self, entries: Sequence[tuple[str, str]], place: Place) -> None:
        pipeline = self._valkey.pipeline(transaction=False)
        for kind, body in entries:
            # `EPOCH-*` makes Valkey count: the numbers have no hole because it alone gives them.
            pipeline.xadd(
                self._key,
                {"type": kind, "body": body},
                id=f"{place.epoch}-*",
                maxlen=self._entries,
                approximate=True,
            )
        async with asyncio.timeout(ANSWER_SECONDS):
            added = [Place.of(entry_id) for entry_id in await pipeline.execute()]
        if [entry.number for entry in added] != [place.number + n for n in range(1, len(entries) + 1)]:
            raise _Broken
        self._place = added[-1]

    async def _last(self) -> Place | None:
        async with asyncio.timeout(ANSWER_SECONDS):
            entries = await self._valkey.xrevrange(self._key, count=1)
        return Place.of(entries[0][0]) if entries else None


def heartbeat(read_at: float | None) -> tuple[str, str]:
    """The entry's type and body."""
    read = datetime.fromtimestamp(read_at, UTC) if read_at is not None else None
    return "heartbeat", Heartbeat(at=utc_now(), read_at=read).model_dump_json()


def open_valkey(url: str) -> Valkey:
    """A client that connects when it is used. How long an answer may take is its callers' to say.

    Its own limit (`socket_timeout`) waits with `asyncio.wait_for`, which on Python 3.11 loses a cancellation that comes
    while the command is being sent: a relay that lost its lease then never ended.
    """
    client: Valkey = Valkey.from_url(url, socket_timeout=None, socket_connect_timeout=ANSWER_SECONDS)
    return client
