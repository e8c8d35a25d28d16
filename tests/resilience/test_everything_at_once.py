"""Orders, cancellations, parcels and stock changes from sixteen clients at once."""

from __future__ import annotations

import asyncio
import itertools
import random
from typing import Any

from tests.checkers.history import history_faults
from tests.checkers.ledger import ledger_faults
from tests.checkers.stock import stock_faults
from tests.dynamodb_proxy import DynamoDBProxy, TransactionConflict
from tests.portals import Portals, accepted
from tests.processes.platform import Platform
from tests.resilience.conftest import scaled

CLIENTS = 16
OPERATIONS = scaled("MIXED_OPERATIONS", 400)
PRODUCTS = 8
REFUSALS = {409, 412}
"""What the rules may say in such a crowd: sold out, moved on, edited by another."""


class Client:
    """One client that picks what to do at random and checks conservation at every read of a product."""

    def __init__(self, portals: Portals, products: list[dict[str, Any]], seed: int) -> None:
        self._portals, self._products = portals, products
        self._dice = random.Random(seed)
        self.orders: list[dict[str, Any]] = []
        self.faults: list[str] = []

    async def act(self) -> None:
        actions = (self._order, self._order, self._order, self._cancel, self._ship_some, self._ship_rest)
        await self._dice.choice((*actions, self._deliver, self._adjust_stock, self._read))()

    async def _order(self) -> None:
        picked = self._dice.sample(self._products, self._dice.randint(1, 4))
        wanted = {product["product_id"]: self._dice.randint(1, 3) for product in picked}
        response = await self._portals.place_order(wanted)
        if self._done(response, 201):
            self.orders.append(response.json())

    async def _cancel(self) -> None:
        if self.orders:
            self._done(await self._portals.cancel(self._dice.choice(self.orders)))

    async def _ship_some(self) -> None:
        if self.orders:
            order = self._dice.choice(self.orders)
            line = self._dice.choice(order["lines"])
            self._done(await self._portals.ship(order, {line["product_id"]: 1}), 201)

    async def _ship_rest(self) -> None:
        if self.orders:
            self._done(await self._portals.ship(self._dice.choice(self.orders)), 201)

    async def _deliver(self) -> None:
        if self.orders:
            self._done(await self._portals.change_status(self._dice.choice(self.orders), "DELIVERED"))

    async def _adjust_stock(self) -> None:
        product = accepted(await self._portals.staff_product(self._dice.choice(self._products)))
        adjustment = {"delta": self._dice.choice((-3, 5, 10)), "reason": "counted"}
        self._done(await self._portals.edit_product(product, stock_adjustment=adjustment))

    async def _read(self) -> None:
        found = accepted(await self._portals.staff_product(self._dice.choice(self._products)))
        self.faults += stock_faults(found)

    def _done(self, response: Any, status: int = 200) -> bool:
        if response.status_code not in {status, *REFUSALS}:
            self.faults.append(f"{response.request.url}: {response.status_code} {response.text[:300]}")
        if "/api/products" in str(response.request.url) and response.status_code == 200:
            self.faults += stock_faults(response.json())
        return bool(response.status_code == status)


async def test_the_books_balance(platform: Platform, anna: Portals, proxy: DynamoDBProxy) -> None:
    """Stock is conserved at every read; in the end every order agrees with its history, and all with the stock.

    One transaction in ten meets a played conflict, so that retries take part."""
    products = [accepted(await anna.create_product(stock=60), 201) for _ in range(PRODUCTS)]
    conflicts = proxy.play(TransactionConflict(), on={"TransactWriteItems"}, chance=0.1)
    clients = [Client(anna.for_customer(), products, seed) for seed in range(CLIENTS)]
    turns = itertools.count()

    async def run(client: Client) -> None:
        async with client._portals:
            while next(turns) < OPERATIONS:
                await client.act()

    await asyncio.gather(*(run(client) for client in clients))
    proxy.script.clear()
    assert [fault for client in clients for fault in client.faults] == []
    assert conflicts.played > 0
    orders = [accepted(await anna.staff_order(order)) for client in clients for order in client.orders]
    assert orders
    assert [fault for order in orders for fault in history_faults(order)] == []
    final = [accepted(await anna.staff_product(product)) for product in products]
    assert ledger_faults(final, orders) == []
