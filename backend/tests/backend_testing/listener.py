"""Hears what is published: over the bus, through a queue that gets every event, and in the live feed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backend.events.declaration import ANALYTICS
from backend.events.settings import EventsSettings

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


@dataclass
class Listener:
    """What the bus and the feed have told so far."""

    settings: EventsSettings
    sqs: SQSClient
    feed: Any

    def __post_init__(self) -> None:
        name = ANALYTICS.full_name(self.settings.event_bus)
        self._queue = self.sqs.get_queue_url(QueueName=name)["QueueUrl"]
        self.from_bus: list[dict[str, Any]] = []

    def drain_bus(self) -> None:
        """Takes what waits in the queue that gets every event; the emulator keeps its order."""
        while True:
            answer = self.sqs.receive_message(
                QueueUrl=self._queue, MaxNumberOfMessages=10, WaitTimeSeconds=0, VisibilityTimeout=300
            )
            messages = answer.get("Messages", [])
            if not messages:
                return
            self.from_bus += [json.loads(message["Body"])["detail"] for message in messages]
            self.sqs.delete_message_batch(
                QueueUrl=self._queue,
                Entries=[{"Id": str(n), "ReceiptHandle": m["ReceiptHandle"]} for n, m in enumerate(messages)],
            )

    def feed_entries(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Id, type and body of every entry."""
        entries = self.feed.xrange(f"{self.settings.event_bus}:feed")
        return [(id_.decode(), e[b"type"].decode(), json.loads(e[b"body"])) for id_, e in entries]

    def from_feed(self) -> list[dict[str, Any]]:
        return [body for _, kind, body in self.feed_entries() if kind != "heartbeat"]
