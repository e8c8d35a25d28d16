"""The consumer's side: events gathered for a while, then added together."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

from backend.events.seen import event_in

if TYPE_CHECKING:
    from backend.analytics.partitions import Partitions
    from backend.analytics.rows import Row
    from backend.events.aws import Threads
    from backend.events.consumer import Delivery

MOST_AT_ONCE = 200
"""A message that is gathered is one whose hiding must be renewed."""


class AnalyticsFeed:
    """Handles deliveries: a message counts as handled when its event is in the store."""

    def __init__(
        self, partitions: Partitions, threads: Threads, *, seconds: float, most: int = MOST_AT_ONCE
    ) -> None:
        """What has come is added after so many `seconds`, or when there are `most`."""
        self._partitions, self._threads = partitions, threads
        self._seconds, self._most = seconds, most
        self._gathered: list[tuple[Row, asyncio.Future[None]]] = []
        self._enough = asyncio.Event()
        self._adding: asyncio.Task[None] | None = None

    async def handle(self, delivery: Delivery) -> None:
        """Raises ValueError for what is no event, and what stood in the way of adding it."""
        from backend.analytics.rows import row

        added: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._gathered.append((row(event_in(delivery.body)), added))
        if len(self._gathered) >= self._most:
            self._enough.set()
        if self._adding is None or self._adding.done():
            self._adding = asyncio.create_task(self._add_all())
        await added

    async def _add_all(self) -> None:
        """One addition after another, as long as there is anything: the partitions are one at a time's."""
        while self._gathered:
            try:
                async with asyncio.timeout(self._seconds):
                    await self._enough.wait()
            except TimeoutError:
                pass
            self._enough.clear()
            gathered, self._gathered = self._gathered, []
            await self._add(gathered)

    async def _add(self, gathered: list[tuple[Row, asyncio.Future[None]]]) -> None:
        from backend.analytics.rows import partition

        folders: defaultdict[str, list[tuple[Row, asyncio.Future[None]]]] = defaultdict(list)
        for row, added in gathered:
            folders[partition(row)].append((row, added))
        for folder, members in folders.items():
            try:
                await self._threads.run(self._partitions.add, folder, [row for row, _ in members])
            except Exception as error:
                for _, added in members:
                    if not added.done():
                        added.set_exception(error)
            else:
                for _, added in members:
                    if not added.done():
                        added.set_result(None)
