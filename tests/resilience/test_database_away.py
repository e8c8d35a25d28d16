"""The database is away, or does not answer, or answers late."""

from __future__ import annotations

import asyncio
import time

import httpx

from tests.checkers.attempts import attempt_faults
from tests.dynamodb_proxy import DynamoDBProxy, Hang, LateAnswer, ServerError
from tests.portals import Portals, accepted, refused
from tests.portals.crowd import Crowd
from tests.processes.platform import Platform


async def listed(anna: Portals, product: dict[str, str]) -> bool:
    found = anna.all_pages(anna.shop, "/api/products")
    return product["product_id"] in [shown["product_id"] async for shown in found]


async def until_listed(anna: Portals, product: dict[str, str]) -> None:
    give_up_at = time.monotonic() + 20
    while not await listed(anna, product):
        assert time.monotonic() < give_up_at, "the product never came into the shop's view"
        await asyncio.sleep(0.05)


async def until_placed(anna: Portals, product: dict[str, str], key: str) -> httpx.Response:
    give_up_at = time.monotonic() + 20
    while True:
        answer = await anna.place_order({product["product_id"]: 1}, key=key)
        if answer.status_code == 201:
            return answer
        refused(answer, 503)
        assert time.monotonic() < give_up_at
        await asyncio.sleep(0.1)


async def test_without_a_database_the_shop_still_shows_its_products(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """Writes and order reads are 503 with Retry-After, browsing goes on, and all works again by itself."""
    mug = accepted(await anna.create_product(stock=10), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    await until_listed(anna, mug)
    with proxy.refusing():
        answers = (
            await anna.place_order({mug["product_id"]: 1}, key="away"),
            await anna.cancel(order),
            await anna.order(order),
            await anna.staff_product(mug),
            await anna.edit_product(mug, name="Blue mug"),
            await anna.ship(order),
        )
        for answer in answers:
            refused(answer, 503)
            assert int(answer.headers["retry-after"]) >= 1
        assert await listed(anna, mug)
        refused(await anna.shop.get(f"{platform.backend.url}/readyz"), 503)
        assert (await anna.shop.get(f"{platform.backend.url}/livez")).status_code == 200
    await until_placed(anna, mug, "away")
    accepted(await anna.order(order))


async def test_a_hanging_database_does_not_hang_the_caller(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """No answer from the database is a 503 at the deadline; afterwards the same key places the order."""
    mug = accepted(await anna.create_product(stock=10), 201)
    accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    with proxy.playing(Hang()):
        answer = await anna.place_order({mug["product_id"]: 1}, key="hang")
        refused(answer, 503)
        assert "retry-after" in answer.headers
    await until_placed(anna, mug, "hang")
    assert accepted(await anna.staff_product(mug))["stock"]["available"] == 8


async def test_a_failing_database_is_not_our_failure(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """DynamoDB's own 500 becomes a 503 with Retry-After, never a 500 of ours."""
    mug = accepted(await anna.create_product(stock=10), 201)
    with proxy.playing(ServerError()):
        refused(await anna.place_order({mug["product_id"]: 1}, key="fails"), 503)
    await until_placed(anna, mug, "fails")


async def test_a_slow_database_is_not_asked_more_often(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """With every write answered 2 s late, the database gets at most 1.1 calls an order: no storm of retries."""
    orders = 40
    mug = accepted(await anna.create_product(stock=orders + 1), 201)
    accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    async with Crowd(platform.addresses) as crowd:
        slow = LateAnswer(seconds=2)
        with proxy.playing(slow, on={"TransactWriteItems"}), proxy.meter.reading() as reading:
            buys = (crowd.buy(f"{anna.customer}-{n}", {mug["product_id"]: 1}, "k") for n in range(orders))
            attempts = await asyncio.gather(*buys)
    assert attempt_faults(attempts) == []
    assert reading.calls["TransactWriteItems"] <= 1.1 * orders
