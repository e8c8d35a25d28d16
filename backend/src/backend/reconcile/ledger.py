"""What the orders say that each product's counters must be, against what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend.orders.domain.order import Order, OrderStatus
from backend.products.domain.product import Product


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """Something that is not as it must be: `subject` is `order ID`, `product ID` or `pointer KEY`."""

    subject: str
    rule: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.rule}: expected {self.expected}, found {self.found}"


@dataclass(slots=True)
class Ledger:
    """Takes in every order, tracking pointer and product once, in any order, and then lists the differences.

    It keeps two counts a product and one pointer key a tracked parcel, however many orders there are.
    """

    _reserved: Counter[str] = field(default_factory=Counter)
    _shipped: Counter[str] = field(default_factory=Counter)
    _products: dict[str, Product] = field(default_factory=dict)
    _pointers: set[str] = field(default_factory=set)
    _expected_pointers: set[str] = field(default_factory=set)
    _found: list[Difference] = field(default_factory=list)
    orders: int = 0

    @property
    def products(self) -> int:
        return len(self._products)

    def add_product(self, product: Product) -> None:
        self._products[product.product_id] = product

    def add_pointer(self, key: str) -> None:
        self._pointers.add(key)

    def add_order(self, order: Order, pointers: set[str]) -> None:
        """Take in an order, with the keys that the pointers to its tracked parcels must have."""
        self.orders += 1
        self._expected_pointers |= pointers
        for shipment in order.shipments:
            self._shipped.update({line.product_id: line.quantity for line in shipment.lines})
        if order.status == OrderStatus.PROCESSING:
            self._reserved.update(order.unshipped())
        self._found += _order_differences(order)

    def differences(self) -> list[Difference]:
        """Everything that is not as it must be, sorted; empty when all is well."""
        found = [*self._found, *self._stock_differences(), *self._pointer_differences()]
        return sorted(found)

    def _stock_differences(self) -> Iterator[Difference]:
        for product_id in (self._reserved.keys() | self._shipped.keys()) - self._products.keys():
            yield Difference(f"product {product_id}", "named by an order", "a product", "none")
        for product_id, product in self._products.items():
            stock = product.stock
            checks = (
                ("received = available + reserved + shipped", stock.received,
                 stock.available + stock.reserved + stock.shipped),
                ("reserved = what open orders have not shipped", self._reserved[product_id], stock.reserved),
                ("shipped = what shipments carry", self._shipped[product_id], stock.shipped),
            )  # fmt: skip
            for rule, expected, found in checks:
                if expected != found:
                    yield Difference(f"product {product_id}", rule, str(expected), str(found))
            lowest = min(stock.received, stock.available, stock.reserved, stock.shipped)
            if lowest < 0:
                yield Difference(
                    f"product {product_id}", "no counter is below zero", "0 or more", str(lowest)
                )

    def _pointer_differences(self) -> Iterator[Difference]:
        for key in self._expected_pointers - self._pointers:
            yield Difference(f"pointer {key}", "each tracked parcel has one", "a pointer", "none")
        for key in self._pointers - self._expected_pointers:
            yield Difference(f"pointer {key}", "leads to a parcel", "a parcel", "none")


def _order_differences(order: Order) -> Iterator[Difference]:
    subject = f"order {order.order_id}"
    versions = [entry.version for entry in order.timeline]
    if versions != list(range(1, len(versions) + 1)):
        yield Difference(subject, "the timeline has no gap", f"1 to {len(versions)}", str(versions))
    total = sum(line.unit_price.amount_minor * line.quantity for line in order.lines)
    if total != order.total.amount_minor:
        yield Difference(subject, "total = sum of its lines", str(total), str(order.total.amount_minor))
    ordered = Counter({line.product_id: line.quantity for line in order.lines})
    sent: Counter[str] = Counter()
    for shipment in order.shipments:
        sent.update({line.product_id: line.quantity for line in shipment.lines})
    for product_id, quantity in sent.items():
        if quantity > ordered[product_id]:
            yield Difference(
                subject,
                f"ships no more of {product_id} than ordered",
                str(ordered[product_id]),
                str(quantity),
            )
    closed = any(entry.type == "order.closed" for entry in order.timeline)
    complete = order.shipments != () and (closed or not order.unshipped())
    if (order.status in (OrderStatus.SHIPPED, OrderStatus.DELIVERED)) != complete:
        yield Difference(subject, "SHIPPED when nothing is left to ship", str(complete), str(order.status))
    if order.status == OrderStatus.CANCELLED and order.shipments:
        yield Difference(subject, "a cancelled order has no shipment", "0", str(len(order.shipments)))
