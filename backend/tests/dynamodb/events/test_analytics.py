"""From the tables to the answers, through real workers that are killed on the way; and the same files in a bucket."""

from __future__ import annotations

import asyncio
import os
import random
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from backend_testing.driver import Driver
from backend_testing.passports import agent
from backend_testing.workers import workers_process
from fastapi import FastAPI

from backend.analytics.insights import Insights
from backend.analytics.partitions import Partitions
from backend.analytics.rows import partition
from backend.analytics.stores import BucketStore, FolderStore, NoSuchFile, open_store
from backend.events.aws import open_client
from backend.events.settings import EventsSettings
from tests.processes.process import ServerProcess
from tests.warehouse.stored_events import stored_events
from tests.warehouse.told_story import ANSWERS, STORY, at, by_day

pytestmark = pytest.mark.dynamodb
ORDERS = int(os.environ.get("ANALYTICS_ORDERS", "150"))
KILLS = int(os.environ.get("ANALYTICS_KILLS", "3"))


@pytest.fixture
def analysts(events_settings: EventsSettings, tmp_path: Path) -> Iterator[ServerProcess]:
    """Workers with a store in `tmp_path`, not started yet."""
    process = workers_process(
        events_settings,
        tmp_path,
        analytics_store=tmp_path / "analytics",
        analytics_flush_seconds=0.3,
        insights_seconds=1,
    )
    yield process
    process.stop()


async def test_each_event_is_stored_once_though_workers_are_killed(
    app: FastAPI, backend: Driver, analysts: ServerProcess, tmp_path: Path
) -> None:
    """Everything that was committed is in the store once, and the back office is told what it comes to."""
    chance, store = random.Random(7), FolderStore(tmp_path / "analytics")
    mug = await backend.stocked(10_000)
    await asyncio.to_thread(analysts.start)
    orders: list[str] = []

    async def kill() -> None:
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(1.5, 4))
            await asyncio.to_thread(analysts.kill)
            await asyncio.to_thread(analysts.start)

    killing = asyncio.create_task(kill())
    while len(orders) < ORDERS or not killing.done():
        if len(orders) < ORDERS:
            orders += await asyncio.gather(*(backend.placed({mug: 1}) for _ in range(5)))
            if chance.random() < 0.3:
                await backend.cancel(orders[-1])
        await asyncio.sleep(0.2)
    await killing
    expected = {f"{order_id}:1" for order_id in orders}
    for order in [await app.state.orders.get(order_id) for order_id in orders]:
        expected |= {f"{order.order_id}:{version}" for version in range(1, order.version + 1)}
    product = await app.state.products.get(mug)
    expected |= {f"{mug}:{revision}" for revision in range(1, product.revision + 1)}
    async with asyncio.timeout(90):
        while not expected <= (found := await asyncio.to_thread(stored_events, store)).keys():
            await asyncio.sleep(0.3)
    assert [event_id for event_id, count in found.items() if count > 1] == []
    async with asyncio.timeout(30):
        while True:
            answer = (await backend.http.get("/insights/top-products?limit=100", headers=agent())).json()
            mine = [row for row in answer["items"] if row["sku"] == product.sku]
            if mine and mine[0]["units"] == product.stock.reserved:
                break
            await asyncio.sleep(0.3)


@pytest.fixture
def bucket(aws_emulator: str) -> Iterator[str]:
    client = open_client("s3", endpoint_url=aws_emulator, region="us-east-1")
    name = f"test-{uuid.uuid4().hex[:12]}"
    client.create_bucket(Bucket=name)
    yield name
    client.close()


async def test_a_bucket_is_a_store_too(aws_emulator: str, bucket: str) -> None:
    """Of two who add one is late; what is there is listed, read, removed, and asked by DuckDB."""
    address = f"s3://{bucket}/some/prefix"
    store = open_store(address, endpoint_url=aws_emulator, region="us-east-1")
    assert isinstance(store, BucketStore)
    name = "type=x/date=2026-11-25/00000000-00000000.parquet"
    assert store.add(name, b"1")
    assert not store.add(name, b"2")
    assert store.read(name) == b"1"
    assert [file.name for file in store.names("type=x/date=2026-11-25")] == [name]
    store.remove(name)
    store.remove(name)
    with pytest.raises(NoSuchFile):
        store.read(name)
    partitions = Partitions(store)
    for row in STORY:
        partitions.add(partition(row), [row, row])
    assert Partitions(store).add(partition(STORY[0]), [STORY[0]]) == 0
    assert stored_events(store) == Counter(row["event_id"] for row in STORY)
    asked = Insights(store, address, endpoint_url=aws_emulator, region="us-east-1")
    found = await asked.worked_out(at(48))
    assert found is not None
    assert list(found.answers["orders_by_day"]) == list(by_day(ANSWERS["orders_by_day"]))
