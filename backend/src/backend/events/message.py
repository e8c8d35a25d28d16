"""An event on its way: written once as JSON, for the bus and the feed alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backend.events.event import PublishedEvent, TrimmedEvent


@dataclass(frozen=True, slots=True)
class Message:
    """`body` is the event's JSON. Messages of one subject are published in their order."""

    event_id: str
    type: str
    source: str
    subject: str
    at: datetime
    body: str

    @classmethod
    def of(cls, event: PublishedEvent) -> Message:
        return cls(event.event_id, event.type, event.source, event.subject, event.at, event.model_dump_json())

    def trimmed(self) -> Message:
        """What stands in for it where it is too large."""
        short = TrimmedEvent(event_id=self.event_id, type=self.type, at=self.at, subject=self.subject)
        return Message(self.event_id, self.type, self.source, self.subject, self.at, short.model_dump_json())
