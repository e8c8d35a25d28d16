"""More orders than a measurement has time to place: their items are written directly."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import boto3
from botocore.config import Config

from backend.money import Money
from backend.orders.domain.order import Address, Line, Order, OrderStatus, TimelineEntry
from backend.orders.item import to_item
from backend.persistence.items import Item
from tests.processes.platform import Platform

_FIRST = datetime(2026, 1, 1, tzinfo=UTC)
_STATUSES = tuple(OrderStatus)


def write_orders(platform: Platform, count: int, *, customer: str) -> int:
    """Of one customer, a second apart, of each status as many; how many."""
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
