"""How long a change by staff takes to reach the live feed, on a quiet platform and while orders flow."""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import valkey.asyncio

from tests.load.report import line
from tests.load.shop import Shop, signed_in, stocked
from tests.portals import Portals, accepted
from tests.processes.events import Events, events_of
from tests.processes.platform import Platform

CLIENTS = 8
IDLE_SECONDS = 5


async def measure_feeding(platform: Platform, folder: Path, *, changes: int) -> None:
    with events_of(platform, folder) as events:
        async with _arrivals(events) as arrivals, Portals(platform.addresses) as portals:
            products = await stocked(platform, 16)
            await asyncio.sleep(2)
            line("CPU of idle workers", await _idle_share(events) * 100, "% of one")
            quiet = await _changes(portals, arrivals, changes)
            report_delay("change to feed, quiet", quiet)
            async with orders_flowing(platform, products) as placed:
                before, fed, began = events.workers.cpu_seconds(), len(arrivals), time.monotonic()
                busy = await _changes(portals, arrivals, changes)
                took = time.monotonic() - began
            report_delay("change to feed, orders flowing", busy)
            line("  orders a second meanwhile", len(placed) / took, "/s")
            line("  events a second meanwhile", (len(arrivals) - fed) / took, "/s")
            cpu = (events.workers.cpu_seconds() - before) / max(len(arrivals) - fed, 1)
            line("  CPU of the workers for an event", cpu * 1000, "ms")
            line("memory of the workers", events.workers.memory_megabytes(), "MB")


async def _changes(portals: Portals, arrivals: dict[str, float], changes: int) -> list[float]:
    """Milliseconds from the answer that staff get to the event's arrival at a reader of the feed."""
    product = accepted(await portals.create_product(), 201)
    took = []
    for number in range(changes):
        await asyncio.sleep(random.uniform(0.02, 0.15))  # in step with no poll
        product = accepted(await portals.edit_product(product, description=f"change {number}"))
        answered = time.time()
        event_id = f"{product['product_id']}:{number + 2}"
        async with asyncio.timeout(10):
            while event_id not in arrivals:
                await asyncio.sleep(0.001)
        took.append((arrivals[event_id] - answered) * 1000)
    return took


@asynccontextmanager
async def _arrivals(events: Events) -> AsyncIterator[dict[str, float]]:
    """When each event came out of the feed, by its id, in seconds since 1970."""
    arrived: dict[str, float] = {}
    client = valkey.asyncio.Valkey.from_url(events.valkey.url)

    async def read() -> None:
        last = b"$"
        while True:
            streams = await client.xread({f"{events.bus}:feed": last}, block=1000)
            now = time.time()
            for _, entries in streams:
                last = entries[-1][0]
                for _, entry in entries:
                    if entry[b"type"] != b"heartbeat":
                        arrived.setdefault(json.loads(entry[b"body"])["event_id"], now)

    reading = asyncio.create_task(read())
    await asyncio.sleep(0.2)
    try:
        yield arrived
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        await client.aclose()


@asynccontextmanager
async def orders_flowing(platform: Platform, products: list[str]) -> AsyncIterator[list[int]]:
    """Orders flow until the end of it; the numbers of those placed."""
    placed: list[int] = []
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        shop = Shop(session, platform.customer_bff.url, await signed_in(platform, CLIENTS), products)

        async def client(first: int) -> None:
            number = first
            while True:
                if await shop.place(number):
                    placed.append(number)
                number += CLIENTS
                await asyncio.sleep(0.05)

        clients = [asyncio.create_task(client(number)) for number in range(CLIENTS)]
        try:
            yield placed
        finally:
            for each in clients:
                each.cancel()
            await asyncio.gather(*clients, return_exceptions=True)


async def _idle_share(events: Events) -> float:
    before = events.workers.cpu_seconds()
    await asyncio.sleep(IDLE_SECONDS)
    return (events.workers.cpu_seconds() - before) / IDLE_SECONDS


def report_delay(what: str, took: list[float]) -> None:
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    line(f"{what}, p50 of {len(took)}", cuts[49], "ms")
    line(f"{what}, p99", cuts[98], "ms", "to visible in the shop: at most 250")
