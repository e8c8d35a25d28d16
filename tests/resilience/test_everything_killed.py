"""Workers, both BFFs and the backend die again and again while orders flow, and in the end everything is as if they
had not: CHAOS_ORDERS and CHAOS_KILLS set the size, CHAOS_SEED what is done and when."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from backend.analytics.stores import FolderStore
from tests.checkers.effects import deed_faults, edit_faults, notice_faults, stored_faults, view_faults
from tests.checkers.history import history_faults
from tests.checkers.ledger import ledger_faults
from tests.checkers.publication import expected_events, feed_faults, publication_faults
from tests.checkers.told import Heard, told_faults
from tests.portals import Portals, accepted
from tests.portals.eventually import eventually
from tests.portals.steady_reader import SteadyReader
from tests.processes.events import Events, platform_with_events
from tests.processes.listening import FeedListener, bus_listener, feed_listener
from tests.processes.platform import Platform
from tests.processes.process import ServerProcess
from tests.resilience.conftest import scaled
from tests.resilience.working_day import WorkingDay, in_parallel
from tests.warehouse.stored_events import stored_events

ORDERS = scaled("CHAOS_ORDERS", 150)
KILLS = scaled("CHAOS_KILLS", 4)
SEED = scaled("CHAOS_SEED", 4)
STUCK_SECONDS = 60.0
"""Work that is left must become less at least so often."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the workers keep events."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def running(
    dynamodb_local: str, store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Platform, Events]]:
    settings = {
        "ANALYTICS_STORE": str(store),
        "ANALYTICS_FLUSH_SECONDS": "1",
        "QUEUE_HIDDEN_SECONDS": "10",
        "QUEUE_WAIT_SECONDS": "1",
    }
    folder = tmp_path_factory.mktemp("everything-killed")
    with platform_with_events(dynamodb_local, folder, **settings) as running:
        yield running


@pytest.fixture(scope="module")
def running_platform(running: tuple[Platform, Events]) -> Platform:
    """This file's own, whose books balance afterwards as any other's."""
    return running[0]


class Backlog:
    """What the workers still have to do."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._sqs = events.client("sqs")

    def messages(self) -> int:
        """In all queues of the platform, those in hand included; dead letters are messages too."""
        urls = self._sqs.list_queues(QueueNamePrefix=self._events.bus, MaxResults=100)["QueueUrls"]
        counted = [
            self._sqs.get_queue_attributes(
                QueueUrl=url,
                AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
            )["Attributes"]
            for url in urls
            if not url.endswith("-listener")
        ]
        return sum(int(number) for one in counted for number in one.values())

    async def until_none(self) -> None:
        await until_none_left(self.messages)

    def close(self) -> None:
        self._sqs.close()


async def until_none_left(left: Callable[[], int]) -> None:
    """Returns when nothing is left; fails when for a minute it does not become less."""
    least, stuck_at = left(), time.monotonic() + STUCK_SECONDS
    while least:
        await asyncio.sleep(0.5)
        if (now := await asyncio.to_thread(left)) < least:
            least, stuck_at = now, time.monotonic() + STUCK_SECONDS
        assert time.monotonic() < stuck_at, f"{now} are left, and do not become fewer"


async def killed_again_and_again(victims: list[ServerProcess], day: WorkingDay) -> Counter[str]:
    """Each in its turn, the turns at random, with as many orders between two deaths; how often each died."""
    dice = random.Random(SEED)
    died: Counter[str] = Counter()
    turns: list[ServerProcess] = []
    for kill in range(KILLS):
        turns = turns or dice.sample(victims, len(victims))
        victim = turns.pop()
        await day.allow(ORDERS * (kill + 1) // KILLS)
        while len(day.deeds) < ORDERS * (kill + 0.5) / KILLS:
            await asyncio.sleep(0.01)
        await asyncio.sleep(dice.uniform(0, 0.4))
        await asyncio.to_thread(victim.kill)
        await asyncio.sleep(dice.uniform(0, 1))
        await asyncio.to_thread(victim.start)
        died[victim.name] += 1
    await day.allow(ORDERS)
    return died


def heard_of(reader: SteadyReader, after: int, feed: FeedListener, subjects: set[str]) -> list[Heard | None]:
    """What a reader was told of products and orders, as the feed numbers them; None for each reset."""
    told: list[Heard | None] = []
    for event in reader.seen[after:]:
        if event.name == "reset":
            told.append(None)
        elif event.name.startswith(("order.", "product.")):
            subject, _, number = feed.events[event.id].rpartition(":")
            if subject in subjects:
                told.append((subject, int(number)))
    return told


async def until_the_readers_follow(portals: Portals, readers: list[SteadyReader]) -> str:
    """Makes a product and returns its id when every reader has been told of it."""
    product_id = str(accepted(await portals.create_product(), 201)["product_id"])

    async def told() -> list[bool]:
        return [any(product_id in str(event.data) for event in reader.seen) for reader in readers]

    await eventually(told, [True] * len(readers), within_seconds=30)
    return product_id


async def test_everything_may_die_while_orders_flow(running: tuple[Platform, Events], store: Path) -> None:
    """Each committed change is published, effects happen once, versions never go back, the view equals the table."""
    platform, events = running
    async with AsyncExitStack() as held:
        staff = await held.enter_async_context(Portals(platform.addresses))
        anna = await held.enter_async_context(staff.for_customer())
        bus = held.enter_context(bus_listener(events))
        feed = await held.enter_async_context(feed_listener(events))
        annas, olivias = readers = SteadyReader(anna.shop), SteadyReader(staff.staff)
        listening = [
            asyncio.create_task(each) for each in (bus.listen(), feed.listen(), annas.read(), olivias.read())
        ]

        async def hush() -> None:
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)

        held.push_async_callback(hush)
        first = await until_the_readers_follow(staff, list(readers))
        after = [len(reader.seen) for reader in readers]
        day = WorkingDay(staff, SEED)
        await day.begin()
        victims = [events.workers, platform.customer_bff, platform.ops_bff, platform.backend]
        began = time.monotonic()
        async with asyncio.TaskGroup() as together:
            together.create_task(day.work(ORDERS, anna))
            killing = together.create_task(killed_again_and_again(victims, day))
        print(
            f"{ORDERS} orders, {day.queued} queued commands in {time.monotonic() - began:.0f} s; "
            f"died: {dict(killing.result())}"
        )
        assert killing.result().total() == KILLS
        assert day.faults == []

        # What is committed, as the back office reads it from the tables.
        ids = [order["order_id"] async for order in staff.all_pages(staff.staff, "/api/orders")]
        assert len(ids) == len(set(ids))
        orders = await in_parallel(lambda one: staff.staff.get(f"/api/orders/{one}"), ids)
        products = await in_parallel(
            lambda one: staff.staff.get(f"/api/products/{one}"), [first, *day.products]
        )
        assert deed_faults(orders, day.deeds) == []
        assert (
            edit_faults(
                products[1:], {one: (e.version, e.received, e.price) for one, e in day.products.items()}
            )
            == []
        )
        assert [fault for order in orders for fault in history_faults(order)] == []
        assert ledger_faults(products, orders) == []

        # What was told of it.
        committed = {event_id for event_id, _ in expected_events(orders, products)} - {f"{first}:1"}
        await until_none_left(lambda: len(committed - bus.ids))
        backlog = Backlog(events)
        held.callback(backlog.close)
        await backlog.until_none()
        heard = [event for event in bus.heard if not event["event_id"].startswith(first)]
        print(f"published {len(heard)} times {len(committed)} events in {time.monotonic() - began:.0f} s")
        assert publication_faults(heard, orders, products[1:]) == []
        await feed.catch_up()
        assert feed_faults(feed.entries) == []

        # What came of it.
        assert (
            stored_faults(await asyncio.to_thread(stored_events, FolderStore(store)), orders, products) == []
        )
        notices = [notice async for notice in staff.all_pages(staff.staff, "/api/notices")]
        assert notice_faults(notices, orders) == []
        operations = [one async for one in staff.all_pages(staff.staff, "/api/operations")]
        assert len(operations) >= day.queued
        assert {one["state"] for one in operations} <= {"SUCCEEDED", "REFUSED"}
        assert [letter async for letter in staff.all_pages(staff.staff, "/api/dead-letters")] == []

        # What people see.
        async def faults_in_view() -> list[str]:
            return view_faults(
                [p async for p in anna.all_pages(anna.shop, "/api/products", limit=5)], products
            )

        await eventually(faults_in_view, [])
        reached = {product["product_id"]: product["revision"] for product in products[1:]}
        moved = {order["order_id"]: order["version"] for order in orders}
        own = {one: version for one, version in moved.items() if day.customers[one] == anna.customer}
        for reader, begin, reach in zip(readers, after, (reached | own, reached | moved), strict=True):
            subjects = reach.keys() | moved.keys()
            told = heard_of(reader, begin, feed, subjects)
            print(f"{len(told)} told over {reader.connections} connections, {told.count(None)} resets")
            assert told_faults(told, reach) == []
            assert reader.connections > 1
