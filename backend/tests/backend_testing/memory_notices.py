"""The inbox in memory, with what the port promises."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime

from backend.contention import Contended
from backend.notices.domain.notice import Notice


@dataclass
class MemoryNotices:
    """`Notices` in memory. The next `conflicts` readings are refused as `Contended`."""

    kept: dict[str, Notice] = field(default_factory=dict)
    conflicts: int = 0

    async def add(self, notice: Notice) -> None:
        self.kept[notice.notice_id] = notice

    async def newest(self, *, unread_only: bool, low: str, high: str, limit: int) -> list[Notice]:
        await asyncio.sleep(0)
        found = [
            notice
            for notice_id, notice in self.kept.items()
            if low <= notice_id <= high and not (unread_only and notice.read_at)
        ]
        return sorted(found, key=lambda notice: notice.notice_id, reverse=True)[:limit]

    async def mark_read(self, notice_id: str, by: str, at: datetime) -> Notice | None:
        await asyncio.sleep(0)
        if self.conflicts:
            self.conflicts -= 1
            raise Contended
        notice = self.kept.get(notice_id)
        if notice is not None and notice.read_at is None:
            notice = self.kept[notice_id] = replace(notice, read_at=at, read_by=by)
        return notice
