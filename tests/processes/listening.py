"""Hears all that is published, beside the platform's own consumers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from valkey.asyncio import Valkey

from tests.processes.events import Events

_NAME = "listener"
_ALL = json.dumps({"source": [{"prefix": "waybill."}]})


class BusListener:
    """A queue of its own that gets every event of the bus; `heard` are their details, in the order of arrival."""

    def __init__(self, sqs: Any, queue_url: str) -> None:
        self._sqs, self._queue_url = sqs, queue_url
        self.heard: list[dict[str, Any]] = []
        self.ids: set[str] = set()

    async def listen(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.to_thread(self._take)

    def _take(self) -> None:
        answer = self._sqs.receive_message(
            QueueUrl=self._queue_url, MaxNumberOfMessages=10, WaitTimeSeconds=1
        )
        messages = answer.get("Messages", [])
        if not messages:
            return
        # Ids last: who sees an id finds the event too.
        details = [json.loads(message["Body"])["detail"] for message in messages]
        self.heard += details
        self.ids.update(detail["event_id"] for detail in details)
        entries = [{"Id": str(n), "ReceiptHandle": m["ReceiptHandle"]} for n, m in enumerate(messages)]
        self._sqs.delete_message_batch(QueueUrl=self._queue_url, Entries=entries)


@contextmanager
def bus_listener(events: Events) -> Iterator[BusListener]:
    """Bound to the bus while the block lasts; what is published before is not heard."""
    bus, sqs = events.client("events"), events.client("sqs")
    try:
        queue_url = sqs.create_queue(QueueName=f"{events.bus}-{_NAME}")["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["QueueArn"])["Attributes"][
            "QueueArn"
        ]
        sqs.set_queue_attributes(QueueUrl=queue_url, Attributes={"VisibilityTimeout": "600"})
        bus.put_rule(Name=_NAME, EventBusName=events.bus, EventPattern=_ALL)
        bus.put_targets(Rule=_NAME, EventBusName=events.bus, Targets=[{"Id": _NAME, "Arn": arn}])
        yield BusListener(sqs, queue_url)
    finally:
        bus.close()
        sqs.close()


class FeedListener:
    """Reads the live feed from its beginning; `events` are the ids of events by the ids of their entries."""

    def __init__(self, valkey: Valkey, key: str) -> None:
        self._valkey, self._key = valkey, key
        self._last = "0-0"
        self.events: dict[str, str] = {}
        self.entries: list[str] = []

    async def listen(self) -> None:
        """Until cancelled."""
        while True:
            await self.catch_up()
            await asyncio.sleep(0.5)

    async def catch_up(self) -> None:
        """Returns when all that is in the feed has been read."""
        while found := await self._valkey.xrange(self._key, min=f"({self._last}", count=1000):
            for raw_id, fields in found:
                self._last = raw_id.decode()
                self.entries.append(self._last)
                if event_id := json.loads(fields[b"body"]).get("event_id"):
                    self.events[self._last] = event_id


@asynccontextmanager
async def feed_listener(events: Events) -> AsyncIterator[FeedListener]:
    valkey: Valkey = Valkey.from_url(events.valkey.url)
    try:
        yield FeedListener(valkey, f"{events.bus}:feed")
    finally:
        await valkey.aclose()
