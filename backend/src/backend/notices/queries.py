"""The inbox, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from backend.clock import Now
from backend.notices.domain.notice import KEPT, Notice
from backend.notices.domain.notices import Notices
from backend.timed_ids import first_id
from chassis.cursors import Cursors

_HIGHEST = "g"
"""Above every id."""


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Some notices, and the cursor of the page behind them (None at the end)."""

    items: list[Notice]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ListNotices:
    """The notices of the last thirty days: whatever DynamoDB has not come to remove yet is left out."""

    notices: Notices
    cursors: Cursors
    now: Now

    async def __call__(self, *, unread_only: bool, limit: int, cursor: str | None) -> NoticePage:
        """At most `limit` notices. Raises `InvalidCursor`."""
        listing = "notices unread" if unread_only else "notices"
        after = self.cursors.read(listing, cursor) if cursor else None
        low = first_id(self.now() - KEPT)
        if after is not None and after < low:
            return NoticePage([], None)  # DynamoDB refuses a span that ends before it begins
        # One more says whether there is another page, and one may be the last of the page before.
        found = await self.notices.newest(
            unread_only=unread_only, low=low, high=after or _HIGHEST, limit=limit + 2
        )
        fresh = [notice for notice in found if notice.notice_id != after]
        page = fresh[:limit]
        more = len(fresh) > limit
        return NoticePage(page, self.cursors.issue(listing, page[-1].notice_id) if more else None)
