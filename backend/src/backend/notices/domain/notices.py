"""The collection of all notices, as the use cases see it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from backend.notices.domain.notice import Notice


class Notices(Protocol):
    """Every notice that is kept."""

    async def newest(self, *, unread_only: bool, low: str, high: str, limit: int) -> list[Notice]:
        """The newest `limit` of those whose ids are from `low` to `high`, both included, newest first.

        None is missing or there twice because it is read meanwhile.
        """

    async def mark_read(self, notice_id: str, by: str, at: datetime) -> Notice | None:
        """The notice as it then stands: read, by whoever was first. None when there is none. Raises `Contended`."""
