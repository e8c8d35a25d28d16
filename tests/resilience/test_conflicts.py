"""Transactions that meet others: DynamoDB's conflicts and throttling, which DynamoDB Local never shows."""

from __future__ import annotations

import asyncio

import pytest

from tests.checkers.attempts import attempt_faults
from tests.dynamodb_proxy import DynamoDBProxy, Throttled, TransactionConflict
from tests.dynamodb_proxy.faults import Fault
from tests.portals import Portals, accepted, refused
from tests.portals.crowd import Crowd
from tests.processes.platform import Platform

TRANSACTION = {"TransactWriteItems"}


async def test_orders_go_through_conflicts(platform: Platform, proxy: DynamoDBProxy, anna: Portals) -> None:
    """With half of all transactions in conflict, every order is placed, and once."""
    mug = accepted(await anna.create_product(stock=100), 201)
    hat = accepted(await anna.create_product(stock=100), 201)
    conflicts = proxy.play(TransactionConflict(), on=TRANSACTION, chance=0.5, seed=5)
    wanted = {mug["product_id"]: 1, hat["product_id"]: 2}
    async with Crowd(platform.addresses) as crowd:
        orders = (crowd.buy(f"{anna.customer}-{number}", wanted, "k") for number in range(30))
        attempts = await asyncio.gather(*orders)
    assert attempt_faults(attempts) == []
    assert {attempt.status for attempt in attempts} == {201}
    assert conflicts.played > 5
    assert accepted(await anna.staff_product(hat))["stock"]["available"] == 40


@pytest.mark.parametrize(
    "fault",
    [
        TransactionConflict(at={0}),
        TransactionConflict(at={1}),
        Throttled("throughput"),
        Throttled("throttling"),
    ],
    ids=["order held", "product held", "over throughput", "throttled"],
)
async def test_what_passes_is_tried_again(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals, fault: Fault
) -> None:
    """Placing, shipping and cancelling try again what DynamoDB says not to now, and the caller never knows."""
    mug = accepted(await anna.create_product(stock=10), 201)
    proxy.play(fault, on=TRANSACTION, times=2)
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    proxy.play(fault, on=TRANSACTION, times=2)
    accepted(await anna.ship(order), 201)
    second = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    proxy.play(fault, on=TRANSACTION, times=2)
    accepted(await anna.cancel(second))


async def test_staff_edits_go_through_conflicts(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """Creating and editing a product try again as well, whichever call they use for it."""
    proxy.play(TransactionConflict(), times=1)
    mug = accepted(await anna.create_product(stock=10), 201)
    proxy.play(TransactionConflict(), times=2)
    edited = await anna.edit_product(mug, stock_adjustment={"delta": 5, "reason": "delivery"})
    assert accepted(edited)["stock"]["available"] == 15


async def test_a_replay_is_found_behind_a_conflict(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """The order is there and its product is held by another: the reasons say both, and the replay comes at once."""
    mug = accepted(await anna.create_product(stock=10), 201)
    first = await anna.place_order({mug["product_id"]: 1}, key="k")
    accepted(first, 201)
    mixed = proxy.play(TransactionConflict(at={1}, others="checked"), on=TRANSACTION)
    again = await anna.place_order({mug["product_id"]: 1}, key="k")
    assert mixed.played == 1
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["idempotent-replayed"] == "true"


async def test_a_shortage_behind_a_conflict_is_told_whole(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """One line short, one held by another: after the conflict has passed, every short line is told, not one."""
    mug = accepted(await anna.create_product(stock=1), 201)
    hat = accepted(await anna.create_product(stock=1), 201)
    for product in (mug, hat):  # so that both are in memory
        refused(await anna.place_order({product["product_id"]: 9}), 409, "insufficient_stock")
    mixed = proxy.play(TransactionConflict(at={1}, others="checked"), on=TRANSACTION, times=1)
    wanted = {mug["product_id"]: 5, hat["product_id"]: 6}
    problem = refused(await anna.place_order(wanted), 409, "insufficient_stock")
    assert mixed.played == 1
    assert {line["product_id"]: line["requested"] for line in problem["shortages"]} == wanted


async def test_endless_conflict_ends_at_the_deadline(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """A product that stays held is 503 with Retry-After in the end, nothing is written, and later it works."""
    mug = accepted(await anna.create_product(stock=10), 201)
    held = proxy.play(TransactionConflict(), on=TRANSACTION)
    answer = await anna.place_order({mug["product_id"]: 1}, key="held")
    refused(answer, 503)
    assert int(answer.headers["retry-after"]) >= 1
    assert held.played > 2
    proxy.script.clear()
    assert accepted(await anna.staff_product(mug))["stock"]["available"] == 10
    accepted(await anna.place_order({mug["product_id"]: 1}, key="held"), 201)
