"""Commands are brought to one end, however often they are delivered."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from backend_testing.memory_imports import MemoryImports
from backend_testing.memory_operations import MemoryOperations
from backend_testing.memory_shop import MemoryOrders, MemoryProducts, MemoryShop
from backend_testing.samples import AT, MUG, basket, product

from backend.clock import utc_now
from backend.operations.commands import Commands, UnknownCommand, problem_of
from backend.operations.domain.operation import Command, OperationState
from backend.operations.use_cases.carry_out_command import CarryOutCommand, Report, Result
from backend.orders.domain.order import Order
from backend.orders.remembered_offers import RememberedOffers
from backend.orders.use_cases.place_order import PlaceOrder

AGENT, MANAGER = frozenset({"ops_agent"}), frozenset({"ops_agent", "ops_manager"})


def command(kind: str, body: Any, roles: frozenset[str] = AGENT, **parameters: Any) -> Command:
    return Command("op-1", kind, "sam", roles, AT, parameters, body)


@pytest.fixture
def shop() -> MemoryShop:
    return MemoryShop(products={MUG: product("MUG")})


@pytest.fixture
def operations() -> MemoryOperations:
    return MemoryOperations()


@pytest.fixture
def carry_out(shop: MemoryShop, operations: MemoryOperations) -> CarryOutCommand:
    commands = Commands(MemoryOrders(shop), MemoryProducts(shop), MemoryImports(shop), utc_now)
    return CarryOutCommand(operations, commands, problem_of, utc_now)


@pytest.fixture
async def placed(shop: MemoryShop) -> Order:
    """Ada's order of three of ten mugs."""
    place = PlaceOrder(MemoryOrders(shop), RememberedOffers(1), utc_now)
    return (await place("ada", "k", basket({MUG: 3}))).order


async def test_a_command_succeeds_once(
    shop: MemoryShop, operations: MemoryOperations, carry_out: CarryOutCommand, placed: Order
) -> None:
    """Queued, running, succeeded, with what it made; delivered again it is left alone."""
    ship = command("change_order_status", {"status": "SHIPPED"}, order_id=placed.order_id)
    done = await carry_out(ship, last_attempt=False)
    assert done.state == OperationState.SUCCEEDED
    assert done.result == {"order_id": placed.order_id, "version": 2, "type": "order.shipped"}
    calls = len(shop.calls)
    assert await carry_out(ship, last_attempt=False) == done
    assert len(shop.calls) == calls
    assert [one.state for one in operations.history] == [OperationState.RUNNING, OperationState.SUCCEEDED]


async def test_a_worker_that_died_before_it_said_so_is_made_up_for(
    operations: MemoryOperations, carry_out: CarryOutCommand, placed: Order
) -> None:
    """Its effect is found by its stamp though the order has moved on, and the first result is told."""
    ship = command("change_order_status", {"status": "SHIPPED"}, order_id=placed.order_id)
    deliver = replace(ship, operation_id="op-2", body={"status": "DELIVERED"})
    first = await carry_out(ship, last_attempt=False)
    operations.kept["op-1"] = operations.history[0]  # RUNNING: the end was never recorded
    await carry_out(deliver, last_attempt=False)
    again = await carry_out(ship, last_attempt=False)
    assert (again.state, again.result, again.attempts) == (OperationState.SUCCEEDED, first.result, 2)


async def test_a_refusal_is_an_end(
    carry_out: CarryOutCommand, operations: MemoryOperations, placed: Order
) -> None:
    """With the problem that the API would have answered, and nothing to be tried again."""
    early = command("change_order_status", {"status": "DELIVERED"}, order_id=placed.order_id)
    refused = await carry_out(early, last_attempt=False)
    assert refused.state == OperationState.REFUSED
    assert refused.problem is not None
    assert (refused.problem["code"], refused.problem["allowed"]) == (
        "transition_refused",
        ["CANCELLED", "SHIPPED"],
    )
    assert await carry_out(early, last_attempt=False) == refused


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("create_product", {"sku": "NEW"}, "not_allowed"),
        ("edit_product", {"price": {"amount_minor": 1, "currency": "USD"}}, "manager_needed"),
    ],
)
async def test_an_agents_command_does_not_do_a_managers_work(
    shop: MemoryShop, carry_out: CarryOutCommand, kind: str, body: Any, code: str
) -> None:
    """Whatever the queue brings, roles are looked at where the work is done."""
    before = dict(shop.products)
    refused = await carry_out(command(kind, body, AGENT, product_id=MUG, if_match='"1"'), last_attempt=False)
    assert refused.problem is not None
    assert (refused.state, refused.problem["code"]) == (OperationState.REFUSED, code)
    assert shop.products == before
    by_nobody = command("change_order_status", {"status": "SHIPPED"}, frozenset({"customer"}), order_id="o")
    refused = await carry_out(replace(by_nobody, operation_id="op-2"), last_attempt=False)
    assert refused.problem is not None
    assert refused.problem["code"] == "not_allowed"


async def test_what_no_route_would_take_is_refused(carry_out: CarryOutCommand) -> None:
    """The problem points at what is wrong."""
    refused = await carry_out(
        command("change_order_status", {"status": "LOST"}, order_id="o"), last_attempt=False
    )
    assert refused.problem is not None
    assert refused.problem["code"] == "validation_failed"
    assert refused.problem["errors"][0]["pointer"] == "/status"


async def test_a_fault_is_tried_again_and_fails_in_the_end(
    carry_out: CarryOutCommand, operations: MemoryOperations
) -> None:
    """It is raised each time, for the queue to count; its words stay in the log."""
    unknown = command("paint_product", {"secret": "x"})
    for last in (False, True):
        with pytest.raises(UnknownCommand):
            await carry_out(unknown, last_attempt=last)
    states = [one.state.value for one in operations.history]
    assert states == ["RUNNING", "QUEUED", "RUNNING", "FAILED"]
    problem = operations.kept["op-1"].problem
    assert problem is not None
    assert problem["code"] == "internal_error"
    assert "paint" not in str(problem)


async def test_every_kind_of_command_finds_what_it_did(
    shop: MemoryShop, operations: MemoryOperations, carry_out: CarryOutCommand, placed: Order
) -> None:
    """Each delivered three times at once makes its change once."""
    new = {"sku": "NEW", "name": "N", "category": "c", "price": {"amount_minor": 1, "currency": "USD"}}
    stock = {"stock_adjustment": {"delta": 5, "reason": "delivery"}}
    order: dict[str, Any] = {"order_id": placed.order_id}
    sent = [
        command("create_product", new, MANAGER),
        command("edit_product", stock, product_id=MUG, if_match='"1"'),
        command(
            "ship_order",
            {"lines": [{"product_id": MUG, "quantity": 1}]},
            idempotency_key="k",
            **order,
        ),
        command("close_order", None, **order),
    ]
    for number, one in enumerate(sent):
        named = replace(one, operation_id=f"op-{number}")
        ended = await asyncio.gather(*(carry_out(named, last_attempt=False) for _ in range(3)))
        assert {each.state for each in ended} == {OperationState.SUCCEEDED}, ended
        operations.kept.clear()
        (again,) = [await carry_out(named, last_attempt=False)]
        assert again.result == ended[0].result
    parcel = shop.orders[placed.order_id].shipments[0].shipment_id
    correct = command("edit_shipment", {"carrier": "DHL"}, shipment_id=parcel, **order)
    await carry_out(replace(correct, operation_id="op-9"), last_attempt=False)
    assert shop.products[MUG].stock.received == 15
    assert [entry.operation_id for entry in shop.orders[placed.order_id].timeline] == [
        None,
        "op-2",
        "op-3",
        "op-9",
    ]


async def test_progress_is_told_at_a_bounded_rate(operations: MemoryOperations) -> None:
    """A hundred reports in a second make two records; the end has the last of them, and so has a fault."""
    moments = count()

    async def effect(command: Command, report: Report) -> Result:
        for done in range(1, 101):
            await report({"done": done})
        if operations.kept[command.operation_id].attempts == 1:
            raise ConnectionError
        return {}

    def now() -> datetime:
        return AT + next(moments) * timedelta(milliseconds=10)

    carry_out = CarryOutCommand(operations, effect, problem_of, now)
    with pytest.raises(ConnectionError):
        await carry_out(command("import_products", None), last_attempt=False)
    told = [one.progress for one in operations.history]
    assert told == [None, {"done": 50}, {"done": 100}, {"done": 100}]
    done = await carry_out(command("import_products", None), last_attempt=False)
    assert done.progress == {"done": 100}


async def test_each_of_many_orders_ends_for_itself(
    shop: MemoryShop, operations: MemoryOperations, carry_out: CarryOutCommand, placed: Order
) -> None:
    """Some are moved and some refused; a fault in the midst of it and another delivery move none twice."""
    place = PlaceOrder(MemoryOrders(shop), RememberedOffers(1), utc_now)
    orders = [(await place("ada", f"k{n}", basket({MUG: 1}))).order.order_id for n in range(5)]
    unknown = "6c7a1a3e-8f4b-5a07-9c39-1d5d2f0a8b11"
    body = {"status": "SHIPPED", "order_ids": [*orders[:3], unknown, *orders[3:], orders[0]]}
    move = command("move_orders", body)
    broken = shop.orders[orders[3]]
    shop.orders[orders[3]] = replace(broken, timeline=None)  # type: ignore[arg-type]  # the damage
    with pytest.raises(TypeError):
        await carry_out(move, last_attempt=False)
    shop.orders[orders[3]] = broken
    done = await carry_out(move, last_attempt=False)
    assert done.result is not None
    assert (done.result["moved"], done.result["refused"]) == (5, 1)
    ends = {end["order_id"]: end for end in done.result["orders"]}
    assert ends[unknown]["problem"]["code"] == "not_found"
    assert [ends[order]["version"] for order in orders] == [2] * 5
    assert shop.products[MUG].stock.shipped == 5
