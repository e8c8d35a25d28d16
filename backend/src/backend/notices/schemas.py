"""Notices on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from backend.schemas import View


class NoticeView(View):
    """Something that operations should hear of. No customer is named in it."""

    notice_id: str
    type: str = Field(
        description="`order.placed`, `product.ran_low`, `import.finished`, …: show others by their name",
        examples=["order.placed"],
    )
    at: datetime
    data: dict[str, Any] = Field(description="What it is about, by its type")
    read_at: datetime | None = Field(description="null: nobody has read it")
    read_by: str | None = Field(description="`ops:NAME` of whoever read it first")


class NoticePageView(View):
    """Some notices, newest first. `next_cursor` leads to older ones; null at the end."""

    items: list[NoticeView]
    next_cursor: str | None
