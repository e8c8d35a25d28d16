"""Placing an order: once for each key, from memory or not, and never refused for what is no longer so."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from backend_testing.memory_shop import MemoryOrders, MemoryShop
from backend_testing.samples import HAT, MUG, PEN, basket, product, usd

from backend.clock import utc_now
from backend.money import Money
from backend.orders.domain.errors import KeyReused, OrderRefused, Shortage, Unavailable
from backend.orders.domain.naming import order_id_for
from backend.orders.domain.offer import Offer
from backend.orders.domain.order import Order
from backend.orders.remembered_offers import RememberedOffers
from backend.orders.use_cases.place_order import Placed, PlaceOrder
from backend.products.domain.product import ProductStatus


@pytest.fixture
def shop() -> MemoryShop:
    """Ten mugs and ten hats."""
    return MemoryShop(products={made.product_id: made for made in (product("MUG"), product("HAT"))})


@pytest.fixture
def place(shop: MemoryShop) -> PlaceOrder:
    return PlaceOrder(MemoryOrders(shop), RememberedOffers(10), utc_now)


async def warm(shop: MemoryShop, place: PlaceOrder) -> None:
    """Sell one of each, so that both are remembered, and forget the calls."""
    await place("warmer", "warm", basket({MUG: 1, HAT: 1}))
    shop.calls.clear()


def edit(shop: MemoryShop, product_id: str, **fields: object) -> None:
    """Staff change the product: its version moves."""
    stood = shop.products[product_id]
    shop.products[product_id] = replace(stood, version=stood.version + 1, **fields)  # type: ignore[arg-type]  # by name


async def test_a_warm_order_is_one_call(shop: MemoryShop, place: PlaceOrder) -> None:
    """Remembered products need no read; a cold order needs one."""
    await place("ada", "k0", basket({MUG: 1, HAT: 1}))
    assert shop.calls == ["get with offers", "place"]
    shop.calls.clear()
    placed = await place("ada", "k1", basket({MUG: 2, HAT: 1}))
    assert (shop.calls, placed.replayed) == (["place"], False)
    assert shop.orders[order_id_for("ada", "k1")] == placed.order
    assert shop.products[MUG].stock.reserved == 3


async def test_a_replay_is_one_call_and_changes_nothing(shop: MemoryShop, place: PlaceOrder) -> None:
    """The same key with the same basket answers the first order, and reserves nothing more."""
    await warm(shop, place)
    first = await place("ada", "k", basket({MUG: 1}))
    shop.calls.clear()
    again = await place("ada", "k", basket({MUG: 1}))
    assert again == Placed(first.order, replayed=True)
    assert shop.calls == ["place"]
    assert shop.products[MUG].stock.reserved == 2


async def test_a_key_with_another_basket_is_refused(shop: MemoryShop, place: PlaceOrder) -> None:
    """The key names the first order for ever, remembered products or not."""
    await place("ada", "k", basket({MUG: 1}))
    with pytest.raises(KeyReused):
        await place("ada", "k", basket({MUG: 2}))
    with pytest.raises(KeyReused):
        await PlaceOrder(MemoryOrders(shop), RememberedOffers(1), utc_now)("ada", "k", basket({HAT: 1}))


async def test_a_replay_wins_over_every_refusal(shop: MemoryShop, place: PlaceOrder) -> None:
    """Sold out, repriced and archived since: the key still finds its order."""
    first = await place("ada", "k", basket({MUG: 10}, usd(5000)))
    edit(shop, MUG, status=ProductStatus.ARCHIVED, price=usd(1))
    for memory in (place.remembered, RememberedOffers(10)):
        again = await PlaceOrder(place.orders, memory, utc_now)("ada", "k", basket({MUG: 10}, usd(5000)))
        assert again == Placed(first.order, replayed=True)


async def test_a_stale_price_is_found_out(shop: MemoryShop, place: PlaceOrder) -> None:
    """An order from memory sells at the price that stands, after one more call."""
    await warm(shop, place)
    edit(shop, MUG, price=usd(700))
    placed = await place("ada", "k", basket({MUG: 1, HAT: 1}))
    assert placed.order.total == usd(1200)
    assert shop.calls == ["place", "place"]


async def test_a_refusal_from_memory_is_never_believed(shop: MemoryShop, place: PlaceOrder) -> None:
    """A price that memory does not know yet does not refuse the order that expects it."""
    await warm(shop, place)
    edit(shop, MUG, price=usd(700))
    placed = await place("ada", "k", basket({MUG: 1}, usd(700)))
    assert placed.order.total == usd(700)


async def test_a_changed_price_refuses_who_expected_another(shop: MemoryShop, place: PlaceOrder) -> None:
    """Whoever named a total is told the current one, and nothing is sold."""
    await warm(shop, place)
    edit(shop, MUG, price=usd(700))
    with pytest.raises(OrderRefused) as refused:
        await place("ada", "k", basket({MUG: 1}, usd(500)))
    assert refused.value.current_total == usd(700)
    assert order_id_for("ada", "k") not in shop.orders


async def test_every_refusal_of_the_write_is_told(shop: MemoryShop, place: PlaceOrder) -> None:
    """Archived and short lines that the write itself finds come in one refusal."""
    await warm(shop, place)
    edit(shop, HAT, status=ProductStatus.ARCHIVED)
    with pytest.raises(OrderRefused) as refused:
        await place("ada", "k", basket({MUG: 10, HAT: 1}))
    assert list(refused.value.unavailable) == [Unavailable(HAT, "archived")]
    assert list(refused.value.shortages) == [Shortage(MUG, 10, 9)]


async def test_remembered_stock_refuses_nobody(shop: MemoryShop, place: PlaceOrder) -> None:
    """A product that was short when last seen, and has stock again, is sold, whatever else has changed."""
    await warm(shop, place)
    with pytest.raises(OrderRefused):
        await place("eve", "k", basket({MUG: 10}))  # remembers that there are nine
    shop.sell(MUG, received=5, available=5)  # such as by a cancellation: the version stays
    edit(shop, HAT, price=usd(700))
    placed = await place("ada", "k", basket({MUG: 10, HAT: 1}))
    assert placed.order.total == usd(5700)


async def test_a_shortage_names_only_what_is_short(shop: MemoryShop, place: PlaceOrder) -> None:
    """The line that another shortage stopped is not called short for what memory holds."""
    await warm(shop, place)
    with pytest.raises(OrderRefused):
        await place("eve", "k", basket({MUG: 10}))
    shop.sell(MUG, received=5, available=5)
    with pytest.raises(OrderRefused) as refused:
        await place("ada", "k", basket({MUG: 10, HAT: 10}))
    assert list(refused.value.shortages) == [Shortage(HAT, 10, 9)]


class SoldInBetween(MemoryOrders):
    """Between reading the order and reading the products, the same customer's other try gets through."""

    meanwhile: PlaceOrder

    async def get_with_offers(
        self, order_id: str, product_ids: Sequence[str]
    ) -> tuple[Order | None, dict[str, Offer]]:
        order, _ = await super().get_with_offers(order_id, product_ids)
        await self.meanwhile("ada", "k", basket({MUG: 10}))
        _, offers = await super().get_with_offers(order_id, product_ids)
        return order, offers


async def test_a_try_is_not_short_of_what_its_twin_bought(shop: MemoryShop, place: PlaceOrder) -> None:
    """Two tries of one key at once for the last units: both are answered the order, however their reads fall."""
    orders = SoldInBetween(shop)
    orders.meanwhile = place
    again = await PlaceOrder(orders, RememberedOffers(10), utc_now)("ada", "k", basket({MUG: 10}))
    assert again.replayed
    assert again.order == shop.orders[order_id_for("ada", "k")]


async def test_an_unknown_product_is_read_before_it_is_refused(shop: MemoryShop, place: PlaceOrder) -> None:
    """A product that nobody knows refuses the order, and the others' shortages are told with it."""
    with pytest.raises(OrderRefused) as refused:
        await place("ada", "k", basket({PEN: 1, MUG: 11}))
    assert list(refused.value.unavailable) == [Unavailable(PEN, "unknown")]
    assert list(refused.value.shortages) == [Shortage(MUG, 11, 10)]


async def test_conflicts_are_tried_again(shop: MemoryShop, place: PlaceOrder) -> None:
    """Contenders make the order later, not impossible."""
    await warm(shop, place)
    shop.conflicts = 3
    placed = await place("ada", "k", basket({MUG: 1}))
    assert (placed.replayed, shop.calls) == (False, ["place"] * 4)


@pytest.mark.parametrize("units", [0, 1, 7])
async def test_the_last_units_are_sold_once(units: int) -> None:
    """Twenty buyers with three tries each for fewer units: as many orders as units, one order a key."""
    shop = MemoryShop(products={MUG: product("MUG", units=units)})
    place = PlaceOrder(MemoryOrders(shop), RememberedOffers(10), utc_now)

    async def buy(buyer: int) -> Placed | None:
        try:
            return await place(f"buyer-{buyer}", "k", basket({MUG: 1}))
        except OrderRefused:
            return None

    answers = await asyncio.gather(*(buy(buyer) for buyer in range(20) for _ in range(3)))
    sold = [answer for answer in answers if answer]
    assert len({answer.order.order_id for answer in sold}) == len(shop.orders) == units
    assert sum(not answer.replayed for answer in sold) == units
    assert shop.products[MUG].stock.available == 0


async def test_currencies_are_of_the_product(shop: MemoryShop, place: PlaceOrder) -> None:
    """An order has the one currency of its products."""
    edit(shop, MUG, price=Money(900, "JPY"))
    placed = await place("ada", "k", basket({MUG: 2}))
    assert placed.order.total == Money(1800, "JPY")
