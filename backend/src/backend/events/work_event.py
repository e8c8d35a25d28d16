"""What the platform's own work comes to, for the back office's screens: the live feed carries these events, the bus
none.

Nothing rests on them. Each says how a thing stands now, so the latest of a thing takes the place of those before it.
What may name a customer (the text of a dead letter and its cause, the result of an operation) stays out: whoever may
see it reads the thing itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from backend.dead_letters.domain.dead_letter import DeadLetterState
from backend.events.declaration import OPERATIONS
from backend.events.event import PublishedEvent
from backend.notices.schemas import NoticeView
from backend.operations.domain.operation import OperationState


class NoticeEvent(PublishedEvent):
    """Something about a notice of the inbox that operations share."""

    source = OPERATIONS

    event_id: str = Field(description="`notice_id:1`, `notice_id:2`: the same however often it is fed")
    notice: NoticeView

    @property
    def subject(self) -> str:
        return self.notice.notice_id


class NoticeRaised(NoticeEvent):
    """There is something that operations should hear of."""

    type: Literal["notice.raised"] = "notice.raised"


class NoticeRead(NoticeEvent):
    """Somebody has read a notice, for everybody."""

    type: Literal["notice.read"] = "notice.read"


class OperationChanged(PublishedEvent):
    """How far a queued change or an import is: another state, another attempt, or more of its parts done."""

    source = OPERATIONS

    type: Literal["operation.changed"] = "operation.changed"
    event_id: str = Field(description="`operation_id:STATE:TIME`: the same however often it is fed")
    at: datetime = Field(description="The operation's `updated_at`: of two events the later one is newer")
    operation_id: str
    kind: str = Field(description="The operation of the API that would have done it at once")
    asked_by: str
    state: OperationState
    attempts: int
    progress: dict[str, int] | None = Field(
        description="Of work with many parts: how many are done, and how; told twice a second at most"
    )

    @property
    def subject(self) -> str:
        return self.operation_id


class DeadLetterEvent(PublishedEvent):
    """Something about a message that kept failing."""

    source = OPERATIONS

    event_id: str = Field(description="`dead_letter_id:STATE`: the same however often it is fed")
    dead_letter_id: str
    queue: str

    @property
    def subject(self) -> str:
        return self.dead_letter_id


class DeadLetterArrived(DeadLetterEvent):
    """A message has failed as often as its queue lets it, and waits for a manager."""

    type: Literal["dead_letter.arrived"] = "dead_letter.arrived"


class DeadLetterSettled(DeadLetterEvent):
    """A manager has sent it again (REDRIVING, and REDRIVEN once it is in its queue) or discarded it."""

    type: Literal["dead_letter.settled"] = "dead_letter.settled"
    state: DeadLetterState
    settled_by: str | None


WORK_EVENTS = (NoticeRaised, NoticeRead, OperationChanged, DeadLetterArrived, DeadLetterSettled)

WorkEvent = Annotated[
    NoticeRaised | NoticeRead | OperationChanged | DeadLetterArrived | DeadLetterSettled,
    Field(discriminator="type"),
]
WORK_EVENT: TypeAdapter[WorkEvent] = TypeAdapter(WorkEvent)
"""Reads any of them from its JSON."""
