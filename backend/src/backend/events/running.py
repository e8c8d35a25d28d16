"""The relay put together, and kept running."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from backend.events.aws import Threads, open_client
from backend.events.bus import Bus
from backend.events.checkpoints import Checkpoints
from backend.events.derivation import order_events, product_events
from backend.events.feed import LiveFeed, open_valkey
from backend.events.lease import Lease, LeaseLost
from backend.events.patience import pause_seconds
from backend.events.relay import Pace, Relay, Source, StreamReplaced
from backend.events.settings import EventsSettings
from backend.events.work_derivation import work_events
from backend.persistence.dynamo import Dynamo

_STALE_SECONDS = 30.0
_RELEASE_SECONDS = 2.0

_log = logging.getLogger("backend.events.running")


class RunningRelay:
    """One run of the relay after another, for as long as the process lives."""

    def __init__(self, settings: EventsSettings, dynamo: Dynamo) -> None:
        self._settings, self._dynamo = settings, dynamo
        self._relay: Relay | None = None

    async def check(self) -> None:
        """Raises when this relay is at work and does not come to reading. One that waits for its turn is fine."""
        if self._relay is None:
            return

        read_at = self._relay.read_at
        if read_at is None or time.time() - read_at > _STALE_SECONDS:
            raise TimeoutError("the streams have not been read for a while")

    async def run(self) -> None:
        """Never returns. Whatever ends a run, another begins, after a pause."""
        failures = 0
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await self._run_once()
            except* (LeaseLost, StreamReplaced) as expected:
                _log.warning("the relay begins anew: %r", expected.exceptions)
            except* Exception:
                _log.exception("the relay failed, and begins anew")
            self._relay = None
            lived_long = asyncio.get_running_loop().time() - began > _STALE_SECONDS
            failures = 1 if lived_long else failures + 1
            await asyncio.sleep(pause_seconds(failures))

    async def _run_once(self) -> None:
        settings = self._settings
        lease = Lease(self._dynamo, settings.operations_table, seconds=settings.relay_lease_seconds)
        async with AsyncExitStack() as stack:
            remembered = await lease.acquire()
            feed: LiveFeed | None = None
            if settings.valkey_url:
                valkey = open_valkey(settings.valkey_url)
                stack.push_async_callback(valkey.aclose)
                feed = LiveFeed(
                    valkey,
                    f"{settings.event_bus}:feed",
                    entries=settings.feed_entries,
                    on_loss=lambda: lease.renew(None),
                )
                await feed.open(remembered)
                await lease.renew(feed.place)
            relay = await stack.enter_async_context(self._opened(lease, feed))
            self._relay = relay
            try:
                await relay.run()
            except asyncio.CancelledError:
                # Asked to end: let another take over without waiting, if the database is there to be told.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_RELEASE_SECONDS):
                        await lease.release(feed.place if feed else None)
                raise

    @asynccontextmanager
    async def _opened(self, lease: Lease, feed: LiveFeed | None) -> AsyncIterator[Relay]:
        settings = self._settings
        threads, bus_threads = Threads(16, "streams"), Threads(8, "bus")
        clients = [
            open_client(service, endpoint_url=endpoint_url, region=settings.aws_region)
            for service, endpoint_url in (
                ("dynamodb", settings.dynamodb_endpoint_url),
                ("dynamodbstreams", settings.dynamodb_endpoint_url),
                ("events", settings.aws_endpoint_url),
            )
        ]
        database, streams, events = clients
        sources = {
            settings.orders_table: Source(order_events),
            settings.products_table: Source(product_events),
        }
        if feed:
            sources[settings.operations_table] = Source(work_events, on_bus=False)
        try:
            yield Relay(
                database=database,
                streams=streams,
                threads=threads,
                sources=sources,
                lease=lease,
                checkpoints=Checkpoints(self._dynamo, settings.operations_table, term=lease.term),
                bus=Bus(events, bus_threads, settings.event_bus),
                feed=feed,
                pace=Pace(settings.relay_poll_seconds),
            )
        finally:
            threads.close()
            bus_threads.close()
            for client in clients:
                client.close()
