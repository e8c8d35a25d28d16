"""What staff see of commands that are carried out later."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from backend.access import OpsAgent
from backend.operations.dependencies import AllOperations, ToListOperations
from backend.operations.domain.errors import OperationNotFound
from backend.operations.schemas import OperationPageView, OperationView
from backend.problems import DatabaseUnavailable, NotAllowed, NotFound, NotSignedIn
from backend.schemas import PageCursor, PageLimit
from chassis.cursors import InvalidCursor
from chassis.problems import documented

router = APIRouter(
    prefix="/operations",
    tags=["operations"],
    responses=documented(NotSignedIn, NotAllowed, DatabaseUnavailable),
)


@router.get("", response_model=OperationPageView, responses=documented(InvalidCursor))
async def list_operations(
    agent: OpsAgent,
    list_operations: ToListOperations,
    limit: Annotated[PageLimit, Query()] = 20,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> OperationPageView:
    """Commands that a worker has begun, newest first; kept for 90 days."""
    return OperationPageView.model_validate(await list_operations(limit, cursor))


@router.get("/{operation_id}", response_model=OperationView, responses=documented(NotFound))
async def get_operation(agent: OpsAgent, operation_id: UUID, operations: AllOperations) -> OperationView:
    """One command and how far it is. One that no worker has begun is not known here."""
    operation = await operations.get(str(operation_id))
    if operation is None:
        raise OperationNotFound(str(operation_id))
    return OperationView.model_validate(operation)
