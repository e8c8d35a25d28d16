"""Answers from a collection in memory, each saying how fresh it is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Generic

from starlette.responses import Response

from chassis.etags import if_none_match_matches
from chassis.live_feed.feed import LiveFeed
from chassis.live_view.collection import Collection, I
from chassis.live_view.freshness import Freshness, Thing
from chassis.live_view.pages import Page, page_of

FRESHNESS = {
    "Age": {
        "description": "Seconds since this was known to be how things stand.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "Warning": {
        "description": '`110 - "Response is Stale"` when it cannot be brought up to date for now (RFC 7234).',
        "schema": {"type": "string"},
    },
}
"""`headers=` of an answer in the OpenAPI document."""
_STALE = '110 - "Response is Stale"'
_FEED_WITHIN_SECONDS = 2.0
"""So long the first reading waits for the live feed: one that began before it would not do."""


class LiveView(Generic[I, Thing]):
    """What a service shows without asking its source each time."""

    def __init__(self, collection: Collection[I, Any], freshness: Freshness[Thing]) -> None:
        self._collection = collection
        self._freshness = freshness

    async def renew(self) -> None:
        """Brings the collection up to date if it may be. Raises UpstreamUnavailable when there is none."""
        await self._freshness.renew()

    def take(self, thing: Thing) -> None:
        """Takes in a thing as a change has just left it: whoever made it here sees it here at once."""
        self._freshness.take(thing)

    def current(self, key: str) -> Page | None:
        """The thing as it stands; None when that is not known here, and has to be asked for."""
        item = self._collection.get(key) if self._freshness.live else None
        return page_of(item.json) if item else None

    def remembered(self, key: str) -> bytes | None:
        """The thing as JSON, as it was when last seen; None when it is not known to be listed."""
        item = self._collection.get(key)
        return item.json if item else None

    def answer(self, page: Page, if_none_match: str | None) -> Response:
        """The answer with `page`, or 304 when the client has it."""
        headers = {"ETag": page.etag, "Age": str(self._freshness.age_seconds)}
        if self._freshness.stale:
            headers["Warning"] = _STALE
        if if_none_match is not None and if_none_match_matches(if_none_match, page.etag[1:-1]):
            return Response(status_code=304, headers=headers)
        return Response(page.body, headers=headers, media_type="application/json")

    def answer_stale(self, body: bytes) -> Response:
        """The answer with `body`, which could not be held against what the source has."""
        headers = {"Age": str(self._freshness.age_seconds), "Warning": _STALE}
        return Response(body, headers=headers, media_type="application/json")


@asynccontextmanager
async def kept_fresh(
    freshness: Freshness[Any], feed: LiveFeed | None
) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """While a service serves. What is yielded is awaited once the source has answered: it reads all for the first
    time, so that there is something to show should the source go away before anybody has looked."""
    if feed is not None:
        freshness.fed_until = lambda: feed.whole_as_of

    async def begin() -> None:
        if feed is not None:
            feed.start()
            await feed.placed(within_seconds=_FEED_WITHIN_SECONDS)
        await freshness.begin()

    try:
        yield begin
    finally:
        await freshness.stop()
