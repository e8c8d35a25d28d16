"""A message that kept failing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from backend.dead_letters.domain.errors import DeadLetterSettled, EditRefused

_DEAD_LETTERS = UUID("5f0c5f0e-6b1a-5d0e-9a3e-3d1f6f6a7c05")
_WHO_ASKED = ("operation_id", "kind", "asked_by", "asked_at", "roles", "about")
"""What a command says of itself and of who asked for it."""


def dead_letter_id_for(queue: str, message_id: str) -> str:
    """The id of the dead letter that this message is: it may be found more than once."""
    return str(uuid5(_DEAD_LETTERS, f"{queue}:{message_id}"))


class DeadLetterState(StrEnum):
    """WAITING ones are to be settled; REDRIVING ones go back into their queue within moments."""

    WAITING = "WAITING"
    REDRIVING = "REDRIVING"
    REDRIVEN = "REDRIVEN"
    DISCARDED = "DISCARDED"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """`message` is the text that failed, and stays as it was; `sent_instead` what was sent again if it was edited."""

    dead_letter_id: str
    queue: str
    message: str
    cause: str | None
    found_at: datetime
    state: DeadLetterState = DeadLetterState.WAITING
    sent_instead: str | None = None
    settled_by: str | None = None
    settled_at: datetime | None = None

    @property
    def content(self) -> Any:
        """What the message says as JSON; None where it is none."""
        try:
            return json.loads(self.message)
        except ValueError:
            return None

    def to_send(self) -> str:
        """The text that goes back into the queue."""
        return self.message if self.sent_instead is None else self.sent_instead

    def redriving(self, edited: Mapping[str, Any] | None, *, by: str, at: datetime) -> DeadLetter:
        """Sent again as it was, or as `edited`. Raises `DeadLetterSettled`, `EditRefused`."""
        self._must_wait()
        instead = None
        if edited is not None:
            was = self.content if isinstance(self.content, dict) else {}
            changed = [name for name in _WHO_ASKED if was.get(name) != edited.get(name)]
            if "operation_id" in was and changed:
                raise EditRefused(changed)
            instead = json.dumps(edited)
        return replace(
            self, state=DeadLetterState.REDRIVING, sent_instead=instead, settled_by=by, settled_at=at
        )

    def redriven(self) -> DeadLetter:
        return replace(self, state=DeadLetterState.REDRIVEN)

    def discarded(self, *, by: str, at: datetime) -> DeadLetter:
        """It is not sent again. Raises `DeadLetterSettled`."""
        self._must_wait()
        return replace(self, state=DeadLetterState.DISCARDED, settled_by=by, settled_at=at)

    def _must_wait(self) -> None:
        if self.state != DeadLetterState.WAITING:
            raise DeadLetterSettled(self.state)
