"""The checkers of this folder see a platform that is broken on purpose: each guard is taken off, on the wire."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from tests.checkers.attempts import attempt_faults, oversell_faults
from tests.checkers.history import history_faults
from tests.checkers.ledger import ledger_faults
from tests.dynamodb_proxy import DynamoDBProxy, LateAnswer, Rewritten
from tests.dynamodb_proxy.conditions import without_condition
from tests.portals import Portals, accepted
from tests.portals.crowd import Crowd
from tests.processes.platform import Platform, platform_on

Items = list[dict[str, Any]]


@pytest.fixture(scope="module")
def spoiled(running_proxy: DynamoDBProxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A platform of its own, whose books need not balance."""
    with platform_on(running_proxy.url, tmp_path_factory.mktemp("spoiled")) as platform:
        yield platform


@pytest.fixture
async def ben(spoiled: Platform) -> AsyncIterator[Portals]:
    async with Portals(spoiled.addresses) as portals:
        yield portals


def unguarded(guard: str) -> Callable[[Items], Items]:
    """Takes the condition off every item of a transaction whose condition says this."""

    def change(items: Items) -> Items:
        return [
            {verb: without_condition(action) if guard in action.get("ConditionExpression", "") else action}
            for item in items
            for verb, action in item.items()
        ]

    return change


def without_stock_moves(items: Items) -> Items:
    """Leaves out what moves reserved units on, so that a cancellation restocks nothing."""
    return [
        item for item in items if "reserved :left" not in item.get("Update", {}).get("UpdateExpression", "")
    ]


async def test_selling_without_looking_at_the_stock_is_seen(
    spoiled: Platform, proxy: DynamoDBProxy, ben: Portals
) -> None:
    """Without `available >= :quantity` more is sold than there is, and the sale's checker says so."""
    mug = accepted(await ben.create_product(stock=5), 201)
    with proxy.playing(Rewritten(unguarded("available >=")), when=places_an_order) as planted:
        async with Crowd(spoiled.addresses) as crowd:
            buyers = [f"{ben.customer}-{n}" for n in range(20)]
            await crowd.sign_in(*buyers)
            buys = (crowd.buy(buyer, {mug["product_id"]: 1}, "k") for buyer in buyers)
            attempts = await asyncio.gather(*buys)
    assert planted.played
    assert any("orders for 5 units" in fault for fault in oversell_faults(attempts, 5))


async def test_ignoring_the_key_is_seen(spoiled: Platform, proxy: DynamoDBProxy, ben: Portals) -> None:
    """Without `attribute_not_exists` a repeat sells again, and the attempts' checker says so."""
    mug = accepted(await ben.create_product(stock=5), 201)
    with proxy.playing(Rewritten(unguarded("attribute_not_exists")), when=places_an_order):
        async with Crowd(spoiled.addresses) as crowd:
            attempts = [await crowd.buy(ben.customer, {mug["product_id"]: 1}, "k") for _ in range(3)]
    assert any("more than one answer not marked replayed" in fault for fault in attempt_faults(attempts))


async def test_a_cancellation_that_restocks_nothing_is_seen(
    spoiled: Platform, proxy: DynamoDBProxy, ben: Portals
) -> None:
    """Each product's own counters still add up; only the ledger, and reconcile, see it."""
    mug = accepted(await ben.create_product(stock=5), 201)
    order = accepted(await ben.place_order({mug["product_id"]: 2}), 201)
    with proxy.playing(Rewritten(without_stock_moves)):
        accepted(await ben.cancel(order))
    product, cancelled = accepted(await ben.staff_product(mug)), accepted(await ben.staff_order(order))
    assert ledger_faults([product], [cancelled]) == [f"{mug['sku']}: reserved is 2, but its orders say 0"]
    assert spoiled.reconcile().returncode != 0


async def test_changing_an_order_that_has_moved_on_is_seen(
    spoiled: Platform, proxy: DynamoDBProxy, ben: Portals
) -> None:
    """Without `version = :seen` parcels sent at once are all recorded, and the history's checker says so."""
    mug = accepted(await ben.create_product(stock=100), 201)
    accepted(await ben.place_order({mug["product_id"]: 50}), 201)  # leaves enough reserved for all of them
    order = accepted(await ben.place_order({mug["product_id"]: 2}), 201)
    # Reads are answered late, so that all eight have read before the first writes.
    with (
        proxy.playing(LateAnswer(seconds=0.5), on={"GetItem", "BatchGetItem"}),
        proxy.playing(Rewritten(unguarded("version = :seen")), when=changes_an_order),
    ):
        await asyncio.gather(*(ben.ship(order) for _ in range(8)))
    assert history_faults(accepted(await ben.staff_order(order)))


def places_an_order(call: Any) -> bool:
    return any("Put" in item and "lines" in item["Put"]["Item"] for item in call.transact_items)


def changes_an_order(call: Any) -> bool:
    return any(
        "timeline" in item.get("Update", {}).get("UpdateExpression", "") for item in call.transact_items
    )
