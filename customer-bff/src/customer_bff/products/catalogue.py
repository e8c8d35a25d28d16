"""The catalogue in memory: every product that is for sale, in each order that the shop sorts by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Set
from typing import Literal, NamedTuple

from customer_bff.backend_api import contract
from customer_bff.products.views import product_view
from customer_bff.products.words import words

Sort = Literal["name", "-name", "price", "-price", "newest"]
Position = tuple[str | int, str]
"""A place in a sorted order: what it sorts by, then the product's id, so that no two places are the same."""


class Entry:
    """A product in the catalogue. `json` is its view as the shop sends it, in UTF-8."""

    __slots__ = ("category", "in_stock", "json", "positions", "revision", "text")

    def __init__(self, product: contract.ProductView) -> None:
        self.revision = product.revision
        self.category = product.category
        self.in_stock = product.stock.available > 0
        self.json = product_view(product).model_dump_json().encode()
        self.positions: tuple[Position, Position, Position] = (
            (" ".join(words(product.name)), product.product_id),
            (product.price.amount_minor, product.product_id),
            (int(product.created_at.timestamp() * 1_000_000), product.product_id),
        )
        said = " ".join((product.name, product.sku, product.category, product.description))
        # Each word once, with a space before it: a word that starts with "tum" is found as " tum".
        self.text = "".join(f" {word}" for word in dict.fromkeys(words(said)))


class Filter(NamedTuple):
    """Which products: all conditions hold at once. `starts` are beginnings of words, each of which must be found."""

    starts: tuple[str, ...] = ()
    category: str | None = None
    in_stock: bool | None = None

    def admits(self, entry: Entry) -> bool:
        return (
            (self.category is None or entry.category == self.category)
            and (self.in_stock is None or entry.in_stock == self.in_stock)
            and all(f" {start}" in entry.text for start in self.starts)
        )


_ORDERS: dict[Sort, tuple[int, bool]] = {
    "name": (0, False),
    "-name": (0, True),
    "price": (1, False),
    "-price": (1, True),
    "newest": (2, True),
}
"""Which of an entry's positions each sort goes by, and whether backwards."""


class Catalogue:
    """Products by id and in order; `generation` moves with every change, so that answers made of it can be kept."""

    def __init__(self) -> None:
        self.generation = 0
        self._entries: dict[str, Entry] = {}
        self._archived: dict[str, int] = {}
        """Revisions of products that are not for sale, so that older news does not bring them back."""
        self._orders: tuple[list[Position], list[Position], list[Position]] = ([], [], [])

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, product_id: str) -> Entry | None:
        return self._entries.get(product_id)

    def apply(self, product: contract.ProductView) -> None:
        """Takes in a product as it stood at its revision; what is older than what is known changes nothing."""
        product_id = product.product_id
        known = self._entries.get(product_id)
        revision = known.revision if known else self._archived.get(product_id, 0)
        if product.revision <= revision:
            return
        if product.status == "ACTIVE":
            entry = Entry(product)
            if known is not None and known.positions == entry.positions:
                # A sale, as most changes are: it stands where it stood.
                entry.positions = known.positions
                self._entries[product_id] = entry
                self.generation += 1
                return
            self.remove(product_id)
            self._entries[product_id] = entry
            for order, position in zip(self._orders, entry.positions, strict=True):
                insort(order, position)
            self.generation += 1
        else:
            self.remove(product_id)
            self._archived[product_id] = product.revision

    def remove(self, product_id: str) -> None:
        """Forgets a product; one that is not there is no error."""
        self._archived.pop(product_id, None)
        entry = self._entries.pop(product_id, None)
        if entry is None:
            return
        for order, position in zip(self._orders, entry.positions, strict=True):
            del order[bisect_left(order, position)]
        self.generation += 1

    def retain(self, product_ids: Set[str]) -> None:
        """Forgets every product that is not one of these."""
        for product_id in (self._entries.keys() | self._archived.keys()) - product_ids:
            self.remove(product_id)

    def after(
        self, position: Position | None, sort: Sort, wanted: Filter
    ) -> Iterator[tuple[Position, Entry]]:
        """The products that `wanted` admits, behind `position` (None: from the start), in the order of `sort`.

        The catalogue must not change meanwhile.
        """
        which, backwards = _ORDERS[sort]
        order = self._orders[which]
        if backwards:
            end = len(order) if position is None else bisect_left(order, position)
            indexes = range(end - 1, -1, -1)
        else:
            indexes = range(0 if position is None else bisect_right(order, position), len(order))
        for index in indexes:
            entry = self._entries[order[index][1]]
            if wanted.admits(entry):
                yield order[index], entry
