"""Pages of the catalogue."""

from __future__ import annotations

from typing import NamedTuple

from chassis.live_view.pages import Page, Pages, page_of
from chassis.live_view.words import words
from customer_bff.products.catalogue import Catalogue, Filter, Sort
from customer_bff.products.views import Category, CategoryList


class Query(NamedTuple):
    """What a customer looks for."""

    search: str | None = None
    category: str | None = None
    sort: Sort = "name"
    in_stock: bool | None = None
    limit: int = 20
    cursor: str | None = None


class Listing(Pages[Catalogue]):
    """Of the products that are for sale."""

    def page(self, query: Query, asked: bytes) -> Page:
        """The page for `query`, kept for the query string `asked`. Raises `InvalidCursor`."""
        return self.kept(asked, lambda: self._make(query))

    def categories(self) -> Page:
        """Every category that has a product for sale, by name, with how many it has."""
        items = [
            Category(category=category, products=products)
            for category, products in sorted(self._collection.tallies.items())
        ]
        return page_of(CategoryList(items=items).model_dump_json().encode())

    def _make(self, query: Query) -> Page:
        wanted = Filter(tuple(dict.fromkeys(words(query.search or ""))), query.category, query.in_stock)
        return self.made(
            f"products {query.sort} {wanted!r}",
            query.limit,
            query.cursor,
            lambda position: self._collection.after(position, query.sort, wanted),
        )
