"""Changes to an order: read, decided, written under the version, again if somebody came between."""

from __future__ import annotations

import asyncio

import pytest
from backend_testing.memory_shop import MemoryOrders, MemoryShop
from backend_testing.samples import MUG, basket, product

from backend.clock import utc_now
from backend.orders.domain.errors import (
    KeyReused,
    OrderNotFound,
    ShipmentRefused,
    StaleOrder,
    TransitionRefused,
)
from backend.orders.domain.order import Order, OrderStatus, ShippedLine
from backend.orders.remembered_offers import RememberedOffers
from backend.orders.use_cases.cancel_order import CancelOrder
from backend.orders.use_cases.change_order_status import ChangeOrderStatus
from backend.orders.use_cases.close_order import CloseOrder
from backend.orders.use_cases.edit_shipment import EditShipment
from backend.orders.use_cases.place_order import PlaceOrder
from backend.orders.use_cases.ship_order import Parcel, ShipOrder

REST = Parcel("UPS", "1Z", None)
ONE = Parcel(None, None, [ShippedLine(MUG, 1)])


@pytest.fixture
def shop() -> MemoryShop:
    return MemoryShop(products={MUG: product("MUG")})


@pytest.fixture
def orders(shop: MemoryShop) -> MemoryOrders:
    return MemoryOrders(shop)


@pytest.fixture
async def placed(orders: MemoryOrders) -> Order:
    """Ada's order of three of ten mugs."""
    place = PlaceOrder(orders, RememberedOffers(1), utc_now)
    return (await place("ada", "k", basket({MUG: 3}))).order


async def test_a_customer_cancels_only_their_own(orders: MemoryOrders, placed: Order) -> None:
    """Another customer's order is not found, nor is one that nobody placed."""
    cancel = CancelOrder(orders, utc_now)
    with pytest.raises(OrderNotFound):
        await cancel("eve", placed.order_id, None)
    with pytest.raises(OrderNotFound):
        await cancel("ada", "no such order", None)


async def test_cancelling_twice_restocks_once(shop: MemoryShop, orders: MemoryOrders, placed: Order) -> None:
    """Many cancellations at once make one change; the others find it."""
    cancel = CancelOrder(orders, utc_now)
    answers = await asyncio.gather(*(cancel("ada", placed.order_id, None) for _ in range(5)))
    assert sum(not answer.repeated for answer in answers) == 1
    assert {answer.order.version for answer in answers} == {2}
    assert shop.products[MUG].stock.available == 10


async def test_cancelling_and_shipping_exclude_each_other(
    shop: MemoryShop, orders: MemoryOrders, placed: Order
) -> None:
    """Of a cancellation and a shipment at once one wins, and the other is refused by what then stands."""
    answers = await asyncio.gather(
        CancelOrder(orders, utc_now)("ada", placed.order_id, None),
        ShipOrder(orders, utc_now)(placed.order_id, "s", REST, "ops:sam"),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, TransitionRefused) for answer in answers) == 1
    assert shop.products[MUG].stock.reserved == 0
    assert shop.orders[placed.order_id].version == 2


async def test_one_key_ships_once(shop: MemoryShop, orders: MemoryOrders, placed: Order) -> None:
    """The same key at once or later adds one parcel; with another request it is refused."""
    ship = ShipOrder(orders, utc_now)
    answers = await asyncio.gather(*(ship(placed.order_id, "s", ONE, "ops:sam") for _ in range(4)))
    assert sum(not answer.repeated for answer in answers) == 1
    assert shop.products[MUG].stock.shipped == 1
    with pytest.raises(KeyReused):
        await ship(placed.order_id, "s", REST, "ops:sam")


async def test_two_keys_never_ship_more_than_ordered(
    shop: MemoryShop, orders: MemoryOrders, placed: Order
) -> None:
    """Four parcels of one at once, three left: one is refused."""
    ship = ShipOrder(orders, utc_now)
    answers = await asyncio.gather(
        *(ship(placed.order_id, f"s{number}", ONE, "ops:sam") for number in range(4)), return_exceptions=True
    )
    refused = [answer for answer in answers if isinstance(answer, ShipmentRefused | TransitionRefused)]
    assert len(refused) == 1
    assert shop.orders[placed.order_id].status == "SHIPPED"
    assert shop.products[MUG].stock.shipped == 3


async def test_conflicts_are_tried_again(shop: MemoryShop, orders: MemoryOrders, placed: Order) -> None:
    """A change that others stand in the way of is made once they are gone."""
    shop.conflicts = 2
    changed = await CloseOrder(orders, utc_now)(await part_shipped(orders, placed), "ops:sam", None)
    assert (changed.order.status, shop.conflicts) == ("SHIPPED", 0)


async def part_shipped(orders: MemoryOrders, placed: Order) -> str:
    return (await ShipOrder(orders, utc_now)(placed.order_id, "s", ONE, "ops:sam")).order.order_id


# By status that is wanted, from each status: "same", "no" or the status that results.
BY_STATUS = {
    "PROCESSING": {"PROCESSING": "same", "CANCELLED": "CANCELLED", "SHIPPED": "SHIPPED", "DELIVERED": "no"},
    "CANCELLED": {"PROCESSING": "no", "CANCELLED": "same", "SHIPPED": "no", "DELIVERED": "no"},
    "SHIPPED": {"PROCESSING": "no", "CANCELLED": "no", "SHIPPED": "same", "DELIVERED": "DELIVERED"},
    "DELIVERED": {"PROCESSING": "no", "CANCELLED": "no", "SHIPPED": "no", "DELIVERED": "same"},
}
WAY_TO = {
    "PROCESSING": [],
    "CANCELLED": ["CANCELLED"],
    "SHIPPED": ["SHIPPED"],
    "DELIVERED": ["SHIPPED", "DELIVERED"],
}


@pytest.mark.parametrize("start", BY_STATUS)
@pytest.mark.parametrize("wanted", OrderStatus)
async def test_a_status_by_its_name(
    orders: MemoryOrders, placed: Order, start: str, wanted: OrderStatus
) -> None:
    """Asking for a status makes the move that leads there, changes nothing where it holds, or is refused."""
    change = ChangeOrderStatus(orders, utc_now)
    for step in WAY_TO[start]:
        await change(placed.order_id, OrderStatus(step), "ops:sam", None)
    expected = BY_STATUS[start][wanted]
    if expected == "no":
        with pytest.raises(TransitionRefused) as refused:
            await change(placed.order_id, wanted, "ops:sam", None)
        assert (refused.value.current, refused.value.wanted) == (start, wanted)
        return
    changed = await change(placed.order_id, wanted, "ops:sam", None)
    assert changed.repeated == (expected == "same")
    assert changed.order.status == wanted


async def test_no_key_of_a_shipment_stands_in_the_way_of_a_status(
    orders: MemoryOrders, placed: Order
) -> None:
    """Whatever keys parcels were sent with, moving to SHIPPED sends the rest."""
    await ShipOrder(orders, utc_now)(placed.order_id, "status 2", ONE, "ops:sam")
    changed = await ChangeOrderStatus(orders, utc_now)(placed.order_id, OrderStatus.SHIPPED, "ops:sam", None)
    assert (changed.order.status, len(changed.order.shipments)) == ("SHIPPED", 2)


async def test_the_last_arrival_delivers(orders: MemoryOrders, placed: Order) -> None:
    """Editing the only parcel of a SHIPPED order as arrived delivers the order."""
    shipped = await ShipOrder(orders, utc_now)(placed.order_id, "s", REST, "ops:sam")
    edited = await EditShipment(orders, utc_now)(
        placed.order_id,
        shipped.order.shipments[0].shipment_id,
        delivered=True,
        corrections={},
        actor="ops:sam",
    )
    assert edited.order.status == "DELIVERED"


async def test_an_operation_has_one_effect_however_often_it_is_carried_out(
    shop: MemoryShop, orders: MemoryOrders, placed: Order
) -> None:
    """Its entry names it; carried out again when the order has moved on, it is found, and nothing is refused."""
    change_status = ChangeOrderStatus(orders, utc_now)
    shipped = await change_status(placed.order_id, OrderStatus.SHIPPED, "ops:sam", None, operation_id="op-1")
    await change_status(placed.order_id, OrderStatus.DELIVERED, "ops:sam", None, operation_id="op-2")
    again = await change_status(placed.order_id, OrderStatus.SHIPPED, "ops:sam", None, operation_id="op-1")
    assert (shipped.repeated, again.repeated, again.order.version) == (False, True, 3)
    assert [entry.operation_id for entry in again.order.timeline] == [None, "op-1", "op-2"]
    with pytest.raises(TransitionRefused):
        await change_status(placed.order_id, OrderStatus.SHIPPED, "ops:sam", None, operation_id="op-3")


async def test_two_deliveries_at_once_make_one_change(
    shop: MemoryShop, orders: MemoryOrders, placed: Order
) -> None:
    """Of many at once one writes, and the others find its entry when they decide again."""
    edit = EditShipment(orders, utc_now)
    sent = await ShipOrder(orders, utc_now)(placed.order_id, "k", ONE, "ops:sam")
    parcel = sent.order.shipments[0].shipment_id

    async def deliver_and_correct() -> None:
        await edit(
            placed.order_id, parcel, delivered=True, corrections={}, actor="ops:sam", operation_id="op-1"
        )

    await asyncio.gather(*(deliver_and_correct() for _ in range(5)))
    assert shop.orders[placed.order_id].version == 3


async def test_a_change_of_what_has_changed_since_is_refused(
    shop: MemoryShop, orders: MemoryOrders, placed: Order
) -> None:
    """Of two who correct the parcel that both saw the later one is told the version that stands; a repeat of what was
    done is none."""
    edit = EditShipment(orders, utc_now)
    sent = (await ShipOrder(orders, utc_now)(placed.order_id, "k", ONE, "ops:sam")).order
    parcel = sent.shipments[0].shipment_id

    async def correct(number: str) -> bool:
        changed = await edit(
            placed.order_id,
            parcel,
            delivered=False,
            corrections={"tracking_number": number},
            actor="ops:sam",
            is_current=sent.version.__eq__,
        )
        return changed.repeated

    assert not await correct("1Z1")
    assert await correct("1Z1")
    with pytest.raises(StaleOrder) as refused:
        await correct("1Z2")
    assert refused.value.current_version == sent.version + 1
    assert shop.orders[placed.order_id].shipments[0].tracking_number == "1Z1"


async def test_who_comes_between_makes_it_stale(
    shop: MemoryShop, orders: MemoryOrders, placed: Order
) -> None:
    """Two ship one each of what both saw untouched, at once: one parcel is sent."""
    ship = ShipOrder(orders, utc_now)
    answers = await asyncio.gather(
        *(ship(placed.order_id, key, ONE, "ops:sam", is_current=placed.version.__eq__) for key in "ab"),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, StaleOrder) for answer in answers) == 1
    assert len(shop.orders[placed.order_id].shipments) == 1
