"""What managers do with messages that kept failing."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Query

from chassis.cursors import InvalidCursor
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from ops_bff.access import OpsManager
from ops_bff.backend_api.client import Backend
from ops_bff.backend_api.contract import (
    DeadLetterPageView,
    DeadLetterView,
    RedriveMatchingRequest,
    RedrivenView,
    RedriveRequest,
)
from ops_bff.problems import DeadLetterSettled, EditRefused, NotFound

State = Literal["WAITING", "REDRIVING", "REDRIVEN", "DISCARDED"]

router = APIRouter(
    prefix="/api/dead-letters",
    tags=["dead letters"],
    responses=documented(UpstreamUnavailable, UpstreamFault),
)


@router.get("", response_model=DeadLetterPageView, responses=documented(InvalidCursor))
async def list_dead_letters(
    manager: OpsManager,
    backend: Backend,
    state: Annotated[State, Query()] = "WAITING",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> DeadLetterPageView:
    """Messages that kept failing, newest first; kept for 90 days."""
    return await backend.list_dead_letters(manager, state, limit, cursor)


@router.get("/{dead_letter_id}", response_model=DeadLetterView, responses=documented(NotFound))
async def get_dead_letter(manager: OpsManager, dead_letter_id: UUID, backend: Backend) -> DeadLetterView:
    """One message that kept failing, with what stopped it."""
    return await backend.get_dead_letter(manager, dead_letter_id)


@router.post("/redrive", response_model=RedrivenView)
async def redrive_matching_dead_letters(
    manager: OpsManager, body: RedriveMatchingRequest, backend: Backend
) -> RedrivenView:
    """Send all that match again as they were, at most 500 at once."""
    return await backend.redrive_matching_dead_letters(manager, body)


@router.post(
    "/{dead_letter_id}/redrive",
    response_model=DeadLetterView,
    responses=documented(NotFound, DeadLetterSettled, EditRefused),
)
async def redrive_dead_letter(
    manager: OpsManager,
    dead_letter_id: UUID,
    backend: Backend,
    body: Annotated[RedriveRequest | None, Body()] = None,
) -> DeadLetterView:
    """Send one again, as it was or edited; what failed stays to be seen."""
    return await backend.redrive_dead_letter(manager, dead_letter_id, body)


@router.delete("/{dead_letter_id}", status_code=204, responses=documented(NotFound, DeadLetterSettled))
async def discard_dead_letter(manager: OpsManager, dead_letter_id: UUID, backend: Backend) -> None:
    """Say that it is not to be done; it stays to be seen among the discarded."""
    await backend.discard_dead_letter(manager, dead_letter_id)
