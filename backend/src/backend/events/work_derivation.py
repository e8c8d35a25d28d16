"""Events of the live feed out of what the stream of Operations says.

Most of what is written there (what consumers have seen, checkpoints, deliveries) is nothing that anybody looks at live.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backend.clock import timestamp
from backend.dead_letters import item as dead_letter_item
from backend.dead_letters.domain.dead_letter import DeadLetterState
from backend.events.derivation import Change
from backend.events.event import PublishedEvent
from backend.events.underivable import Underivable
from backend.events.work_event import (
    DeadLetterArrived,
    DeadLetterSettled,
    NoticeRaised,
    NoticeRead,
    OperationChanged,
)
from backend.notices import item as notice_item
from backend.notices.schemas import NoticeView
from backend.operations import item as operation_item
from backend.persistence.items import Item


def work_events(change: Change) -> list[PublishedEvent]:
    """How a notice, an operation or a dead letter stands behind the write; none for all other items, and none for
    removals: what is removed has expired, or lies elsewhere by the same transaction.

    Looks at no old image, so the stream need not carry it. Raises `Underivable` for an item that cannot be read.
    """
    if change.new is None:
        return []
    group: str = change.new["item_group"]["S"]
    tell = next((tell for prefix, tell in _TOLD.items() if group.startswith(prefix)), None)
    if tell is None:
        return []
    try:
        return [tell(change.new)]
    except (KeyError, ValueError, TypeError) as error:
        raise Underivable(f"{group}: cannot be read") from error


def _raised(item: Item) -> PublishedEvent:
    notice = notice_item.from_item(item)
    view = NoticeView.model_validate(notice)
    return NoticeRaised(event_id=f"{notice.notice_id}:1", at=notice.at, notice=view)


def _read(item: Item) -> PublishedEvent:
    notice = notice_item.from_item(item)
    view = NoticeView.model_validate(notice)
    return NoticeRead(event_id=f"{notice.notice_id}:2", at=notice.read_at or notice.at, notice=view)


def _operation(item: Item) -> PublishedEvent:
    operation = operation_item.from_item(item)
    return OperationChanged(
        event_id=f"{operation.operation_id}:{operation.state}:{timestamp(operation.updated_at)}",
        at=operation.updated_at,
        operation_id=operation.operation_id,
        kind=operation.kind,
        asked_by=operation.asked_by,
        state=operation.state,
        attempts=operation.attempts,
        progress=None if operation.progress is None else dict(operation.progress),
    )


def _dead_letter(item: Item) -> PublishedEvent:
    letter = dead_letter_item.from_item(item)
    event_id = f"{letter.dead_letter_id}:{letter.state}"
    if letter.state == DeadLetterState.WAITING:
        return DeadLetterArrived(
            event_id=event_id, at=letter.found_at, dead_letter_id=letter.dead_letter_id, queue=letter.queue
        )
    return DeadLetterSettled(
        event_id=event_id,
        at=letter.settled_at or letter.found_at,
        dead_letter_id=letter.dead_letter_id,
        queue=letter.queue,
        state=letter.state,
        settled_by=letter.settled_by,
    )


_TOLD: Mapping[str, Callable[[Item], PublishedEvent]] = {
    notice_item.UNREAD: _raised,
    notice_item.READ: _read,
    operation_item.RECORDS: _operation,
    dead_letter_item.RECORDS: _dead_letter,
}
"""By how the group of the item begins."""
