"""Random histories of staff and customers against the running app, with a model beside it, checked at every step."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import FastAPI
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from backend.orders.schemas import OrderWithTimeline
from backend.products.schemas import ProductView
from backend_testing.driver import Answer, Driver, money, running
from backend_testing.patience import PatientTransport
from backend_testing.shop_model import ModelOrder, ModelProduct, ShopModel
from tests.checkers.history import history_faults
from tests.checkers.ledger import ledger_faults

Result = TypeVar("Result")
MOST_PRODUCTS, MOST_ORDERS = 4, 10
LONGEST_STEP_SECONDS = 120
picks = st.integers(0, 1000)
baskets = st.dictionaries(st.integers(0, MOST_PRODUCTS - 1), st.integers(1, 5), min_size=1, max_size=3)
some_parcels = precondition(lambda self: any(order.parcels for order in self.model.orders.values()))


class ShopHistory(RuleBasedStateMachine):
    """One history. Products and orders are its own, so histories can share tables."""

    def __init__(self, app: FastAPI, *, patient: bool = False) -> None:
        super().__init__()
        self.app, self.patience = app, PatientTransport(app) if patient else None
        self.model = ShopModel()
        self.name = uuid.uuid4().hex[:10]
        self.count = 0
        self.seen: dict[str, tuple[int, dict[str, int]]] = {}
        self.runner = asyncio.Runner()
        self.open = running(app, self.patience)
        self.backend: Driver = self.run(self.open.__aenter__())

    def teardown(self) -> None:
        self.run(self.open.__aexit__(None, None, None))
        self.runner.close()

    def run(self, steps: Coroutine[Any, Any, Result]) -> Result:
        """The result; a step that takes as long as no step can is a fault, not a wait without end."""
        return self.runner.run(asyncio.wait_for(steps, LONGEST_STEP_SECONDS))

    def key(self) -> str:
        self.count += 1
        return f"{self.name}-{self.count}"

    def product(self, pick: int) -> tuple[str, ModelProduct]:
        products = list(self.model.products.items())
        return products[pick % len(products)]

    def order(self, pick: int) -> tuple[str, ModelOrder]:
        orders = list(self.model.orders.items())
        return orders[pick % len(orders)]

    def expect(self, answer: Answer, *statuses: int) -> None:
        assert answer.status_code in statuses, f"{answer.request.method} {answer.request.url}: {answer.text}"

    @initialize(units=st.integers(8, 20), price=st.integers(0, 3))
    def opening(self, units: int, price: int) -> None:
        """Two products on the shelf and two orders for both, so that there is something to do."""
        self.create_product(units, price)
        self.create_product(units, price)
        for by in ("ada", "eve"):
            self.place({0: 3, 1: 1}, None, by)

    @precondition(lambda self: len(self.model.products) < MOST_PRODUCTS)
    @rule(units=st.integers(0, 20), price=st.integers(0, 3))
    def create_product(self, units: int, price: int) -> None:
        sku = self.key()
        answer = self.run(self.backend.create_product(sku, units, price=money(price)))
        self.expect(answer, 201, 200 if self.retried else 201)
        again = self.run(self.backend.create_product(sku, units, price=money(price)))
        self.expect(again, 200)
        self.model.products[answer.json()["product_id"]] = ModelProduct(price, units)

    @property
    def retried(self) -> bool:
        return self.patience is not None and self.patience.retried

    def edited(self, product_id: str, **fields: Any) -> bool:
        """Edit the version that stands; whether it was accepted."""
        version = self.model.products[product_id].version
        answer = self.run(self.backend.edit_product(product_id, f'"{version}"', **fields))
        # An edit whose answer was lost finds, when sent again, the version that it made itself.
        own = self.retried and answer.status_code == 412
        if own:
            assert answer.json()["current_version"] == version + 1
        else:
            self.expect(answer, 200, 409)
        return own or answer.status_code == 200

    @rule(pick=picks, price=st.integers(0, 3), delta=st.none() | st.integers(-6, 8).filter(bool))
    def edit(self, pick: int, price: int, delta: int | None) -> None:
        """Another price, other stock, or both at once or not at all."""
        product_id, product = self.product(pick)
        enough = product.available + (delta or 0) >= 0
        adjustment = {"stock_adjustment": {"delta": delta, "reason": "counted"}} if delta else {}
        assert self.edited(product_id, price=money(price), **adjustment) == enough
        if enough:
            product.version += product.price != price or delta is not None
            product.price = price
            product.available += delta or 0
            self.expect(self.run(self.backend.edit_product(product_id, '"0"', name="Late")), 412)

    @rule(pick=picks)
    def archive_or_restore(self, pick: int) -> None:
        """At most one product is archived, so that there is something to sell."""
        archived = [each for each in self.model.products.items() if not each[1].active]
        product_id, product = archived[0] if archived else self.product(pick)
        product.active = not product.active
        assert self.edited(product_id, status="ACTIVE" if product.active else "ARCHIVED")
        product.version += 1

    @precondition(lambda self: len(self.model.orders) < MOST_ORDERS)
    @rule(basket=baskets, off_by=st.sampled_from([None, 0, 0, 1]), by=st.sampled_from(["ada", "eve"]))
    def place(self, basket: dict[int, int], off_by: int | None, by: str) -> None:
        self.buy(by, {self.product(pick)[0]: quantity for pick, quantity in basket.items()}, off_by)

    @precondition(lambda self: len(self.model.orders) < MOST_ORDERS)
    @rule(pick=picks, over=st.integers(0, 1))
    def buy_at_the_edge(self, pick: int, over: int) -> None:
        """The last units, or one more than there are."""
        product_id, product = self.product(pick)
        if quantity := product.available + over:
            self.buy("ada", {product_id: quantity}, None)

    def buy(self, by: str, wanted: dict[str, int], off_by: int | None) -> None:
        total = sum(self.model.products[p].price * quantity for p, quantity in wanted.items())
        expected = None if off_by is None else total + off_by
        refusal = self.model.refusal(wanted, expected)
        key = self.key()
        answer = self.run(self.send(by, key, wanted, expected))
        self.expect(answer, 409 if refusal else 201)
        if refusal:
            assert answer.json()["code"] == refusal
            return
        assert answer.json()["total"] == money(total)
        order = ModelOrder(by, key, wanted, expected, answer.content)
        self.model.place(answer.json()["order_id"], order)

    async def send(self, by: str, key: str, wanted: dict[str, int], expected: int | None) -> Answer:
        fields = {} if expected is None else {"expected_total": money(expected)}
        return await self.backend.place(wanted, by=f"{by}-{self.name}", key=key, **fields)

    @rule(pick=picks)
    def replay(self, pick: int) -> None:
        order_id, order = self.order(pick)
        answer = self.run(self.send(order.by, order.key, order.wanted, order.expected_total))
        self.expect(answer, 201)
        assert answer.headers["idempotent-replayed"] == "true"
        assert answer.content == order.body, order_id

    @rule(pick=picks)
    def reuse_a_key(self, pick: int) -> None:
        _, order = self.order(pick)
        other = {product_id: quantity + 1 for product_id, quantity in order.wanted.items()}
        self.expect(self.run(self.send(order.by, order.key, other, order.expected_total)), 422)

    @rule(pick=picks, by_ops=st.booleans())
    def cancel(self, pick: int, by_ops: bool) -> None:
        order_id, order = self.order(pick)
        asked = (
            self.backend.move(order_id, "CANCELLED")
            if by_ops
            else self.backend.cancel(order_id, f"{order.by}-{self.name}")
        )
        self.expect(self.run(asked), self.model.cancel(order))

    @rule(pick=picks, quantity=st.sampled_from([1, 1, 2, 5, None]))
    def ship(self, pick: int, quantity: int | None) -> None:
        order_id, order = self.order(pick)
        contents = None if quantity is None else {next(iter(order.wanted)): quantity}
        key = self.key()
        answer = self.run(self.backend.ship(order_id, contents, key=key, tracking_number=key))
        self.expect(answer, self.model.ship(order, key, contents))

    @rule(pick=picks)
    def ship_and_cancel_at_once(self, pick: int) -> None:
        order_id, order = self.order(pick)
        key = self.key()

        async def both() -> tuple[Answer, Answer]:
            return await asyncio.gather(
                self.backend.ship(order_id, key=key), self.backend.move(order_id, "CANCELLED")
            )

        shipped, cancelled = self.run(both())
        if cancelled.status_code == 200:
            self.expect(cancelled, self.model.cancel(order))
        self.expect(shipped, self.model.ship(order, key, None))
        self.expect(cancelled, self.model.cancel(order))

    @some_parcels
    @rule(pick=picks)
    def reuse_a_parcels_key(self, pick: int) -> None:
        order_id, order = self.with_parcels(pick)
        parcel = list(order.parcels.values())[pick % len(order.parcels)]
        other = self.run(self.backend.ship(order_id, {str(uuid.uuid4()): 1}, key=parcel.key))
        self.expect(other, 422)

    def with_parcels(self, pick: int) -> tuple[str, ModelOrder]:
        orders = [(order_id, order) for order_id, order in self.model.orders.items() if order.parcels]
        return orders[pick % len(orders)]

    @rule(pick=picks)
    def ship_twice(self, pick: int) -> None:
        order_id, order = self.order(pick)
        contents, key = {next(iter(order.wanted)): 1}, self.key()
        statuses = [
            self.run(self.backend.ship(order_id, contents, key=key, tracking_number=key)).status_code
            for _ in range(2)
        ]
        assert statuses == [self.model.ship(order, key, contents)] * 2

    @rule(pick=picks)
    def close(self, pick: int) -> None:
        order_id, order = self.order(pick)
        self.expect(self.run(self.backend.close(order_id)), self.model.close(order))

    @rule(pick=picks)
    def deliver(self, pick: int) -> None:
        order_id, order = self.order(pick)
        self.expect(self.run(self.backend.move(order_id, "DELIVERED")), self.model.deliver(order))

    @some_parcels
    @rule(pick=picks)
    def parcel_arrives(self, pick: int) -> None:
        order_id, order = self.with_parcels(pick)
        place = pick % len(order.parcels)
        asked = self.backend.edit_shipment(order_id, self.shipment_id(order_id, place), status="DELIVERED")
        self.expect(self.run(asked), self.model.arrive(order, list(order.parcels.values())[place]))

    @some_parcels
    @rule(pick=picks)
    def correct_a_parcel(self, pick: int) -> None:
        order_id, order = self.with_parcels(pick)
        shipment_id = self.shipment_id(order_id, pick % len(order.parcels))
        asked = self.backend.edit_shipment(order_id, shipment_id, tracking_number=self.key())
        self.expect(self.run(asked), 200)
        order.version += 1

    def shipment_id(self, order_id: str, place: int) -> str:
        order = self.run(self.backend.order(order_id)).json()
        return str(order["shipments"][place]["shipment_id"])

    @invariant()
    def books_agree(self) -> None:
        """Conservation, counters against orders, histories and legal moves; and all as the model says."""
        products, orders = self.run(self.read())
        faults = ledger_faults(products, orders)
        for order in orders:
            faults += history_faults(order)
            expected = self.model.orders[order["order_id"]]
            assert (order["status"], order["version"]) == (expected.status, expected.version)
        assert len(orders) == len(self.model.orders)
        for product in products:
            faults += self.revision_faults(product)
            known = self.model.products[product["product_id"]]
            assert (product["stock"], product["version"]) == (known.stock, known.version)
        assert not faults, faults

    def revision_faults(self, product: dict[str, Any]) -> list[str]:
        """Whatever is written to a product moves its revision, and up."""
        before = self.seen.get(product["product_id"])
        now = (product["revision"], product["stock"])
        self.seen[product["product_id"]] = now
        if before is None or now == before or now[0] > before[0]:
            return []
        return [f"stock went from {before} to {now}"]

    async def read(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Everything of this history as JSON, past the faults that are played on writes."""
        state = self.app.state
        products = [await state.products.get(product_id) for product_id in self.model.products]
        orders = await state.orders.get_many(list(self.model.orders))
        return (
            [ProductView.model_validate(each).model_dump(mode="json") for each in products],
            [OrderWithTimeline.model_validate(each).model_dump(mode="json") for each in orders],
        )
