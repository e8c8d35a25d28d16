"""Commands from the real queue to the real tables, by workers that die."""

from __future__ import annotations

import asyncio
import uuid

import pytest
from backend_testing.command_queue import CommandQueue
from backend_testing.driver import Driver
from backend_testing.passports import agent

from tests.processes.process import ServerProcess

pytestmark = [pytest.mark.dynamodb, pytest.mark.process]


async def test_a_command_delivered_three_times_has_one_effect(
    backend: Driver, queue: CommandQueue, workers: ServerProcess
) -> None:
    """Units are received once, and a parcel is sent once; the operation tells of the first."""
    product = await backend.stocked(10)
    order = await backend.placed({product: 2})
    stock = {"stock_adjustment": {"delta": 5, "reason": "delivery 4711"}}
    received = queue.send("edit_product", stock, times=3, product_id=product, if_match='"1"')
    shipped = queue.send("change_order_status", {"status": "SHIPPED"}, times=3, order_id=order)
    workers.start()
    assert (await queue.ended(received))["result"] == {"product_id": product, "version": 2}
    assert (await queue.ended(shipped))["result"]["version"] == 2
    assert await backend.stock(product) == {"received": 15, "available": 13, "reserved": 0, "shipped": 2}
    assert (await backend.order(order)).json()["version"] == 2
    listed = (await backend.http.get("/operations", headers=agent())).json()["items"]
    assert {received, shipped} <= {one["operation_id"] for one in listed}


async def test_a_killed_worker_is_followed_by_another(
    backend: Driver, queue: CommandQueue, workers: ServerProcess
) -> None:
    """Killed again and again while 30 deliveries are booked in, each is booked once and none is lost."""
    product = await backend.stocked(0)
    stock = {"stock_adjustment": {"delta": 1, "reason": "one"}}
    sent = [
        queue.send("edit_product", stock, group=product, product_id=product, if_match="*") for _ in range(30)
    ]
    for pause in (0.6, 0.9, 0.7):
        workers.start()
        await asyncio.sleep(pause)
        workers.kill()
    workers.start()
    for operation_id in sent:
        assert (await queue.ended(operation_id, within_seconds=90))["state"] == "SUCCEEDED"
    assert (await backend.stock(product))["received"] == 30
    assert (await backend.product(product)).json()["version"] == 31


async def test_commands_about_one_thing_keep_their_order(
    backend: Driver, queue: CommandQueue, workers: ServerProcess
) -> None:
    """Shipped before delivered, though a refusal stands before both."""
    order = await backend.placed({await backend.stocked(10): 1})
    early, ship, deliver = (
        queue.send("change_order_status", {"status": status}, group=order, order_id=order)
        for status in ("DELIVERED", "SHIPPED", "DELIVERED")
    )
    workers.start()
    assert (await queue.ended(early))["problem"]["code"] == "transition_refused"
    assert (await queue.ended(ship))["state"] == "SUCCEEDED"
    assert (await queue.ended(deliver))["result"]["type"] == "order.delivered"


async def test_an_agents_message_does_not_do_a_managers_work(
    backend: Driver, queue: CommandQueue, workers: ServerProcess
) -> None:
    """A product that an agent's command creates is not there."""
    sku = f"SKU-{uuid.uuid4()}"
    price = {"amount_minor": 1, "currency": "USD"}
    new = {"sku": sku, "name": "N", "category": "c", "price": price}
    refused = queue.send("create_product", new, group="a")
    made = queue.send("create_product", new, group="b", roles=("ops_manager",))
    workers.start()
    assert (await queue.ended(refused))["problem"]["code"] == "not_allowed"
    assert (await queue.ended(made))["state"] == "SUCCEEDED"


async def test_many_orders_are_moved_by_one_command(
    backend: Driver, queue: CommandQueue, workers: ServerProcess
) -> None:
    """A worker that is killed in the midst of 60 orders moves each of them once, with a result for each."""
    product = await backend.stocked(100)
    orders = [await backend.placed({product: 1}) for _ in range(60)]
    moved = queue.send("move_orders", {"status": "SHIPPED", "order_ids": orders}, group="bulk")
    workers.start()
    while (await backend.stock(product))["shipped"] < 5:
        await asyncio.sleep(0.02)
    workers.kill()
    workers.start()
    shown = await queue.ended(moved, within_seconds=60)
    assert (shown["result"]["moved"], shown["result"]["refused"]) == (60, 0)
    assert (await backend.stock(product))["shipped"] == 60
    assert {(await backend.order(order)).json()["version"] for order in orders} == {2}
