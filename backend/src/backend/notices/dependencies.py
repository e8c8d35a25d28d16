"""Use cases of notices, made for one request."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from backend.clock import utc_now
from backend.notices.queries import ListNotices
from backend.notices.use_cases.mark_notice_read import MarkNoticeRead


async def _list_notices(request: Request) -> ListNotices:
    state = request.app.state
    return ListNotices(state.notices, state.cursors, utc_now)


async def _mark_notice_read(request: Request) -> MarkNoticeRead:
    return MarkNoticeRead(request.app.state.notices, utc_now)


ToListNotices = Annotated[ListNotices, Depends(_list_notices)]
ToMarkNoticeRead = Annotated[MarkNoticeRead, Depends(_mark_notice_read)]
