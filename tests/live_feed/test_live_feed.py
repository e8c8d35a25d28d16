"""The shop's view and the streams of both portals, on the real relay and a real Valkey."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from valkey.asyncio import Valkey

from tests.live_feed.conftest import Live, until_live
from tests.portals import Portals, accepted
from tests.portals.live_events import LiveEvent, live_events

SEEN_WITHIN_SECONDS = 2.0
READ_WITHIN_SECONDS = 15.0
"""Without a feed the view is read again nine times as long after a reading as that took: on busy cores, seconds."""


async def until_listed(
    portals: Portals,
    product: dict[str, Any],
    within_seconds: float = SEEN_WITHIN_SECONDS,
    **expected: Any,
) -> None:
    """The shop's list shows the product so, within two seconds."""
    give_up_at = time.monotonic() + within_seconds
    shown: dict[str, Any] | None = None
    while True:
        answer = accepted(await portals.shop.get("/api/products", params={"search": product["sku"]}))
        shown = next(iter(answer["items"]), None)
        if shown is not None and expected.items() <= shown.items():
            return
        assert time.monotonic() < give_up_at, f"{shown} is not {expected}"
        await asyncio.sleep(0.02)


async def test_an_edit_is_seen_in_the_list_and_in_the_streams(live: Live, anna: Portals) -> None:
    """Within two seconds, without anybody asking the backend; a visitor sees it too."""
    mug = accepted(await anna.create_product(name="Plain mug"), 201)
    await until_listed(anna, mug, name="Plain mug")
    reads = live.backend_reads()
    anna.shop.headers.pop("Authorization")
    async with live_events(anna.shop) as shop, live_events(anna.staff) as ops:
        edited = accepted(await anna.edit_product(mug, name="Blue mug"))
        await until_listed(anna, mug, name="Blue mug")
        seen = await shop.until(lambda event: event.data.get("product", {}).get("name") == "Blue mug")
        assert seen.name == "product.changed"
        await ops.until(
            lambda event: event.data.get("event_id") == f"{mug['product_id']}:{edited['revision']}"
        )
    page = accepted(await anna.shop.get(f"/api/products/{mug['product_id']}"))
    assert page["name"] == "Blue mug"
    assert live.backend_reads() == reads


async def test_a_customer_sees_their_own_order_move_and_nobody_elses(live: Live, anna: Portals) -> None:
    """Stock changes are everybody's; whose order it was, and who of staff moved it, is not told."""
    mug = accepted(await anna.create_product(stock=10), 201)
    async with (
        anna.for_customer() as boris,
        live_events(anna.shop) as annas,
        live_events(boris.shop) as others,
    ):
        async with live_events(anna.staff) as ops:
            order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
            accepted(await anna.ship(order), 201)
            placed = await annas.until(lambda event: event.name == "order.placed")
            shipped = await annas.until(lambda event: event.name == "order.shipped")
            await others.until(lambda event: event.data.get("product", {}).get("available") == 9)
            await ops.until(lambda event: event.name == "order.shipped")
        assert (placed.data["order_id"], placed.data["actor"]) == (order["order_id"], "you")
        assert shipped.data["actor"] == "shop"
        assert shipped.data["parcel"]["tracking_number"] == "1Z999"
        told = json.dumps([event.data for event in annas.seen])
        assert "olivia" not in told
        assert anna.customer not in told
        await asyncio.sleep(0.3)
        assert {event.name for event in others.seen} == {"product.changed"}


async def test_who_comes_back_has_missed_nothing(live: Live, anna: Portals) -> None:
    """The stream goes on behind the last event; behind one that nobody knows any more it says to read anew."""
    mug = accepted(await anna.create_product(stock=10), 201)
    async with live_events(anna.shop) as events:
        await events.until(lambda event: event.data.get("product", {}).get("sku") == mug["sku"])
        last = events.last_id
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    await until_listed(anna, mug, available=9)
    async with live_events(anna.shop, last) as events:
        placed = await events.until(lambda event: event.name == "order.placed")
        assert placed.data["order_id"] == order["order_id"]
        assert "reset" not in [event.name for event in events.seen]
    async with live_events(anna.shop, "1-1") as events:
        await events.until(lambda event: event.name == "reset")


async def test_an_archived_product_disappears(live: Live, anna: Portals) -> None:
    """From the list, from its page, and pages that show it are told."""
    mug = accepted(await anna.create_product(), 201)
    await until_listed(anna, mug)
    async with live_events(anna.shop) as events:
        accepted(await anna.edit_product(mug, status="ARCHIVED"))
        await events.until(
            lambda event: event.data == {"type": "product.gone", "product_id": mug["product_id"]}
        )
    assert accepted(await anna.shop.get("/api/products", params={"search": mug["sku"]}))["items"] == []
    assert (await anna.shop.get(f"/api/products/{mug['product_id']}")).status_code == 404


@asynccontextmanager
async def in_use(anna: Portals) -> AsyncIterator[Counter[tuple[str, int]]]:
    """A customer and a manager keep at it in both portals; how often each thing that they do got each status.

    Nothing of it asks the backend for products once the views are live.
    """
    mug = accepted(await anna.create_product(stock=100_000), 201)
    done: Counter[tuple[str, int]] = Counter()

    async def keep(what: str, ask: Callable[[], Awaitable[httpx.Response]], pause: float) -> None:
        while True:
            done[what, (await ask()).status_code] += 1
            await asyncio.sleep(pause)

    async def place_and_ship() -> None:
        while True:
            placed = await anna.place_order({mug["product_id"]: 1})
            done["place", placed.status_code] += 1
            if placed.status_code == 201:
                done["ship", (await anna.ship(placed.json())).status_code] += 1
            await asyncio.sleep(0.2)

    at_it = [
        asyncio.create_task(each)
        for each in (
            keep("shop list", lambda: anna.shop.get("/api/products?limit=1"), 0.01),
            keep("staff list", lambda: anna.staff.get("/api/products?limit=1"), 0.02),
            keep("own orders", lambda: anna.shop.get("/api/orders?limit=5"), 0.2),
            keep("queue", lambda: anna.staff.get("/api/orders?status=PROCESSING&limit=5"), 0.2),
            keep("notices", lambda: anna.staff.get("/api/notices?limit=5"), 0.2),
            place_and_ship(),
        )
    ]
    try:
        yield done
    finally:
        for one in at_it:
            one.cancel()
        ended = await asyncio.gather(*at_it, return_exceptions=True)
        assert {type(how) for how in ended} == {asyncio.CancelledError}, ended


def in_use_faults(done: Counter[tuple[str, int]], least: int = 3) -> list[str]:
    """All that was done went well, and nothing stood still."""
    faults = [f"{what}: {status}, {times} times" for (what, status), times in done.items() if status >= 300]
    times = Counter[str]()
    for (what, _), count in done.items():
        times[what] += count
    return faults + [
        f"{what} only {times[what]} times"
        for what in ("shop list", "staff list", "own orders", "queue", "notices", "place", "ship")
        if times[what] < least
    ]


def killed(live: Live) -> Callable[[], None]:
    live.events.valkey.kill()
    return live.events.valkey.start


def hung(live: Live) -> Callable[[], None]:
    live.events.valkey.pause()
    return live.events.valkey.resume


def without_relay(live: Live) -> Callable[[], None]:
    live.events.workers.kill()
    return live.events.workers.start


@pytest.mark.parametrize("ends", [killed, hung, without_relay])
async def test_without_a_feed_both_portals_go_on(
    live: Live, anna: Portals, ends: Callable[[Live], Callable[[], None]]
) -> None:
    """No 5xx, changes are seen a little later, and afterwards the views are kept up to date by the feed again."""
    mug = accepted(await anna.create_product(name="Before"), 201)
    await until_listed(anna, mug, name="Before")
    async with in_use(anna) as done, live_events(anna.shop) as shop, live_events(anna.staff) as ops:
        mend = ends(live)
        try:
            await asyncio.sleep(4)
            edited = accepted(await anna.edit_product(mug, name="Meanwhile"))
            await until_listed(anna, mug, READ_WITHIN_SECONDS, name="Meanwhile")
        finally:
            await asyncio.to_thread(mend)
        await until_live(live, anna)
        accepted(await anna.edit_product(edited, name="Afterwards"))
        await until_listed(anna, mug, name="Afterwards")
        for events in (shop, ops):
            await events.until(lambda event: event.name == "reset" or names(event, "Meanwhile"))
            await events.until(lambda event: names(event, "Afterwards"))
            assert not events.ended
    assert in_use_faults(done) == []


def names(event: LiveEvent, name: str) -> bool:
    return bool(event.data.get("product", {}).get("name") == name)


async def test_a_flush_costs_a_reading_and_nothing_else(live: Live, anna: Portals) -> None:
    """Pages of both portals are told to read anew, and the views go on by the feed."""
    mug = accepted(await anna.create_product(name="Before"), 201)
    await until_listed(anna, mug, name="Before")
    client: Valkey = Valkey.from_url(live.events.valkey.url)
    async with in_use(anna) as done, live_events(anna.shop) as shop, live_events(anna.staff) as ops:
        await client.flushall()
        accepted(await anna.edit_product(mug, name="Afterwards"))
        await until_listed(anna, mug, name="Afterwards")
        for events in (shop, ops):
            await events.until(lambda event: event.name == "reset")
        await until_live(live, anna)
    await client.aclose()
    assert in_use_faults(done) == []


async def test_a_service_that_ends_ends_its_streams_and_the_next_goes_on(live: Live, anna: Portals) -> None:
    """Nobody waits for a stream to end, and whoever comes back to the new process has missed nothing."""
    mug = accepted(await anna.create_product(stock=10), 201)
    async with live_events(anna.shop) as events:
        await events.until(lambda event: event.data.get("product", {}).get("sku") == mug["sku"])
        began = time.monotonic()
        await asyncio.to_thread(live.platform.customer_bff.stop)
        assert time.monotonic() - began < 5
        assert events.ended
    edited = accepted(await anna.edit_product(mug, name="Meanwhile"))
    await asyncio.to_thread(live.platform.customer_bff.start)
    async with live_events(anna.shop, events.last_id) as events:
        await events.until(
            lambda event: event.data.get("product", {}).get("name") == edited["name"], within_seconds=10
        )
        assert "reset" not in [event.name for event in events.seen]
    await until_live(live, anna)


async def test_a_reader_that_stops_reading_is_dropped(live: Live, anna: Portals) -> None:
    """Though more is told than any buffer holds, the service keeps no more for them, and others read on."""
    mug = accepted(await anna.create_product(), 201)
    product = accepted(await anna.staff_product(mug)) | {"description": "x" * 8000}
    product.pop("changes")
    live.events.workers.stop()
    client: Valkey = Valkey.from_url(live.events.valkey.url)
    key, epoch = f"{live.events.bus}:feed", int(time.time() * 1000) + 1
    memory = live.platform.customer_bff.memory_megabytes()
    address = urlsplit(live.platform.customer_bff.url)
    with socket.socket() as stuck:
        stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stuck.connect((address.hostname, address.port))
        stuck.sendall(b"GET /api/events HTTP/1.1\r\nHost: shop\r\n\r\n")
        async with live_events(anna.shop) as events:
            for number in range(1500):
                body = json.dumps({"product": product | {"revision": 1000 + number}})
                await client.xadd(key, {"type": "product.edited", "body": body}, id=f"{epoch}-*")
            await events.until(lambda event: event.id == f"{epoch}-1499", within_seconds=20)
            await asyncio.sleep(12)
            assert not events.ended
        stuck.settimeout(10)
        received = await asyncio.to_thread(_read_to_the_end, stuck)
    assert len(received) < 8_000_000
    assert not received.endswith(b"0\r\n\r\n")
    assert live.platform.customer_bff.memory_megabytes() - memory < 60
    await client.aclose()
    live.events.workers.start()


def _read_to_the_end(stuck: socket.socket) -> bytes:
    received = b""
    while part := stuck.recv(65536):
        received += part
    return received
