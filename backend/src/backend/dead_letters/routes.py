"""What managers do with messages that kept failing."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query

from backend.access import OpsManager
from backend.dead_letters.dependencies import AllDeadLetters, ToDiscard, ToListDeadLetters, ToRedrive
from backend.dead_letters.domain.dead_letter import DeadLetterState
from backend.dead_letters.domain.errors import DeadLetterNotFound
from backend.dead_letters.schemas import (
    MOST_AT_ONCE,
    DeadLetterPageView,
    DeadLetterView,
    RedriveMatchingRequest,
    RedrivenView,
    RedriveRequest,
)
from backend.problems import (
    DatabaseUnavailable,
    DeadLetterSettled,
    EditRefused,
    NotAllowed,
    NotFound,
    NotSignedIn,
)
from backend.schemas import PageCursor, PageLimit
from chassis.cursors import InvalidCursor
from chassis.problems import documented

router = APIRouter(
    prefix="/dead-letters",
    tags=["dead letters"],
    responses=documented(NotSignedIn, NotAllowed, DatabaseUnavailable),
)


@router.get("", response_model=DeadLetterPageView, responses=documented(InvalidCursor))
async def list_dead_letters(
    manager: OpsManager,
    list_dead_letters: ToListDeadLetters,
    state: Annotated[DeadLetterState, Query()] = DeadLetterState.WAITING,
    limit: Annotated[PageLimit, Query()] = 20,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> DeadLetterPageView:
    """Messages that kept failing, newest first; kept for 90 days."""
    return DeadLetterPageView.model_validate(await list_dead_letters(state, limit, cursor))


@router.get("/{dead_letter_id}", response_model=DeadLetterView, responses=documented(NotFound))
async def get_dead_letter(
    manager: OpsManager, dead_letter_id: UUID, dead_letters: AllDeadLetters
) -> DeadLetterView:
    """One message that kept failing, with what stopped it."""
    letter = await dead_letters.get(str(dead_letter_id))
    if letter is None:
        raise DeadLetterNotFound(str(dead_letter_id))
    return DeadLetterView.model_validate(letter)


@router.post("/redrive", response_model=RedrivenView)
async def redrive_matching_dead_letters(
    manager: OpsManager, body: RedriveMatchingRequest, redrive: ToRedrive
) -> RedrivenView:
    """Send all that match again as they were, at most 500 at once."""
    return RedrivenView(
        redriven=await redrive.all_that_match(body.to_matching(), MOST_AT_ONCE, manager.actor)
    )


@router.post(
    "/{dead_letter_id}/redrive",
    response_model=DeadLetterView,
    responses=documented(NotFound, DeadLetterSettled, EditRefused),
)
async def redrive_dead_letter(
    manager: OpsManager,
    dead_letter_id: UUID,
    redrive: ToRedrive,
    body: Annotated[RedriveRequest | None, Body()] = None,
) -> DeadLetterView:
    """Send one again, as it was or edited; what failed stays to be seen."""
    letter = await redrive.one(str(dead_letter_id), body.message if body else None, manager.actor)
    return DeadLetterView.model_validate(letter)


@router.delete("/{dead_letter_id}", status_code=204, responses=documented(NotFound, DeadLetterSettled))
async def discard_dead_letter(manager: OpsManager, dead_letter_id: UUID, discard: ToDiscard) -> None:
    """Say that it is not to be done; it stays to be seen among the discarded."""
    await discard(str(dead_letter_id), manager.actor)
