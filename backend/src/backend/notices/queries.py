"""The inbox, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from backend.clock import Now
from backend.notices.domain.notice import KEPT, Notice
from backend.notices.domain.notices import Notices
from backend.timed_pages import Place, timed_page
from chassis.cursors import Cursors


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

        async def newest(low: str, high: str, limit: int) -> list[Notice]:
            return await self.notices.newest(unread_only=unread_only, low=low, high=high, limit=limit)

        listing = "notices unread" if unread_only else "notices"
        place = Place(listing, self.now() - KEPT, limit, cursor)
        return NoticePage(*await timed_page(self.cursors, place, newest, lambda notice: notice.notice_id))
