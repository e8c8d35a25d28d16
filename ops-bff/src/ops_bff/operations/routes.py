"""What staff see of queued changes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from chassis.cursors import InvalidCursor
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from ops_bff.access import OpsAgent
from ops_bff.backend_api.client import Backend
from ops_bff.backend_api.contract import OperationPageView, OperationView
from ops_bff.operations.receipts import Receipts
from ops_bff.problems import NotFound

router = APIRouter(
    prefix="/api/operations",
    tags=["operations"],
    responses=documented(UpstreamUnavailable, UpstreamFault),
)


async def _receipts(request: Request) -> Receipts:
    receipts: Receipts = request.app.state.receipts
    return receipts


@router.get("", response_model=OperationPageView, responses=documented(InvalidCursor))
async def list_operations(
    agent: OpsAgent,
    backend: Backend,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> OperationPageView:
    """Queued changes that have been begun, newest first; kept for 90 days."""
    return await backend.list_operations(agent, limit, cursor)


@router.get("/{operation_id}", response_model=OperationView, responses=documented(NotFound))
async def get_operation(
    agent: OpsAgent,
    operation_id: Annotated[
        str, Path(max_length=2000, description="An operation's id, or its name in the `Location` of a 202.")
    ],
    backend: Backend,
    receipts: Annotated[Receipts, Depends(_receipts)],
) -> OperationView:
    """One queued change and how far it is.

    By the name in its `Location` it is QUEUED until somebody can say more, even with the backend away.
    """
    known_as, queued = receipts.read(operation_id)
    try:
        return await backend.get_operation(agent, known_as)
    except (NotFound, UpstreamUnavailable):
        if queued is None:
            raise
        return queued
