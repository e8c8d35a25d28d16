"""Somebody of operations has read a notice."""

from __future__ import annotations

from dataclasses import dataclass

from backend.clock import Now
from backend.contention import Contended, attempts
from backend.notices.domain.errors import NoticeNotFound
from backend.notices.domain.notice import Notice
from backend.notices.domain.notices import Notices


@dataclass(frozen=True, slots=True)
class MarkNoticeRead:
    """Mark the notice as read, for everybody. One that is read stays as whoever read it first has left it."""

    notices: Notices
    now: Now

    async def __call__(self, notice_id: str, reader: str) -> Notice:
        """Raises `NoticeNotFound`, and `OutOfTime`."""
        async for _ in attempts():
            try:
                read = await self.notices.mark_read(notice_id, reader, self.now())
            except Contended:
                continue
            if read is None:
                raise NoticeNotFound(notice_id)
            return read
        raise AssertionError("attempts() ends by returning or raising")
