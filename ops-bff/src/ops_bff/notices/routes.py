"""The inbox that operations share."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from chassis.cursors import InvalidCursor
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from ops_bff.access import OpsAgent
from ops_bff.backend_api.client import Backend
from ops_bff.backend_api.contract import NoticePageView, NoticeView
from ops_bff.problems import NotFound

router = APIRouter(
    prefix="/api/notices",
    tags=["notices"],
    responses=documented(UpstreamUnavailable, UpstreamFault),
)


@router.get("", response_model=NoticePageView, responses=documented(InvalidCursor))
async def list_notices(
    agent: OpsAgent,
    backend: Backend,
    unread: Annotated[bool, Query(description="Only what nobody has read.")] = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> NoticePageView:
    """What operations should hear of, newest first, for thirty days."""
    return await backend.list_notices(agent, unread=unread, limit=limit, cursor=cursor)


@router.post("/{notice_id}/reading", response_model=NoticeView, responses=documented(NotFound))
async def mark_notice_read(agent: OpsAgent, notice_id: UUID, backend: Backend) -> NoticeView:
    """Say that a notice has been read: by you, for everybody. One that is read already stays as it is."""
    return await backend.mark_notice_read(agent, notice_id)
