"""The catalogue in memory: every product, archived ones too, in each order that staff sort by."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from chassis.live_view.collection import Collection, Item, Position
from chassis.live_view.words import words
from ops_bff.backend_api.contract import ProductView

Sort = Literal["name", "-name", "price", "-price", "available", "-available", "updated", "-updated"]
Status = Literal["ACTIVE", "ARCHIVED"]


class Tally(NamedTuple):
    """By what products are counted."""

    category: str
    status: str


_OFTEN = (
    b'{"product_id":"","sku":"","name":"","description":"","image_url":null,"image_url":"/images/products/","category":'
    b'"","price":{"amount_minor":,"currency":"USD"},"status":"ARCHIVED","status":"ACTIVE","stock":{"received":,'
    b'"available":,"reserved":0,"shipped":0},"low_stock_threshold":null,"version":1,"revision":1,"created_at":"2026-'
    b'T00:00:00Z","updated_at":"2026-T00:00:00Z"}'
)
"""What products' JSON has in common; it need not be exact, nor in order."""


class Entry(Item):
    """A product in the catalogue. All that staff see of it is three times what a shopper does: it is kept packed."""

    __slots__ = ("_packed", "in_stock", "low_stock")

    def __init__(self, product: ProductView, tally: Tally) -> None:
        """tally: the product's, one object for all that have the same."""
        available, threshold = product.stock.available, product.low_stock_threshold
        self.in_stock = available > 0
        self.low_stock = threshold is not None and available <= threshold
        super().__init__(
            revision=product.revision,
            json=product.model_dump_json().encode(),
            positions=(
                (" ".join(words(product.name)), product.product_id),
                (product.price.amount_minor, product.product_id),
                (available, product.product_id),
                (int(product.updated_at.timestamp() * 1_000_000), product.product_id),
            ),
            text=_said(product),
            tally=tally,
        )

    @property
    def json(self) -> bytes:
        unpacking = zlib.decompressobj(zdict=_OFTEN)
        return unpacking.decompress(self._packed)

    @json.setter
    def json(self, json: bytes) -> None:
        packing = zlib.compressobj(level=1, zdict=_OFTEN)
        self._packed = packing.compress(json) + packing.flush()

    def text(self) -> str:
        return _said(ProductView.model_validate_json(self.json))


def _said(product: ProductView) -> str:
    return " ".join((product.name, product.sku, product.category, product.description))


class Filter(NamedTuple):
    """Which products: all conditions hold at once. `starts` are beginnings of words, each of which must be found."""

    starts: tuple[str, ...] = ()
    category: str | None = None
    status: Status | None = None
    in_stock: bool | None = None
    low_stock: bool | None = None

    def admits(self, entry: Entry) -> bool:
        """Whether all but the words is as wanted."""
        category, status = entry.tally
        return (
            self.category in (None, category)
            and self.status in (None, status)
            and self.in_stock in (None, entry.in_stock)
            and self.low_stock in (None, entry.low_stock)
        )


_ORDERS = ("name", "price", "available", "updated")
"""What an entry's positions are places in the order of."""


class Catalogue(Collection[Entry, Tally]):
    """Products by id; they are counted by category and status."""

    def __init__(self) -> None:
        super().__init__(orders=len(_ORDERS))
        self._same: dict[Tally, Tally] = {}

    def apply(self, product: ProductView) -> str:
        """Takes in a product as it stood at its revision, unless a newer one is known; answers its id."""
        self.put(product.product_id, product.revision, lambda: self._entry(product))
        return product.product_id

    def after(
        self, position: Position | None, sort: Sort, wanted: Filter
    ) -> Iterator[tuple[Position, Entry]]:
        """The products that `wanted` admits, behind `position` (None: from the start), in the order of `sort`."""
        return self.walk(
            _ORDERS.index(sort.removeprefix("-")),
            backwards=sort.startswith("-"),
            behind=position,
            starts=wanted.starts,
            admits=wanted.admits,
        )

    def _entry(self, product: ProductView) -> Entry:
        tally = Tally(product.category, str(product.status))
        return Entry(product, self._same.setdefault(tally, tally))
