"""Pages of a collection as ready-made bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from chassis.cursors import Cursors
from chassis.live_view.collection import Collection, I, Position

MOST_PAGES_KEPT = 1000

C = TypeVar("C", bound=Collection[Any, Any])


class Page(NamedTuple):
    """JSON; `etag` is a hash of it, the same whichever instance made it."""

    body: bytes
    etag: str


class Pages(Generic[C]):
    """Makes pages, and keeps them as long as the collection does not change."""

    def __init__(self, collection: C, cursors: Cursors) -> None:
        self._collection = collection
        self._cursors = cursors
        self._pages: dict[bytes, Page] = {}
        self._generation = -1

    def ready(self, asked: bytes) -> Page | None:
        """The page that was made for the same query string of the collection as it is, if it is still kept."""
        if self._generation != self._collection.generation or len(self._pages) >= MOST_PAGES_KEPT:
            self._pages.clear()
            self._generation = self._collection.generation
        return self._pages.get(asked)

    def kept(self, asked: bytes, make: Callable[[], Page]) -> Page:
        """The page of the collection as it is; it is kept for the query string `asked`."""
        page = self.ready(asked)
        if page is None:
            page = self._pages[asked] = make()
        return page

    def made(
        self,
        listing: str,
        limit: int,
        cursor: str | None,
        walk: Callable[[Position | None], Iterator[tuple[Position, I]]],
    ) -> Page:
        """At most `limit` items of what `walk` yields behind a position, and the cursor of the page behind them.

        listing: its name, filter and sort, for which alone cursors are good. Raises `InvalidCursor`.
        """
        read = self._cursors.read(listing, cursor) if cursor is not None else None
        found = list(islice(walk((read[0], read[1]) if read else None), limit + 1))
        shown = found[:limit]
        following = self._cursors.issue(listing, shown[-1][0]) if len(found) > limit else None
        body = b'{"items":[%b],"next_cursor":%b}' % (
            b",".join(item.json for _, item in shown),
            json.dumps(following).encode(),
        )
        return page_of(body)


def page_of(body: bytes) -> Page:
    return Page(body, f'"{blake2b(body, digest_size=12).hexdigest()}"')
