"""What an export of many orders takes: memory of both processes, time, and the CPU of a row."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass

import aiohttp

from tests.identity.access_tokens import SignIns
from tests.load.many_orders import write_orders
from tests.load.report import line, ratio
from tests.processes.platform import Platform
from tests.processes.process import ServerProcess

FEW = 1_000


async def measure_exporting(platform: Platform, *, orders: int) -> None:
    """Few orders first, then so many more; the items are written directly."""
    few = await asyncio.to_thread(write_orders, platform, FEW, customer="few")
    many = await asyncio.to_thread(write_orders, platform, orders, customer="many")
    bearer = await SignIns(platform.identity.url).bearer("olivia")
    services = (platform.backend, platform.ops_bff)
    async with aiohttp.ClientSession(headers=bearer) as session:
        await _export(session, platform, services, "few")  # what is loaded at the first call is no part of it
        small = await _export(session, platform, services, "few")
        large = await _export(session, platform, services, "many")
        everything = await _export(session, platform, services, None)
    assert (small.rows, large.rows, everything.rows) == (few, many, few + many)
    for service in services:
        name = service.name
        line(f"memory of {name} at most, exporting {small.rows:,} orders", small.megabytes[name], "MB")
        line(f"memory of {name} at most, exporting {everything.rows:,}", everything.megabytes[name], "MB")
        ratio("  that / that", everything.megabytes[name] / small.megabytes[name], at_most=1.2)
        for what, done in (("of one customer", large), ("of all statuses", everything)):
            line(f"CPU of {name} for a row, {what}", done.cpu_seconds[name] / done.rows * 1000, "ms")
    line(f"export of {everything.rows:,} orders", everything.seconds, "s", f"{everything.bytes:,} bytes")


@dataclass(frozen=True)
class Export:
    rows: int
    bytes: int
    seconds: float
    megabytes: dict[str, float]
    cpu_seconds: dict[str, float]


async def _export(
    session: aiohttp.ClientSession,
    platform: Platform,
    services: tuple[ServerProcess, ...],
    customer: str | None,
) -> Export:
    rows = received = 0
    most = dict.fromkeys((service.name for service in services), 0.0)

    async def watch() -> None:
        while True:
            for service in services:
                most[service.name] = max(most[service.name], service.memory_megabytes())
            await asyncio.sleep(0.1)

    cpu = {service.name: service.cpu_seconds() for service in services}
    began = time.monotonic()
    watching = asyncio.create_task(watch())
    url = f"{platform.ops_bff.url}/api/orders/export"
    async with session.get(
        url,
        params={"customer_id": customer} if customer else {},
        timeout=aiohttp.ClientTimeout(total=None, sock_read=60),
    ) as answer:
        answer.raise_for_status()
        async for part in answer.content.iter_chunked(65536):
            received += len(part)
            rows += part.count(b"\r\n")
    seconds = time.monotonic() - began
    watching.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watching
    spent = {service.name: service.cpu_seconds() - cpu[service.name] for service in services}
    return Export(rows - 1, received, seconds, most, spent)
