"""Loads the seed data, products and orders in every state, into the tables that the backend's settings name.

It calls the backend's own use cases with a clock that tells the past, so what it leaves is what people would have
left. It can be run again at any time: SKUs name products, keys name orders and shipments, and a transition that
holds already changes nothing. Where the data has moved on since, it is left as it stands.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

import order_plan
from order_plan import DAYS, MINUTES_A_DAY, Fate, PlannedOrder, PlannedParcel

from backend.clock import Now
from backend.orders.domain.basket import Basket, Wanted
from backend.orders.domain.errors import KeyReused, OrderRefused, ShipmentRefused, TransitionRefused
from backend.orders.domain.naming import shipment_id_for
from backend.orders.domain.order import Address, Order, OrderStatus, ShippedLine
from backend.orders.domain.orders import Orders
from backend.orders.remembered_offers import RememberedOffers
from backend.orders.repository import DynamoOrders
from backend.orders.schemas import AddressBody
from backend.orders.use_cases.cancel_order import CancelOrder
from backend.orders.use_cases.change_order import Changed
from backend.orders.use_cases.change_order_status import ChangeOrderStatus
from backend.orders.use_cases.close_order import CloseOrder
from backend.orders.use_cases.edit_shipment import EditShipment
from backend.orders.use_cases.place_order import PlaceOrder
from backend.orders.use_cases.ship_order import Parcel, ShipOrder
from backend.persistence.dynamo import DatabaseAway, open_dynamo
from backend.products.domain.errors import SkuTaken
from backend.products.domain.product import product_id_for
from backend.products.domain.products import Products
from backend.products.repository import DynamoProducts
from backend.products.schemas import NewProductRequest
from backend.products.use_cases.create_product import CreateProduct, NewProduct
from backend.settings import TableSettings
from chassis.settings import from_environment

CONCURRENCY = 4
"""DynamoDB Local answers one call after another: more of them at once only wait there, towards their deadline."""
Move = Callable[[], Awaitable[Changed]]
Given = TypeVar("Given")
Answer = TypeVar("Answer")


class CannotLoad(Exception):
    """The seed data cannot be loaded here; the message is one line for the person who tried."""


@dataclass(frozen=True)
class Loaded:
    """What stands after loading, and how much of it this run has added."""

    products: int
    new_products: int
    foreign_products: int
    orders: list[tuple[PlannedOrder, Order]]
    new_orders: int
    refused_orders: int


class Loader:
    """Loads into these collections; times are counted back from `anchor`."""

    def __init__(self, products: Products, orders: Orders, anchor: datetime) -> None:
        self._products = products
        self._orders = orders
        self._anchor = anchor
        self._offers = RememberedOffers(1000)
        self._addresses = {
            customer["customer_id"]: Address(**AddressBody.model_validate(customer["ship_to"]).model_dump())
            for customer in order_plan.read("customers.json")
        }

    async def load(self) -> Loaded:
        """Load everything. Raises `CannotLoad` and `DatabaseAway`; run again, it goes on from there."""
        products = await _each(enumerate(order_plan.read("products.json")), self._add_product)
        orders = await _each(order_plan.plan(), self._place_and_move)
        placed = [entry for entry in orders if entry is not None]
        return Loaded(
            products=len(products),
            new_products=products.count("new"),
            foreign_products=products.count("foreign"),
            orders=[(planned, order) for planned, order, _ in placed],
            new_orders=sum(new for _, _, new in placed),
            refused_orders=len(orders) - len(placed),
        )

    def _clock(self, minutes_before: int) -> Now:
        moment = self._anchor - timedelta(minutes=minutes_before)
        return lambda: moment

    async def _add_product(self, numbered: tuple[int, dict[str, Any]]) -> str:
        number, record = numbered
        product = new_product(record)
        added = (DAYS + 30) * MINUTES_A_DAY - number * 7 * 60
        try:
            created = await CreateProduct(self._products, self._clock(added))(product)
        except SkuTaken:
            return "foreign"
        return "there" if created.repeated else "new"

    async def _place_and_move(self, planned: PlannedOrder) -> tuple[PlannedOrder, Order, bool] | None:
        basket = Basket.of(
            [Wanted(product_id_for(sku), quantity) for sku, quantity in planned.lines.items()],
            self._addresses[planned.customer_id],
        )
        place = PlaceOrder(self._orders, self._offers, self._clock(planned.placed))
        try:
            placed = await place(planned.customer_id, planned.key, basket)
        except OrderRefused:
            return None
        except KeyReused as reused:
            raise CannotLoad(
                f"order {planned.key} of {planned.customer_id} was loaded with other contents: "
                "this seed data needs a database without the former one"
            ) from reused
        order_id = placed.order.order_id
        order = placed.order
        try:
            for _, move in sorted(self._moves(planned, order_id), key=lambda timed: -timed[0]):
                order = (await move()).order
        except (TransitionRefused, ShipmentRefused):
            pass  # people have moved it another way since: it is theirs now
        if placed.replayed and order is placed.order:
            order = await self._orders.get(order_id) or order  # a replay answers the order as it was placed
        return planned, order, not placed.replayed

    def _moves(self, planned: PlannedOrder, order_id: str) -> Iterator[tuple[int, Move]]:
        """What happens to the order after it is placed, each with its minutes before the anchor."""
        by_staff = f"ops:{planned.agent}"
        for parcel in planned.parcels:
            ship = ShipOrder(self._orders, self._clock(parcel.shipped))
            yield parcel.shipped, partial(ship, order_id, parcel.key, _contents(parcel), by_staff)
            if parcel.delivered is not None:
                arrive = EditShipment(self._orders, self._clock(parcel.delivered))
                shipment_id = shipment_id_for(order_id, parcel.key)
                delivered = partial(arrive, delivered=True, corrections={}, actor=by_staff)
                yield parcel.delivered, partial(delivered, order_id, shipment_id)
        if end := planned.ending:
            now = self._clock(end.at)
            if planned.fate is Fate.CLOSED:
                yield end.at, partial(CloseOrder(self._orders, now), order_id, by_staff, end.reason)
            elif end.by:
                change = ChangeOrderStatus(self._orders, now)
                yield end.at, partial(change, order_id, OrderStatus.CANCELLED, by_staff, end.reason)
            else:
                cancel = CancelOrder(self._orders, now)
                yield end.at, partial(cancel, planned.customer_id, order_id, end.reason)


def new_product(record: dict[str, Any]) -> NewProduct:
    """A record of products.json as staff would have sent it; the picture is served by the shop's own host."""
    fields = {name: value for name, value in record.items() if name != "image"}
    image_url = f"/images/products/{record['sku'].lower()}.svg"
    return NewProductRequest(**fields, image_url=image_url).to_new_product()


def _contents(parcel: PlannedParcel) -> Parcel:
    lines = None
    if parcel.lines is not None:
        lines = [ShippedLine(product_id_for(sku), quantity) for sku, quantity in parcel.lines.items()]
    return Parcel(parcel.carrier, parcel.tracking_number, lines)


async def _each(given: Iterable[Given], act: Callable[[Given], Awaitable[Answer]]) -> list[Answer]:
    """What `act` answers for each, in no order, `CONCURRENCY` of them under way at a time."""
    waiting = iter(given)

    async def work() -> list[Answer]:
        return [await act(each) for each in waiting]

    return [answer for done in await asyncio.gather(*(work() for _ in range(CONCURRENCY))) for answer in done]


async def load(settings: TableSettings, anchor: datetime) -> Loaded:
    """Load everything into the tables of `settings`; see `Loader.load`."""
    dynamo, session = open_dynamo(
        endpoint_url=settings.dynamodb_endpoint_url, region=settings.aws_region, connections=CONCURRENCY
    )
    async with session:
        for table in (settings.products_table, settings.orders_table):
            try:
                await dynamo.ping(table)
            except DatabaseAway:
                raise
            except Exception as error:
                raise CannotLoad(
                    f"there is no table {table} at {settings.dynamodb_endpoint_url}: "
                    "create them with 'python -m backend.persistence.create_tables'"
                ) from error
        orders = DynamoOrders(
            dynamo, orders_table=settings.orders_table, products_table=settings.products_table
        )
        products = DynamoProducts(dynamo, table=settings.products_table)
        return await Loader(products, orders, anchor).load()


def summary(loaded: Loaded) -> str:
    """What stands now, in a few lines."""
    standing = Counter(order.status.value for _, order in loaded.orders)
    states = ", ".join(f"{standing[status.value]} {status.value}" for status in OrderStatus)
    partly = sum(
        order.status is OrderStatus.PROCESSING and bool(order.shipments) for _, order in loaded.orders
    )
    closed = sum(any(entry.type == "order.closed" for entry in order.timeline) for _, order in loaded.orders)
    lines = [
        f"products  {loaded.products} ({loaded.new_products} new)",
        f"orders    {len(loaded.orders)} ({loaded.new_orders} new): {states}",
        f"          {partly} of those processing are partly shipped; {closed} were closed with a rest not shipped",
        f"customers {len({planned.customer_id for planned, _ in loaded.orders})}; sign in as ada, or grace",
    ]
    if loaded.foreign_products:
        lines.append(f"{loaded.foreign_products} products stood there with other contents and were left so")
    if loaded.refused_orders:
        lines.append(
            f"{loaded.refused_orders} orders were not placed: their products are sold out or archived here"
        )
    return "\n".join(lines)


def main() -> None:
    """Load into the database that the environment names; DynamoDB Local on this machine unless it says another."""
    for name, value in _development().items():
        os.environ[name] = os.environ.get(name) or value
    settings = from_environment(TableSettings)
    anchor = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        loaded = asyncio.run(load(settings, anchor))
    except DatabaseAway:
        sys.exit(
            f"No answer in time from {settings.dynamodb_endpoint_url}: "
            "start the database with 'make run', or set DYNAMODB_ENDPOINT_URL, and load again"
        )
    except CannotLoad as refusal:
        sys.exit(f"Nothing more was loaded: {refusal}")
    print(summary(loaded))


def _development() -> dict[str, str]:
    """What the environment need not say. Unlike the backend's, the endpoint is never AWS by default."""
    return {
        "ENVIRONMENT": "development",
        "DYNAMODB_ENDPOINT_URL": f"http://127.0.0.1:{os.environ.get('DYNAMODB_LOCAL_PORT') or 8000}",
        "AWS_ACCESS_KEY_ID": "development",
        "AWS_SECRET_ACCESS_KEY": "development",
    }


if __name__ == "__main__":
    main()
