"""The relay: every committed change of the tables, as events, to the live feed and to the bus.

A shard is read in order. Its pages go to the feed at once and, a few pages behind, to the bus; when the bus has
accepted a page, the checkpoint moves past it. So a relay that is killed anywhere is followed by one that publishes the
same events, under the same ids, again from the checkpoint on.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from backend.events.aws import Threads
from backend.events.bus import Bus
from backend.events.checkpoints import Checkpoint, Checkpoints
from backend.events.derivation import Derive
from backend.events.feed import LiveFeed
from backend.events.lease import Lease
from backend.events.lineage import Lineage, Shard
from backend.events.message import Message
from backend.events.patience import patiently
from backend.events.streams import (
    IteratorExpired,
    NoStream,
    Page,
    ShardGone,
    TableStream,
    Trimmed,
    latest_stream,
)
from backend.events.underivable import Underivable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodbstreams import DynamoDBStreamsClient

PAGES_AHEAD = 8
"""So far the feed may run ahead of the bus."""
CHECKPOINT_SECONDS = 0.25
"""So far a checkpoint may be behind: what a killed relay repeats, against a write for each page."""
IDLE_CHECKPOINT_SECONDS = 60.0
"""The same behind pages without an event, where only the feed is told. Checkpoints are kept in a table that is read so:
one that followed each page would be followed by another for ever."""
DISCOVERY_SECONDS = 10.0
HEARTBEAT_SECONDS = 1.0

_log = logging.getLogger("backend.events.relay")


class StreamReplaced(Exception):
    """The table has another stream than before: begin anew."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`poll_seconds` from one read of a shard to the next; AWS allows five a second, by all who read it together."""

    poll_seconds: float
    discovery_seconds: float = DISCOVERY_SECONDS


@dataclass(frozen=True, slots=True)
class Source:
    """How a table's changes become events. Unless they are `on_bus`, the live feed alone is told of them."""

    derive: Derive
    on_bus: bool = True


class Relay:
    """Runs while it holds the lease. `sources`: by table."""

    def __init__(
        self,
        *,
        database: DynamoDBClient,
        streams: DynamoDBStreamsClient,
        threads: Threads,
        sources: Mapping[str, Source],
        lease: Lease,
        checkpoints: Checkpoints,
        bus: Bus,
        feed: LiveFeed | None,
        pace: Pace,
    ) -> None:
        self._database, self._streams, self._threads = database, streams, threads
        self._sources, self._lease, self._checkpoints = sources, lease, checkpoints
        self._bus, self._feed, self._pace = bus, feed, pace
        self._read_at: dict[tuple[str, str], float] = {}
        self._reading: set[str] = set()

    @property
    def read_at(self) -> float | None:
        """All that was committed before then to tables whose events are on the bus is fed, in seconds since 1970; None
        until each of them is being read."""
        counted = {table for table, source in self._sources.items() if source.on_bus}
        if not counted <= self._reading:
            return None
        times = [at for (table, _), at in self._read_at.items() if table in counted]
        return min(times, default=0.0) or None

    async def run(self) -> None:
        """Never returns. Raises `LeaseLost` and `StreamReplaced` when another run has to begin."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_lease())
            if self._feed:
                group.create_task(self._beat(self._feed))
            for table in self._sources:
                group.create_task(self._follow(table))

    async def _keep_lease(self) -> None:
        # Apart from the heartbeat: a Valkey that hangs must not cost the lease.
        while True:
            await self._lease.renew(self._feed.place if self._feed else None)
            await asyncio.sleep(HEARTBEAT_SECONDS)

    async def _beat(self, feed: LiveFeed) -> None:
        while True:
            await feed.beat(self.read_at)
            await asyncio.sleep(HEARTBEAT_SECONDS)

    async def _follow(self, table: str) -> None:
        """Every shard of the table's stream, each when its parent is done."""
        arn = await self._stream_of(table)
        stream = TableStream(self._streams, self._threads, arn)
        checkpoints = await self._checkpoints.of(arn)
        lineage = Lineage()
        # One that was being read must be read on before its children, though it may be listed no longer.
        lineage.learn(Shard(shard_id, None) for shard_id, at in checkpoints.items() if not at.finished)
        for shard_id, at in checkpoints.items():
            if at.finished:
                lineage.finish(shard_id)
        shard_ended = asyncio.Event()

        async def read(shard_id: str) -> None:
            done = checkpoints.get(shard_id, Checkpoint(None, finished=False))
            await self._relay_shard(table, stream, shard_id, done)
            lineage.finish(shard_id)
            shard_ended.set()

        async with asyncio.TaskGroup() as group:
            while True:
                shard_ended.clear()
                lineage.learn(await patiently(f"listing the shards of {table}", stream.shards))
                for shard_id in lineage.start():
                    # Known before it has been read: until then the table is not fed up to any time.
                    self._read_at[table, shard_id] = 0.0
                    group.create_task(read(shard_id))
                self._reading.add(table)
                try:
                    async with asyncio.timeout(self._pace.discovery_seconds):
                        await shard_ended.wait()
                except TimeoutError:
                    if await self._stream_of(table) != arn:
                        raise StreamReplaced(table) from None

    async def _stream_of(self, table: str) -> str:
        async def ask() -> str:
            try:
                return await latest_stream(self._database, self._threads, table)
            except NoStream as error:
                raise TimeoutError(str(error)) from error

        return await patiently(f"finding the stream of {table}", ask)

    async def _relay_shard(self, table: str, stream: TableStream, shard_id: str, done: Checkpoint) -> None:
        """Returns when the shard is closed and all of it is published."""
        ahead: asyncio.Queue[_Publication | None] = asyncio.Queue(maxsize=PAGES_AHEAD)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._publish(table, stream.arn, shard_id, ahead))
            await self._read(table, stream, shard_id, done.sequence_number, ahead)
            await ahead.put(None)
        await self._checkpoints.save(stream.arn, shard_id, Checkpoint(None, finished=True))
        self._read_at.pop((table, shard_id), None)

    async def _read(
        self,
        table: str,
        stream: TableStream,
        shard_id: str,
        after: str | None,
        ahead: asyncio.Queue[_Publication | None],
    ) -> None:
        """Page after page to the feed, and into `ahead`, to the shard's end."""
        iterator: str | None = None
        while True:
            began, paced = time.time(), time.monotonic()
            try:
                if iterator is None:
                    find = partial(stream.iterator, shard_id, after)
                    iterator = await patiently(f"finding the place in {table}", find)
                page = await patiently(f"reading the stream of {table}", partial(stream.page, iterator))
            except IteratorExpired:
                iterator = None
                await asyncio.sleep(self._pace.poll_seconds)
                continue
            except Trimmed:
                # From the oldest record on nothing is missed: DynamoDB Local says this of a shard's first record.
                if after is not None:
                    await self._pass_over(stream.arn, shard_id, after)
                iterator, after = None, None
                await asyncio.sleep(self._pace.poll_seconds)
                continue
            except ShardGone:
                if after is not None:
                    await self._pass_over(stream.arn, shard_id, after)
                return
            if page.records:
                after = page.records[-1].sequence_number
                messages = await self._messages(table, stream.arn, page)
                if self._feed:
                    await self._feed.publish(messages)
                await ahead.put(_Publication(messages, after))
            if page.reaches_now:
                self._read_at[table, shard_id] = began
            if page.next_iterator is None:
                return
            iterator = page.next_iterator
            await asyncio.sleep(max(0.0, self._pace.poll_seconds - (time.monotonic() - paced)))

    async def _pass_over(self, stream_arn: str, shard_id: str, after: str) -> None:
        """Records behind `after` are no longer kept: perhaps some were never published. Goes on with the oldest."""
        reason = f"records behind {after} are no longer kept"
        _log.error("possible gap in %s, shard %s: %s", stream_arn, shard_id, reason)
        await self._checkpoints.note_gap(stream_arn, shard_id, reason)
        if self._feed:
            await self._feed.begin_epoch()

    async def _messages(self, table: str, stream_arn: str, page: Page) -> list[Message]:
        messages: list[Message] = []
        for record in page.records:
            try:
                events = self._sources[table].derive(record.change)
            except Underivable as odd:
                _log.error("set aside, since no event tells of it: %s", odd)
                await self._checkpoints.set_aside(stream_arn, record.sequence_number, str(odd))
                continue
            messages += [Message.of(event) for event in events]
        return messages

    async def _publish(
        self, table: str, stream_arn: str, shard_id: str, ahead: asyncio.Queue[_Publication | None]
    ) -> None:
        """Page after page to the bus, where the table's events belong there, until there are no more (None)."""
        on_bus = self._sources[table].on_bus
        clock = asyncio.get_running_loop().time
        published: str | None = None  # and no checkpoint says so yet
        due = 0.0
        while True:
            try:
                async with asyncio.timeout_at(due if published else None):
                    publication = await ahead.get()
            except TimeoutError:
                pass
            else:
                if publication is None:
                    return
                if on_bus:
                    await self._bus.publish(publication.messages)
                told = on_bus or publication.messages
                soon = clock() + (CHECKPOINT_SECONDS if told else IDLE_CHECKPOINT_SECONDS)
                due = min(due, soon) if published else soon
                published = publication.sequence_number
            if published and clock() >= due:
                await self._checkpoints.save(stream_arn, shard_id, Checkpoint(published, finished=False))
                published = None


@dataclass(frozen=True, slots=True)
class _Publication:
    """When the messages are published, the shard is done up to `sequence_number`."""

    messages: Sequence[Message]
    sequence_number: str
