"""Customers and staff at work, each trying until they are told, and what must stand in the end by that."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.portals import Portals, accepted
from tests.portals.insisting import insist

CLIENTS = 16
PRODUCTS = 12
STOCK = 10_000_000
"""So much that nothing is ever sold out: what is refused here is a fault."""
_LATER = {"Prefer": "respond-async"}
_ENDED = {"SUCCEEDED", "REFUSED", "FAILED"}
_DONE_WITHIN_SECONDS = 240.0


@dataclass
class Edited:
    """A product as its editors know it."""

    version: int
    received: int
    price: int
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Two editors of one product would only refuse one another."""


class WorkingDay:
    """`deeds`, `products` and `customers` are what was done, as those were told who did it."""

    def __init__(self, portals: Portals, seed: int) -> None:
        self.portals = portals
        self.deeds: dict[str, list[str]] = {}
        self.customers: dict[str, str] = {}
        """Whose each order is."""
        self.products: dict[str, Edited] = {}
        self.faults: list[str] = []
        self.queued = 0
        self._seed = seed
        self._begun = 0
        self._allowed = asyncio.Condition()
        self._limit = 0

    async def begin(self) -> None:
        for number in range(PRODUCTS):
            price = 1000 + number
            product = accepted(await self.portals.create_product(stock=STOCK, price=price), 201)
            self.products[product["product_id"]] = Edited(product["version"], STOCK, price)

    async def allow(self, orders: int) -> None:
        """So many orders may be placed so far: the day lasts as long as what happens in it."""
        async with self._allowed:
            self._limit = max(self._limit, orders)
            self._allowed.notify_all()

    async def work(self, orders: int, first_customer: Portals) -> None:
        """Returns when so many orders have been placed and what becomes of them is done."""
        async with AsyncExitStack() as held:
            others = [self.portals.for_customer() for _ in range(CLIENTS - 1)]
            customers = [first_customer, *[await held.enter_async_context(other) for other in others]]
            async with asyncio.TaskGroup() as clients:
                for number, customer in enumerate(customers):
                    dice = random.Random(f"{self._seed}/{number}")
                    clients.create_task(self._client(customer, dice, orders))

    async def _client(self, customer: Portals, dice: random.Random, orders: int) -> None:
        while await self._may_begin(orders):
            order = await self._place(customer, dice)
            await self._move(customer, order, dice)
            if dice.random() < 0.1:
                await self._edit(dice)

    async def _may_begin(self, orders: int) -> bool:
        async with self._allowed:
            await self._allowed.wait_for(lambda: self._begun < self._limit or self._begun >= orders)
            if self._begun >= orders:
                return False
            self._begun += 1
            return True

    async def _place(self, customer: Portals, dice: random.Random) -> dict[str, Any]:
        wanted = {
            product_id: dice.randint(2, 4)
            for product_id in dice.sample(sorted(self.products), dice.choice((1, 2)))
        }
        key = uuid.uuid4().hex
        placed, _ = await insist(lambda: customer.place_order(wanted, key=key))
        order: dict[str, Any] = accepted(placed, 201)
        self.deeds[order["order_id"]] = ["order.placed"]
        self.customers[order["order_id"]] = customer.customer
        if dice.random() < 0.1:
            again, _ = await insist(lambda: customer.place_order(wanted, key=key))
            if accepted(again, 201)["order_id"] != order["order_id"]:
                self.faults.append(f"key {key} made {order['order_id']} and {again.json()['order_id']}")
        return order

    async def _move(self, customer: Portals, order: dict[str, Any], dice: random.Random) -> None:
        """One of what may become of an order."""
        later = dice.random() < 0.3
        match dice.randrange(6):
            case 0:
                accepted((await insist(lambda: customer.cancel(order)))[0])
                self._did(order, "order.cancelled")
            case 1:
                await self._staff(later, "PATCH", order, "status", {"status": "CANCELLED"})
                self._did(order, "order.cancelled")
            case 2:
                await self._staff(later, "POST", order, "shipments", _parcel(None))
                await self._staff(later, "PATCH", order, "status", {"status": "DELIVERED"})
                self._did(order, "order.shipped", "order.delivered")
            case 3:
                await self._staff(later, "PATCH", order, "status", {"status": "SHIPPED"})
                self._did(order, "order.shipped")
            case 4:
                line = {"product_id": order["lines"][0]["product_id"], "quantity": 1}
                await self._staff(later, "POST", order, "shipments", _parcel([line]))
                await self._staff(later, "POST", order, "closing", {})
                self._did(order, "order.partly_shipped", "order.closed")

    def _did(self, order: dict[str, Any], *kinds: str) -> None:
        self.deeds[order["order_id"]] += kinds

    async def _staff(self, later: bool, method: str, order: dict[str, Any], what: str, body: Any) -> None:
        """A change of the order, at once or queued, done when this returns."""
        headers = {"Idempotency-Key": uuid.uuid4().hex, **(_LATER if later else {})}
        address = f"/api/orders/{order['order_id']}/{what}"
        answer, _ = await insist(
            lambda: self.portals.staff.request(method, address, json=body, headers=headers)
        )
        if later:
            ended = await self._ended(accepted(answer, 202), answer)
            if ended["state"] != "SUCCEEDED":
                self.faults.append(f"{what} of {order['order_id']}: {ended}")
        elif answer.status_code not in {200, 201}:
            self.faults.append(f"{what} of {order['order_id']}: {answer.status_code} {answer.text[:300]}")

    async def _edit(self, dice: random.Random) -> None:
        """A product's stock or price, at once or queued, and from which version, so that a repeat does nothing."""
        product_id = dice.choice(sorted(self.products))
        delta, price, later = dice.choice((-7, 11, 50)), dice.randint(500, 5000), dice.random() < 0.5
        change = dice.random() < 0.5
        async with self.products[product_id].lock:
            known = self.products[product_id]
            price = price + 1 if price == known.price else price
            body: dict[str, Any] = (
                {"stock_adjustment": {"delta": delta, "reason": "counted"}}
                if change
                else {"price": {"amount_minor": price, "currency": "USD"}}
            )
            headers = {"If-Match": f'"{known.version}"', **(_LATER if later else {})}
            address = f"/api/products/{product_id}"
            answer, unsure = await insist(
                lambda: self.portals.staff.patch(address, json=body, headers=headers)
            )
            told = accepted(answer, 202) if later else answer.json()
            if later:
                told = await self._ended(told, answer)
                problem = told["problem"] or {}
                made = told["state"] == "SUCCEEDED" or (unsure and problem.get("status") == 412)
            else:
                made = answer.status_code == 200 or (unsure and answer.status_code == 412)
            if not made:
                self.faults.append(f"edit of {product_id}: {told}")
                return
            known.version += 1
            if change:
                known.received += delta
            else:
                known.price = price

    async def _ended(self, queued: Any, answer: httpx.Response) -> Any:
        """The operation once it has ended."""
        self.queued += 1
        location = answer.headers["Location"]
        give_up_at = time.monotonic() + _DONE_WITHIN_SECONDS
        pause = 0.1
        while True:
            shown = accepted((await insist(lambda: self.portals.staff.get(location)))[0])
            if shown["state"] in _ENDED:
                return shown
            assert time.monotonic() < give_up_at, f"never ended: {shown}"
            await asyncio.sleep(pause)
            pause = min(1.0, pause * 1.5)


def _parcel(lines: list[dict[str, Any]] | None) -> dict[str, Any]:
    return {"carrier": "UPS", "tracking_number": f"1Z{uuid.uuid4().hex[:12]}", "lines": lines}


async def in_parallel(
    read: Callable[[str], Awaitable[httpx.Response]], ids: list[str], at_once: int = 8
) -> list[Any]:
    """The JSON of what is read of each id, in their order."""
    found: dict[str, Any] = {}
    waiting = iter(ids)

    async def reader() -> None:
        for one in waiting:
            found[one] = accepted(await read(one))

    async with asyncio.TaskGroup() as readers:
        for _ in range(at_once):
            readers.create_task(reader())
    return [found[one] for one in ids]
