"""Dead letters on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from backend.dead_letters.domain.dead_letter import DeadLetterState
from backend.dead_letters.use_cases.redrive_dead_letters import Matching
from backend.schemas import Request, View

MOST_AT_ONCE = 500
Part = Annotated[str | None, Field(min_length=1, max_length=200)]


class DeadLetterView(View):
    """A message that kept failing. `message` is as it failed, whatever was sent again instead."""

    dead_letter_id: str
    queue: str
    state: DeadLetterState
    message: str
    cause: str | None = Field(description="What stopped its latest attempt.")
    found_at: datetime
    sent_instead: str | None = Field(description="What was sent again, where it was edited.")
    settled_by: str | None
    settled_at: datetime | None


class DeadLetterPageView(View):
    """Some dead letters, newest first. `next_cursor` leads to older ones; null at the end."""

    items: list[DeadLetterView]
    next_cursor: str | None


class RedriveRequest(Request):
    """`message`: what to send instead. A command stays the command of who asked for it."""

    message: dict[str, Any] | None = None


class RedriveMatchingRequest(Request):
    """Which to send again; what is left out does not matter. `cause`: a part of it."""

    queue: Part = None
    kind: Part = None
    cause: Part = None

    def to_matching(self) -> Matching:
        return Matching(self.queue, self.kind, self.cause)


class RedrivenView(View):
    """How many are sent again; when it is 500, there may be more."""

    redriven: int
