"""Pages of what is kept for a while under timed ids, newest first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from backend.timed_ids import first_id
from chassis.cursors import Cursors

_HIGHEST = "g"
"""Above every id."""

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which list a page is asked for: `oldest` is the time before which nothing is kept."""

    listing: str
    oldest: datetime
    limit: int
    cursor: str | None


async def timed_page(
    cursors: Cursors,
    place: Place,
    newest: Callable[[str, str, int], Awaitable[Sequence[Kept]]],
    id_of: Callable[[Kept], str],
) -> tuple[list[Kept], str | None]:
    """At most `limit` of them, and the cursor of the page behind them (None at the end). Raises `InvalidCursor`.

    `newest`: those from one id to another, both included, newest first, so many at most. What DynamoDB has not come to
    remove yet is left out.
    """
    after = cursors.read(place.listing, place.cursor) if place.cursor else None
    low = first_id(place.oldest)
    if after is not None and after < low:
        return [], None  # DynamoDB refuses a span that ends before it begins
    # One more says whether there is another page, and one may be the last of the page before.
    found = await newest(low, after or _HIGHEST, place.limit + 2)
    fresh = [one for one in found if id_of(one) != after]
    page = fresh[: place.limit]
    more = len(fresh) > place.limit
    return page, cursors.issue(place.listing, id_of(page[-1])) if more else None
