"""A dead letter as its DynamoDB items, and back."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.clock import timestamp
from backend.dead_letters.domain.dead_letter import DeadLetter, DeadLetterState
from backend.persistence.items import DeadLetterItem, Item, OperationItem, from_wire, to_wire

KEPT = timedelta(days=90)
RECORDS = "dead-letter#"
"""How the groups of dead letters begin, each of which has one record."""


def record_key(dead_letter_id: str) -> Item:
    return {"item_group": {"S": f"{RECORDS}{dead_letter_id}"}, "item_key": {"S": "record"}}


def list_group(state: DeadLetterState) -> str:
    """The group of the pointers to those of that state, newest last."""
    return f"dead-letters#{state}"


def pointer_key(letter: DeadLetter) -> Item:
    return {
        "item_group": {"S": list_group(letter.state)},
        "item_key": {"S": f"{timestamp(letter.found_at)}#{letter.dead_letter_id}"},
    }


def pointer(letter: DeadLetter) -> Item:
    return {
        **pointer_key(letter),
        **to_wire(OperationItem, {"expires_at": letter.found_at + KEPT}),
    }


def to_item(letter: DeadLetter) -> Item:
    """The whole record."""
    values = {
        "dead_letter_id": letter.dead_letter_id,
        "queue": letter.queue,
        "message": letter.message,
        "cause": letter.cause,
        "found_at": timestamp(letter.found_at),
        "state": letter.state.value,
        "sent_instead": letter.sent_instead,
        "settled_by": letter.settled_by,
        "settled_at": timestamp(letter.settled_at) if letter.settled_at else None,
        "expires_at": letter.found_at + KEPT,
    }
    return {**record_key(letter.dead_letter_id), **to_wire(DeadLetterItem, values)}


def from_item(item: Item) -> DeadLetter:
    """The dead letter that the record holds."""
    stored = from_wire(DeadLetterItem, item)
    settled_at = stored["settled_at"]
    return DeadLetter(
        dead_letter_id=stored["dead_letter_id"],
        queue=stored["queue"],
        message=stored["message"],
        cause=stored["cause"],
        found_at=datetime.fromisoformat(stored["found_at"]),
        state=DeadLetterState(stored["state"]),
        sent_instead=stored["sent_instead"],
        settled_by=stored["settled_by"],
        settled_at=datetime.fromisoformat(settled_at) if settled_at else None,
    )
