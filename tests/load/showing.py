"""How long a change by staff takes to be visible in the shop: in its list, and in a stream of events."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

import aiohttp

from tests.load.closed_loop import closed_loop
from tests.load.feeding import orders_flowing, report_delay
from tests.load.report import line, median
from tests.load.shop import Shop, signed_in, stocked
from tests.portals import Portals, accepted
from tests.portals.live_events import live_events
from tests.processes.events import platform_with_events
from tests.processes.platform import Platform

STREAMS = 200


async def measure_showing(database_url: str, folder: Path, *, changes: int) -> None:
    """On a platform of its own, whose BFFs follow the live feed."""
    with platform_with_events(database_url, folder) as (platform, _):
        async with Portals(platform.addresses) as portals:
            products = await stocked(platform, 16)
            await asyncio.sleep(6)  # till the view is live
            report_delay("change to list, quiet", await _shown(portals, changes))
            report_delay("change to stream, quiet", await _streamed(portals, changes))
            async with orders_flowing(platform, products) as placed:
                began = time.monotonic()
                busy = await _shown(portals, changes)
                rate = len(placed) / (time.monotonic() - began)
            report_delay("change to list, orders flowing", busy)
            line("  orders a second meanwhile", rate, "/s")
            await _streams(platform, portals, changes)
            line("CPU of a product list, customer-bff, live", await _list_cpu(platform), "ms")
            line(
                "memory of customer-bff that follows the feed", platform.customer_bff.memory_megabytes(), "MB"
            )


async def _shown(portals: Portals, changes: int) -> list[float]:
    """Milliseconds from the answer that staff get to the first list that shows the change."""
    product = accepted(await portals.create_product(), 201)
    took = []
    for number in range(changes):
        await asyncio.sleep(random.uniform(0.02, 0.15))  # in step with no poll
        product = accepted(await portals.edit_product(product, description=f"change {number}"))
        answered = time.monotonic()
        async with asyncio.timeout(10):
            while True:
                listed = await portals.shop.get("/api/products", params={"search": product["sku"]})
                if any(shown["description"] == f"change {number}" for shown in listed.json()["items"]):
                    break
                await asyncio.sleep(0.002)
        took.append((time.monotonic() - answered) * 1000)
    return took


async def _streamed(portals: Portals, changes: int) -> list[float]:
    product = accepted(await portals.create_product(), 201)
    took = []
    async with live_events(portals.shop) as events:
        for number in range(changes):
            await asyncio.sleep(random.uniform(0.02, 0.15))
            words = f"change {number}"
            product = accepted(await portals.edit_product(product, description=words))
            answered = time.monotonic()
            await events.until(
                lambda event, words=words: event.data.get("product", {}).get("description") == words,  # type: ignore[misc]  # mypy infers no type for a default
                within_seconds=10,
            )
            took.append((time.monotonic() - answered) * 1000)
            events.seen.clear()
    return took


async def _streams(platform: Platform, portals: Portals, changes: int) -> None:
    """What it costs to tell many."""
    bff = platform.customer_bff
    sessions = [aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) for _ in range(1)]
    (session,) = sessions
    people = await signed_in(platform, STREAMS // 10)
    before = bff.memory_megabytes()
    received = 0

    async def read(number: int) -> None:
        nonlocal received
        async with session.get(f"{bff.url}/api/events", headers=people[number % len(people)]) as answer:
            async for text in answer.content:
                received += text.startswith(b"data: ")

    reading = [asyncio.create_task(read(number)) for number in range(STREAMS)]
    try:
        await asyncio.sleep(1)
        line(
            f"memory for each of {STREAMS} streams", (bff.memory_megabytes() - before) * 1024 / STREAMS, "kB"
        )
        cpu = bff.cpu_seconds()
        product = accepted(await portals.create_product(), 201)
        for number in range(changes // 5):
            product = accepted(await portals.edit_product(product, description=f"told to many {number}"))
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.5)
        line(
            "CPU of customer-bff for an event sent to one of them",
            (bff.cpu_seconds() - cpu) * 1000 / max(received, 1),
            "ms",
        )
    finally:
        for task in reading:
            task.cancel()
        await asyncio.gather(*reading, return_exceptions=True)
        await session.close()


async def _list_cpu(platform: Platform) -> float:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        shop = Shop(session, platform.customer_bff.url, await signed_in(platform, 1), [])
        rounds = [
            await closed_loop(shop.list_products, calls=2000, clients=32, servers=(platform.customer_bff,))
            for _ in range(4)
        ]
    return median([one.cpu_milliseconds["customer-bff"] for one in rounds[1:]])
