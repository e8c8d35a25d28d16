"""The inbox that operations share."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from backend.access import OpsAgent
from backend.notices.dependencies import ToListNotices, ToMarkNoticeRead
from backend.notices.schemas import NoticePageView, NoticeView
from backend.problems import Contended, DatabaseUnavailable, NotAllowed, NotFound, NotSignedIn
from backend.schemas import PageCursor, PageLimit
from chassis.cursors import InvalidCursor
from chassis.problems import documented

router = APIRouter(
    prefix="/notices", tags=["notices"], responses=documented(NotSignedIn, NotAllowed, DatabaseUnavailable)
)


@router.get("", response_model=NoticePageView, responses=documented(InvalidCursor))
async def list_notices(
    agent: OpsAgent,
    list_notices: ToListNotices,
    unread: Annotated[bool, Query(description="Only what nobody has read.")] = False,
    limit: Annotated[PageLimit, Query()] = 20,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> NoticePageView:
    """What operations should hear of, newest first, for thirty days."""
    page = await list_notices(unread_only=unread, limit=limit, cursor=cursor)
    return NoticePageView.model_validate(page)


@router.post(
    "/{notice_id}/reading",
    response_model=NoticeView,
    responses=documented(NotFound, Contended, DatabaseUnavailable),
)
async def mark_notice_read(agent: OpsAgent, notice_id: UUID, mark_read: ToMarkNoticeRead) -> NoticeView:
    """Say that a notice has been read: by you, for everybody. One that is read already stays as it is."""
    return NoticeView.model_validate(await mark_read(str(notice_id), agent.actor))
