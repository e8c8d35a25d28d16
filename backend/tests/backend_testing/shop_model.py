"""What products and orders must be after a history, kept in plain counters and written without looking at the code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class ModelProduct:
    price: int
    available: int
    reserved: int = 0
    shipped: int = 0
    version: int = 1
    active: bool = True

    @property
    def stock(self) -> dict[str, int]:
        received = self.available + self.reserved + self.shipped
        return {
            "received": received,
            "available": self.available,
            "reserved": self.reserved,
            "shipped": self.shipped,
        }


@dataclass
class ModelParcel:
    key: str
    contents: dict[str, int]
    arrived: bool = False


@dataclass
class ModelOrder:
    by: str
    key: str
    wanted: dict[str, int]
    expected_total: int | None
    body: bytes
    status: str = "PROCESSING"
    version: int = 1
    closed: bool = False
    parcels: dict[str, ModelParcel] = field(default_factory=dict)

    @property
    def left(self) -> dict[str, int]:
        """What no parcel carries."""
        left = Counter(self.wanted)
        for parcel in self.parcels.values():
            left.subtract(parcel.contents)
        return {product_id: quantity for product_id, quantity in left.items() if quantity}


@dataclass
class ShopModel:
    """Each method says what must be answered, and moves the model as the answer moves the shop."""

    products: dict[str, ModelProduct] = field(default_factory=dict)
    orders: dict[str, ModelOrder] = field(default_factory=dict)

    def refusal(self, wanted: dict[str, int], expected_total: int | None) -> str | None:
        """The code that an order must be refused with, if any."""
        if any(not self.products[p].active for p in wanted):
            return "product_unavailable"
        if any(self.products[p].available < quantity for p, quantity in wanted.items()):
            return "insufficient_stock"
        total = sum(self.products[p].price * quantity for p, quantity in wanted.items())
        return "price_changed" if expected_total not in (None, total) else None

    def place(self, order_id: str, order: ModelOrder) -> None:
        self.orders[order_id] = order
        for product_id, quantity in order.wanted.items():
            self.products[product_id].available -= quantity
            self.products[product_id].reserved += quantity

    def cancel(self, order: ModelOrder) -> int:
        if order.status == "CANCELLED":
            return 200
        if order.status != "PROCESSING" or order.parcels:
            return 409
        self._release(order)
        return self._moved(order, "CANCELLED")

    def ship(self, order: ModelOrder, key: str, contents: dict[str, int] | None) -> int:
        left = order.left
        contents = left if contents is None else contents
        if order.status != "PROCESSING" or any(q > left.get(p, 0) for p, q in contents.items()):
            return 409
        for product_id, quantity in contents.items():
            self.products[product_id].reserved -= quantity
            self.products[product_id].shipped += quantity
        order.parcels[key] = ModelParcel(key, contents)
        self._moved(order, "PROCESSING" if order.left else "SHIPPED")
        return 201

    def close(self, order: ModelOrder) -> int:
        if order.closed:
            return 200
        if order.status != "PROCESSING" or not order.parcels:
            return 409
        self._release(order)
        order.closed = True
        return self._moved(order, "SHIPPED")

    def deliver(self, order: ModelOrder) -> int:
        if order.status == "DELIVERED":
            return 200
        if order.status != "SHIPPED":
            return 409
        for parcel in order.parcels.values():
            parcel.arrived = True
        return self._moved(order, "DELIVERED")

    def arrive(self, order: ModelOrder, parcel: ModelParcel) -> int:
        if parcel.arrived:
            return 200
        parcel.arrived = True
        all_there = all(each.arrived for each in order.parcels.values())
        return self._moved(order, "DELIVERED" if all_there and order.status == "SHIPPED" else order.status)

    def _release(self, order: ModelOrder) -> None:
        for product_id, quantity in order.left.items():
            self.products[product_id].reserved -= quantity
            self.products[product_id].available += quantity

    @staticmethod
    def _moved(order: ModelOrder, status: str) -> int:
        order.status = status
        order.version += 1
        return 200
