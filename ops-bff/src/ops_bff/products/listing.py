"""Pages of the catalogue."""

from __future__ import annotations

from typing import NamedTuple

from chassis.live_view.pages import Page, Pages, page_of
from chassis.live_view.words import words
from ops_bff.products.catalogue import Catalogue, Filter, Sort, Status, Tally
from ops_bff.products.views import Category, CategoryList


class Query(NamedTuple):
    """What staff look for."""

    search: str | None = None
    category: str | None = None
    status: Status | None = None
    in_stock: bool | None = None
    low_stock: bool | None = None
    sort: Sort = "name"
    limit: int = 20
    cursor: str | None = None


class Listing(Pages[Catalogue]):
    """Of all products."""

    def page(self, query: Query, asked: bytes) -> Page:
        """The page for `query`, kept for the query string `asked`. Raises `InvalidCursor`."""
        return self.kept(asked, lambda: self._make(query))

    def categories(self) -> Page:
        """Every category that has a product, by name, with how many it has of each status."""
        tallies = self._collection.tallies
        items = [
            Category(
                category=category,
                active=tallies[Tally(category, "ACTIVE")],
                archived=tallies[Tally(category, "ARCHIVED")],
            )
            for category in sorted({tally.category for tally in tallies})
        ]
        return page_of(CategoryList(items=items).model_dump_json().encode())

    def _make(self, query: Query) -> Page:
        starts = tuple(dict.fromkeys(words(query.search or "")))
        wanted = Filter(starts, query.category, query.status, query.in_stock, query.low_stock)
        return self.made(
            f"products {query.sort} {wanted!r}",
            query.limit,
            query.cursor,
            lambda position: self._collection.after(position, query.sort, wanted),
        )
