"""What every adapter of `Orders` promises: writes happen whole, once, or not at all."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from backend_testing.samples import AT, LATER, offer_of, quoted

from backend.contention import Contended
from backend.orders.domain.order import Order, ShippedLine
from backend.orders.domain.orders import OrderMoved, Rejected
from backend.orders.domain.transitions import OrderChange, cancel, close, edit_shipment, ship
from backend.products.domain.edit import edit
from backend.products.domain.product import Product, ProductStatus


def new_id() -> str:
    return str(uuid.uuid4())


async def place(world: Any, *wanted: tuple[Product, int], order_id: str | None = None) -> Any:
    """The order as it was sent, and the answer to it."""
    asked, quote = quoted(*wanted)
    order = quote.place(asked, order_id or new_id(), "ada", AT)
    return order, await settled(lambda: world.orders.place(order, quote))


async def settled(write: Callable[[], Any]) -> Any:
    """The answer once nobody else holds the items."""
    while True:
        try:
            return await write()
        except Contended:
            await asyncio.sleep(0.005)


def parcel(order: Order, shipment_id: str = "s", lines: list[ShippedLine] | None = None) -> OrderChange:
    change = ship(
        order,
        shipment_id=shipment_id,
        fingerprint="f",
        carrier="UPS",
        tracking_number="1Z",
        lines=lines,
        actor="ops:sam",
        at=LATER,
    )
    assert change is not None
    return change


def cancellation(order: Order) -> OrderChange:
    change = cancel(order, actor="ops:sam", at=LATER, reason=None)
    assert change is not None
    return change


async def test_placing_writes_the_order_and_reserves(world: Any) -> None:
    """The order stands as sent, and its units went from available to reserved."""
    mug, hat = await world.stocked(), await world.stocked()
    order, rejected = await place(world, (mug, 3), (hat, 10))
    assert rejected is None
    assert await world.orders.get(order.order_id) == order
    assert await world.stock(mug) == (10, 7, 3, 0)
    assert await world.stock(hat) == (10, 0, 10, 0)
    assert (await world.revision(mug), await world.revision(hat)) == (2, 2)


async def test_an_order_is_written_once(world: Any) -> None:
    """The second placement under an id is answered the first order, whatever it says itself."""
    mug = await world.stocked()
    first, _ = await place(world, (mug, 3))
    _, rejected = await place(world, (mug, 5), order_id=first.order_id)
    assert rejected == Rejected(first, {})
    assert await world.stock(mug) == (10, 7, 3, 0)


async def test_an_existing_order_wins_over_a_shortage(world: Any) -> None:
    """A repeat that would also be short is told of the order, not of the shortage."""
    mug = await world.stocked(3)
    first, _ = await place(world, (mug, 3))
    _, rejected = await place(world, (mug, 3), order_id=first.order_id)
    assert rejected.existing == first


async def test_a_refused_order_leaves_no_trace(world: Any) -> None:
    """One short line of several: no order, no reservation, no revision, in any table."""
    mug, hat, pen = await world.stocked(), await world.stocked(2), await world.stocked()
    order, rejected = await place(world, (mug, 3), (hat, 3), (pen, 1))
    assert rejected == Rejected(None, {hat.product_id: offer_of(hat)})
    assert await world.orders.get(order.order_id) is None
    assert [await world.stock(each) for each in (mug, hat, pen)] == [
        (10, 10, 0, 0),
        (2, 2, 0, 0),
        (10, 10, 0, 0),
    ]
    assert [await world.revision(each) for each in (mug, hat, pen)] == [1, 1, 1]


@pytest.mark.parametrize("fields", [{"name": "New name"}, {"status": ProductStatus.ARCHIVED}])
async def test_an_edited_product_is_not_sold_as_it_was(world: Any, fields: dict[str, Any]) -> None:
    """A quote from before an edit is refused, with the product as it stands."""
    mug, hat = await world.stocked(), await world.stocked(1)
    change = edit(mug, fields, None, actor="ops:sam", at=LATER)
    assert change is not None
    assert await settled(lambda: world.products.save(change, [change.change])) is None
    _, rejected = await place(world, (mug, 1), (hat, 2))
    current = await world.products.get(mug.product_id)
    assert rejected.offers == {mug.product_id: offer_of(current), hat.product_id: offer_of(hat)}
    assert rejected.offers[mug.product_id].version == 2


async def test_a_sale_in_between_refuses_nobody(world: Any) -> None:
    """A quote from before a sale holds while there is stock."""
    mug = await world.stocked()
    await place(world, (mug, 1))
    _, rejected = await place(world, (mug, 9))
    assert rejected is None
    assert await world.stock(mug) == (10, 0, 10, 0)


async def test_the_last_units_are_sold_once(world: Any) -> None:
    """Twelve orders at once for five units: five stand, seven are refused, none is lost or doubled."""
    mug = await world.stocked(5)
    answers = await asyncio.gather(*(place(world, (mug, 1)) for _ in range(12)))
    placed = [order for order, rejected in answers if rejected is None]
    assert len(placed) == 5
    assert await world.stock(mug) == (5, 0, 5, 0)
    for order, rejected in answers:
        assert (await world.orders.get(order.order_id) is None) == (rejected is not None)


async def test_one_id_at_once_is_one_order(world: Any) -> None:
    """The same order sent six times at once is written once; the others are answered it."""
    mug, order_id = await world.stocked(), new_id()
    answers = await asyncio.gather(*(place(world, (mug, 2), order_id=order_id) for _ in range(6)))
    assert sum(rejected is None for _, rejected in answers) == 1
    assert await world.stock(mug) == (10, 8, 2, 0)


async def test_shipping_and_closing_move_stock(world: Any) -> None:
    """What ships goes from reserved to shipped; what is closed goes back to available."""
    mug, hat = await world.stocked(), await world.stocked()
    order, _ = await place(world, (mug, 3), (hat, 2))
    sent = parcel(order, lines=[ShippedLine(mug.product_id, 2)])
    await world.orders.save(sent)
    assert await world.orders.get(order.order_id) == sent.after
    assert await world.stock(mug) == (10, 7, 1, 2)
    closed = close(sent.after, actor="ops:sam", at=LATER, reason=None)
    assert closed is not None
    await world.orders.save(closed)
    assert await world.orders.get(order.order_id) == closed.after
    assert (await world.stock(mug), await world.stock(hat)) == ((10, 8, 0, 2), (10, 10, 0, 0))


async def test_a_correction_moves_no_stock(world: Any) -> None:
    """Editing a parcel changes the order alone."""
    mug = await world.stocked()
    order, _ = await place(world, (mug, 1))
    sent = parcel(order)
    await world.orders.save(sent)
    before = await world.revision(mug)
    edited = edit_shipment(
        sent.after, "s", delivered=True, corrections={"tracking_number": "X"}, actor="ops:sam", at=LATER
    )
    assert edited is not None
    await world.orders.save(edited)
    assert await world.orders.get(order.order_id) == edited.after
    assert await world.revision(mug) == before


async def test_a_change_of_what_was_is_refused(world: Any) -> None:
    """A change decided on an older version writes nothing and is told what stands."""
    mug = await world.stocked()
    order, _ = await place(world, (mug, 3))
    cancelled = cancellation(order)
    await world.orders.save(cancelled)
    with pytest.raises(OrderMoved) as moved:
        await world.orders.save(parcel(order))
    assert moved.value.current == cancelled.after
    assert await world.stock(mug) == (10, 10, 0, 0)
    assert await world.orders.get(order.order_id) == cancelled.after


async def test_one_of_many_changes_at_once_wins(world: Any) -> None:
    """Shipping and cancelling at once from one version: one is written, whole, the others find the order moved."""
    mug = await world.stocked()
    order, _ = await place(world, (mug, 3))
    changes = [cancellation(order), *(parcel(order, f"s{number}") for number in range(4))]
    answers = await asyncio.gather(
        *(settled(partial(world.orders.save, change)) for change in changes),
        return_exceptions=True,
    )
    assert sum(answer is None for answer in answers) == 1
    assert sum(isinstance(answer, OrderMoved) for answer in answers) == 4
    stood = await world.orders.get(order.order_id)
    expected = (10, 10, 0, 0) if stood.status == "CANCELLED" else (10, 7, 0, 3)
    assert (stood.version, await world.stock(mug)) == (2, expected)


async def test_order_and_offers_in_one_call(world: Any) -> None:
    """An order and its products are read together; what is not there is not in the answer."""
    mug, hat = await world.stocked(), await world.stocked()
    order, _ = await place(world, (mug, 1))
    found, offers = await world.orders.get_with_offers(
        order.order_id, [mug.product_id, hat.product_id, new_id()]
    )
    assert found == order
    assert offers.keys() == {mug.product_id, hat.product_id}
    assert (offers[mug.product_id].available, offers[hat.product_id]) == (9, offer_of(hat))
    assert await world.orders.get_with_offers(new_id(), []) == (None, {})
