"""Dead letters and what is done with them, for one request."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from backend.clock import utc_now
from backend.dead_letters.queries import ListDeadLetters
from backend.dead_letters.repository import DynamoDeadLetters
from backend.dead_letters.use_cases.discard_dead_letter import DiscardDeadLetter
from backend.dead_letters.use_cases.redrive_dead_letters import RedriveDeadLetters


async def _dead_letters(request: Request) -> DynamoDeadLetters:
    dead_letters: DynamoDeadLetters = request.app.state.dead_letters
    return dead_letters


async def _list_dead_letters(request: Request) -> ListDeadLetters:
    return ListDeadLetters(request.app.state.dead_letters, request.app.state.cursors)


async def _redrive(request: Request) -> RedriveDeadLetters:
    return RedriveDeadLetters(request.app.state.dead_letters, utc_now)


async def _discard(request: Request) -> DiscardDeadLetter:
    return DiscardDeadLetter(request.app.state.dead_letters, utc_now)


AllDeadLetters = Annotated[DynamoDeadLetters, Depends(_dead_letters)]
ToListDeadLetters = Annotated[ListDeadLetters, Depends(_list_dead_letters)]
ToRedrive = Annotated[RedriveDeadLetters, Depends(_redrive)]
ToDiscard = Annotated[DiscardDeadLetter, Depends(_discard)]
