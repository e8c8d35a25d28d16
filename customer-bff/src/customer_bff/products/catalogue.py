"""The catalogue in memory: every product that is for sale, in each order that the shop sorts by."""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern
from typing import Literal, NamedTuple

from chassis.live_view.collection import Collection, Item, Position
from chassis.live_view.words import words
from customer_bff.backend_api import contract
from customer_bff.products.views import Product, product_view

Sort = Literal["name", "-name", "price", "-price", "newest"]


class Entry(Item):
    """A product in the catalogue."""

    __slots__ = ("category", "in_stock")

    def __init__(self, product: contract.ProductView) -> None:
        self.category = intern(product.category)
        self.in_stock = product.stock.available > 0
        super().__init__(
            revision=product.revision,
            json=product_view(product).model_dump_json().encode(),
            positions=(
                (" ".join(words(product.name)), product.product_id),
                (product.price.amount_minor, product.product_id),
                (int(product.created_at.timestamp() * 1_000_000), product.product_id),
            ),
            text=_said(product),
            tally=self.category,
        )

    def text(self) -> str:
        return _said(Product.model_validate_json(self.json))


def _said(product: contract.ProductView | Product) -> str:
    return " ".join((product.name, product.sku, product.category, product.description))


class Filter(NamedTuple):
    """Which products: all conditions hold at once. `starts` are beginnings of words, each of which must be found."""

    starts: tuple[str, ...] = ()
    category: str | None = None
    in_stock: bool | None = None

    def admits(self, entry: Entry) -> bool:
        """Whether category and stock are as wanted."""
        return (self.category is None or entry.category == self.category) and (
            self.in_stock is None or entry.in_stock == self.in_stock
        )


_ORDERS: dict[Sort, tuple[int, bool]] = {
    "name": (0, False),
    "-name": (0, True),
    "price": (1, False),
    "-price": (1, True),
    "newest": (2, True),
}
"""Which of an entry's positions each sort goes by, and whether backwards."""


class Catalogue(Collection[Entry, str]):
    """Products by id; they are counted by category."""

    def __init__(self) -> None:
        super().__init__(orders=3)

    def apply(self, product: contract.ProductView) -> str:
        """Takes in a product as it stood at its revision, unless a newer one is known; answers its id."""
        on_sale = product.status == "ACTIVE"
        self.put(product.product_id, product.revision, lambda: Entry(product) if on_sale else None)
        return product.product_id

    def after(
        self, position: Position | None, sort: Sort, wanted: Filter
    ) -> Iterator[tuple[Position, Entry]]:
        """The products that `wanted` admits, behind `position` (None: from the start), in the order of `sort`."""
        order, backwards = _ORDERS[sort]
        return self.walk(
            order, backwards=backwards, behind=position, starts=wanted.starts, admits=wanted.admits
        )
