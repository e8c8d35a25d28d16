"""The relay dies in the midst of its work, again and again: nothing that was committed goes untold.

RELAY_ORDERS (500) flow and the relay is killed RELAY_KILLS (4) times.
"""

from __future__ import annotations

import asyncio
import os
import random
from typing import Any

import pytest
from backend_testing.driver import Driver
from backend_testing.listener import Listener
from fastapi import FastAPI

from backend.events.running import RunningRelay
from backend.events.settings import EventsSettings
from backend.orders.schemas import OrderWithTimeline
from backend.persistence.dynamo import open_dynamo
from backend.products.schemas import ProductView
from tests.checkers.publication import feed_faults, publication_faults
from tests.processes.process import ServerProcess

pytestmark = pytest.mark.dynamodb
ORDERS = int(os.environ.get("RELAY_ORDERS", "500"))
KILLS = int(os.environ.get("RELAY_KILLS", "4"))
PAUSE_SECONDS = 2.5 * KILLS / (ORDERS / 10)
"""Between ten orders: so they flow until the last kill, which takes some two seconds and a half each."""


class Flow:
    """Customers and staff at work, from a seed."""

    def __init__(self, backend: Driver, seed: int) -> None:
        self.backend, self.chance = backend, random.Random(seed)
        self.products: list[str] = []
        self.orders: list[str] = []

    async def begin(self, products: int = 8) -> None:
        self.products = [await self.backend.stocked(10_000) for _ in range(products)]

    async def order(self) -> None:
        """One order of one or two products, and what becomes of it."""
        wanted = {
            p: self.chance.randint(1, 3)
            for p in self.chance.sample(self.products, self.chance.choice([1, 2]))
        }
        order_id = await self.backend.placed(wanted)
        self.orders.append(order_id)
        match self.chance.randrange(5):
            case 0:
                await self.backend.cancel(order_id)
            case 1:
                await self.backend.ship(order_id, tracking_number=f"1Z{len(self.orders)}")
                await self.backend.move(order_id, "DELIVERED")
            case 2:
                await self.backend.ship(order_id, {next(iter(wanted)): 1})
                await self.backend.close(order_id)
        if self.chance.random() < 0.05:
            product_id = self.chance.choice(self.products)
            etag = (await self.backend.product(product_id)).headers["etag"]
            await self.backend.edit_product(product_id, etag, description=f"edit {len(self.orders)}")

    def own(self, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Without what another test's relay left for this one's to publish again."""
        mine = {*self.orders, *self.products}
        return [event for event in events if event["event_id"].partition(":")[0] in mine]

    async def committed(self, app: FastAPI) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Every order with its timeline and every product, as the tables have them."""
        orders = []
        for start in range(0, len(self.orders), 100):
            orders += await app.state.orders.get_many(self.orders[start : start + 100])
        products = [await app.state.products.get(product_id) for product_id in self.products]
        return (
            [OrderWithTimeline.model_validate(each).model_dump(mode="json") for each in orders],
            [ProductView.model_validate(each).model_dump(mode="json") for each in products],
        )


async def until_told(listener: Listener, flow: Flow, expected: int) -> None:
    """Waits until so many different events of the flow have come over the bus."""
    async with asyncio.timeout(120):
        while len({event["event_id"] for event in flow.own(listener.from_bus)}) < expected:
            await asyncio.to_thread(listener.drain_bus)
            await asyncio.sleep(0.05)


async def test_a_killed_relay_leaves_nothing_untold(
    app: FastAPI, backend: Driver, workers: ServerProcess, listener: Listener
) -> None:
    """Each event comes over the bus and the feed at least once, first in its subject's order, in the same words."""
    flow = Flow(backend, seed=4)
    await asyncio.to_thread(workers.start)
    await flow.begin()

    async def at_work(terms: int) -> None:
        """Waits for that relay to be at work: one that only waits for its turn would die for nothing."""
        while workers.log_file.read_text().count("this relay is at work") < terms:
            await asyncio.sleep(0.02)

    async def kill() -> None:
        for term in range(1, KILLS + 1):
            await at_work(term)
            await asyncio.sleep(flow.chance.uniform(0, 0.4))
            await asyncio.to_thread(workers.kill)
            await asyncio.to_thread(workers.start)
        await at_work(KILLS + 1)

    killing = asyncio.create_task(kill())
    while len(flow.orders) < ORDERS or not killing.done():
        if len(flow.orders) < ORDERS:
            await asyncio.gather(*(flow.order() for _ in range(10)))
        await asyncio.to_thread(listener.drain_bus)
        await asyncio.sleep(PAUSE_SECONDS)
    await killing
    orders, products = await flow.committed(app)
    expected = sum(order["version"] for order in orders) + sum(product["revision"] for product in products)
    await until_told(listener, flow, expected)
    await asyncio.sleep(0.5)
    assert publication_faults(flow.own(listener.from_bus), orders, products) == []
    # Valkey was there all the time, so the feed has everything too, and within one epoch: no relay lost any of it.
    ids = [entry_id for entry_id, _, _ in listener.feed_entries()]
    assert feed_faults(ids) == []
    assert len({entry_id.partition("-")[0] for entry_id in ids}) == 1
    assert publication_faults(flow.own(listener.from_feed()), orders, products) == []


async def test_a_valkey_that_is_away_stops_no_bus(
    app: FastAPI, backend: Driver, workers: ServerProcess, listener: Listener, valkey_server: ServerProcess
) -> None:
    """The bus hears everything meanwhile; the feed comes back in another epoch, so that its readers read anew."""
    flow = Flow(backend, seed=5)
    await asyncio.to_thread(workers.start)
    await flow.begin(2)
    await until_told(listener, flow, 2)
    before = listener.feed_entries()[-1][0]
    await asyncio.to_thread(valkey_server.kill)
    await asyncio.gather(*(flow.order() for _ in range(10)))
    orders, products = await flow.committed(app)
    expected = sum(order["version"] for order in orders) + sum(product["revision"] for product in products)
    await until_told(listener, flow, expected)
    assert publication_faults(flow.own(listener.from_bus), orders, products) == []
    await asyncio.to_thread(valkey_server.start)
    async with asyncio.timeout(10):
        while not await asyncio.to_thread(listener.feed_entries):
            await asyncio.sleep(0.1)
    after = listener.feed_entries()[0][0]
    assert int(after.partition("-")[0]) > int(before.partition("-")[0])


async def test_a_frozen_relay_is_followed_and_does_no_harm(
    app: FastAPI,
    backend: Driver,
    workers: ServerProcess,
    listener: Listener,
    events_settings: EventsSettings,
) -> None:
    """Frozen, another takes over after the lease's length; woken, the first finds its lease lost and waits."""
    flow = Flow(backend, seed=6)
    await asyncio.to_thread(workers.start)
    await flow.begin(2)
    await until_told(listener, flow, 2)
    workers.pause()
    dynamo, session = open_dynamo(
        endpoint_url=events_settings.dynamodb_endpoint_url, region=events_settings.aws_region, connections=8
    )
    async with session:
        second = asyncio.create_task(RunningRelay(events_settings, dynamo).run())
        await asyncio.gather(*(flow.order() for _ in range(10)))
        orders, products = await flow.committed(app)
        expected = sum(each["version"] for each in orders) + sum(each["revision"] for each in products)
        await until_told(listener, flow, expected)
        workers.resume()
        await asyncio.gather(*(flow.order() for _ in range(10)))
        orders, products = await flow.committed(app)
        expected = sum(each["version"] for each in orders) + sum(each["revision"] for each in products)
        await until_told(listener, flow, expected)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
    assert publication_faults(flow.own(listener.from_bus), orders, products) == []
    async with asyncio.timeout(10):
        while "LeaseLost" not in workers.log_file.read_text():
            await asyncio.sleep(0.05)
