"""What an export of many orders takes: memory of both processes, time, and the CPU of a row."""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import aiohttp
import boto3
from botocore.config import Config

from backend.money import Money
from backend.orders.domain.order import Address, Line, Order, OrderStatus, TimelineEntry
from backend.orders.item import to_item
from backend.persistence.items import Item
from tests.identity.access_tokens import SignIns
from tests.load.report import line, ratio
from tests.processes.platform import Platform
from tests.processes.process import ServerProcess

FEW = 1_000
_FIRST = datetime(2026, 1, 1, tzinfo=UTC)
_STATUSES = tuple(OrderStatus)


async def measure_exporting(platform: Platform, *, orders: int) -> None:
    """Few orders first, then so many more; the items are written directly."""
    few = await asyncio.to_thread(_write_orders, platform, FEW, customer="few")
    many = await asyncio.to_thread(_write_orders, platform, orders, customer="many")
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


def _write_orders(platform: Platform, count: int, *, customer: str) -> int:
    client = boto3.client(
        "dynamodb",
        endpoint_url=platform.database_url,
        region_name="us-east-1",
        aws_access_key_id="development",
        aws_secret_access_key="development",
        config=Config(max_pool_connections=8),
    )

    def write(batch: list[Item]) -> None:
        unwritten: Any = {platform.orders_table: [{"PutRequest": {"Item": item}} for item in batch]}
        while unwritten:
            unwritten = client.batch_write_item(RequestItems=unwritten)["UnprocessedItems"]

    batches = _batches(count, customer)
    with ThreadPoolExecutor(4) as pool:
        while some := list(islice(batches, 64)):  # a pool takes all that it is given at once
            list(pool.map(write, some))
    return count


def _batches(count: int, customer: str) -> Iterator[list[Item]]:
    for first in range(0, count, 25):
        yield [_item(number, customer) for number in range(first, min(count, first + 25))]


def _item(number: int, customer: str) -> Item:
    at = _FIRST + timedelta(seconds=number)
    price = Money(3500, "USD")
    return to_item(
        Order(
            order_id=str(uuid.uuid4()),
            customer_id=customer,
            status=_STATUSES[number % len(_STATUSES)],
            lines=(Line(str(uuid.uuid4()), "TUM-01", "Nomad Tumbler", price, 2),),
            total=Money(7000, "USD"),
            ship_to=Address("Ada Lovelace", "12 St James's Square", None, "London", "SW1Y 4JH", None, "GB"),
            shipments=(),
            timeline=(TimelineEntry(1, "order.placed", at, f"customer:{customer}", {}),),
            fingerprint="0" * 64,
            created_at=at,
            updated_at=at,
        )
    )
