"""Pages of the catalogue as ready-made bytes."""

from __future__ import annotations

import json
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from chassis.cursors import Cursors
from customer_bff.products.catalogue import Catalogue, Filter, Sort
from customer_bff.products.words import words

MOST_PAGES_KEPT = 1000


class Query(NamedTuple):
    """What a customer looks for."""

    search: str | None = None
    category: str | None = None
    sort: Sort = "name"
    in_stock: bool | None = None
    limit: int = 20
    cursor: str | None = None


class Page(NamedTuple):
    """Products as JSON; `etag` is a hash of it, the same whichever instance made it."""

    body: bytes
    etag: str


class Listing:
    """Makes pages, and keeps them as long as the catalogue does not change."""

    def __init__(self, catalogue: Catalogue, cursors: Cursors) -> None:
        self._catalogue = catalogue
        self._cursors = cursors
        self._pages: dict[bytes, Page] = {}
        self._generation = -1

    def ready(self, asked: bytes) -> Page | None:
        """The page that was made for the same query string of the catalogue as it is, if it is still kept."""
        if self._generation != self._catalogue.generation or len(self._pages) >= MOST_PAGES_KEPT:
            self._pages.clear()
            self._generation = self._catalogue.generation
        return self._pages.get(asked)

    def page(self, query: Query, asked: bytes) -> Page:
        """The page of the catalogue as it is; it is kept for `asked`. Raises `InvalidCursor`."""
        page = self.ready(asked)
        if page is None:
            page = self._pages[asked] = self._make(query)
        return page

    def _make(self, query: Query) -> Page:
        wanted = Filter(tuple(dict.fromkeys(words(query.search or ""))), query.category, query.in_stock)
        listing = f"products {query.sort} {wanted!r}"
        read = self._cursors.read(listing, query.cursor) if query.cursor is not None else None
        after = (read[0], read[1]) if read else None
        found = list(islice(self._catalogue.after(after, query.sort, wanted), query.limit + 1))
        shown = found[: query.limit]
        more = len(found) > query.limit
        cursor = self._cursors.issue(listing, shown[-1][0]) if more else None
        body = b'{"items":[%b],"next_cursor":%b}' % (
            b",".join(entry.json for _, entry in shown),
            json.dumps(cursor).encode(),
        )
        return page_of(body)


def page_of(body: bytes) -> Page:
    return Page(body, f'"{blake2b(body, digest_size=12).hexdigest()}"')
