"""Answers and requests that are lost between the backend and its database."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from functools import partial

import httpx

from tests.checkers.attempts import Attempt, attempt_faults
from tests.checkers.history import history_faults
from tests.dynamodb_proxy import DynamoDBProxy, LostAnswer, LostRequest
from tests.portals import Portals, accepted
from tests.portals.crowd import Crowd
from tests.processes.platform import Platform
from tests.resilience.conftest import scaled

LOST = scaled("LOST_ANSWERS", 40)


async def test_a_lost_answer_is_found_again(platform: Platform, proxy: DynamoDBProxy, anna: Portals) -> None:
    """The commit happened, its answer did not arrive: the retry gets the order, marked replayed, always the same."""
    mug = accepted(await anna.create_product(stock=LOST), 201)
    wanted = {mug["product_id"]: 1}
    lost = proxy.play(LostAnswer(), on={"TransactWriteItems"}, chance=0.5, seed=7)
    at_once = asyncio.Semaphore(40)
    async with Crowd(platform.addresses) as crowd:

        async def buyer(number: int) -> list[Attempt]:
            name = f"{anna.customer}-{number}"
            async with at_once:
                tried = await crowd.buy_until_answered(name, wanted, "k")
                return [*tried[-1:], *(await crowd.buy_until_answered(name, wanted, "k"))[-1:]]

        answered = [a for answers in await asyncio.gather(*map(buyer, range(LOST))) for a in answers]
    proxy.script.clear()
    assert lost.played >= LOST // 4
    assert attempt_faults(answered) == []
    assert {attempt.status for attempt in answered} == {201}
    stock = accepted(await anna.staff_product(mug))["stock"]
    assert (stock["available"], stock["reserved"]) == (0, LOST)


async def test_a_lost_request_does_no_harm(platform: Platform, proxy: DynamoDBProxy, anna: Portals) -> None:
    """Nothing was written, so the retry places the order: once."""
    mug = accepted(await anna.create_product(stock=5), 201)
    proxy.play(LostRequest(), on={"TransactWriteItems"}, times=2)
    async with Crowd(platform.addresses) as crowd:
        attempts = await crowd.buy_until_answered(anna.customer, {mug["product_id"]: 1}, "k")
    assert attempts[-1].status == 201
    assert accepted(await anna.staff_product(mug))["stock"]["available"] == 4


async def test_every_step_of_an_order_can_be_sent_again(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """Shipping, delivering, cancelling and editing are repeated after lost answers, and each happens once."""
    dice = random.Random(3)
    mug = accepted(await anna.create_product(stock=100), 201)
    for number in range(6):
        order = accepted(await anna.place_order({mug["product_id"]: 2}), 201)
        steps: list[Callable[[], Awaitable[httpx.Response]]] = [
            partial(anna.ship, order, {mug["product_id"]: 1}, key=f"a{number}"),
            partial(anna.ship, order, key=f"b{number}"),
            partial(anna.change_status, order, "DELIVERED"),
        ]
        called_off = number % 3 == 0
        for step in [partial(anna.cancel, order)] if called_off else steps:
            proxy.play(LostAnswer(), on={"TransactWriteItems"}, times=dice.randint(0, 2))
            accepted_at_last(await repeated(step))
            proxy.script.clear()
        seen = accepted(await anna.staff_order(order))
        assert seen["status"] == ("CANCELLED" if called_off else "DELIVERED")
        assert history_faults(seen) == []


async def repeated(step: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
    """The first answer that is no 5xx, of at most five."""
    for _ in range(4):
        response = await step()
        if response.status_code < 500:
            return response
    return await step()


def accepted_at_last(response: httpx.Response) -> None:
    assert response.status_code in {200, 201}, response.text
