"""The event bus: EventBridge, reached with `PutEvents`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from backend.events.aws import Threads
from backend.events.message import Message
from backend.events.patience import patiently, pause_seconds

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient

MOST_ENTRIES, MOST_BYTES = 10, 256 * 1024
"""Of one `PutEvents` (EventBridge guide, "PutEvents": the sizes of all entries count together)."""
PARALLEL_BATCHES = 4
_TIME_BYTES = 14

_log = logging.getLogger("backend.events.bus")


class Bus:
    """Takes messages until all of them are accepted."""

    def __init__(self, client: EventBridgeClient, threads: Threads, name: str) -> None:
        self._client, self._threads, self._name = client, threads, name

    async def publish(self, messages: Iterable[Message]) -> None:
        """Returns when every message has been accepted; tries for as long as that takes.

        A message goes out when all earlier ones of its subject have been accepted, so whatever is refused and tried
        again, the first that the bus hears of each version comes in order.
        """
        pending = [
            message if entry_bytes(message) <= MOST_BYTES else _shortened(message) for message in messages
        ]
        refusals = 0
        while pending:
            batches = next_batches(pending)
            outcomes = await asyncio.gather(*(self._put(batch) for batch in batches))
            accepted = {id(message) for taken in outcomes for message in taken}
            pending = [message for message in pending if id(message) not in accepted]
            if len(accepted) == sum(map(len, batches)):
                refusals = 0
                continue
            refusals += 1
            await asyncio.sleep(pause_seconds(refusals))

    async def _put(self, batch: Sequence[Message]) -> list[Message]:
        """Those of the batch that were accepted."""
        entries = [self._entry(message) for message in batch]
        answer = await patiently(
            "publishing to the bus", lambda: self._threads.run(self._client.put_events, Entries=entries)
        )
        if answer["FailedEntryCount"]:
            codes = {result["ErrorCode"] for result in answer["Entries"] if "ErrorCode" in result}
            _log.warning("the bus refused %d of %d events: %s", answer["FailedEntryCount"], len(batch), codes)
        return [
            message
            for message, result in zip(batch, answer["Entries"], strict=True)
            if "ErrorCode" not in result
        ]

    def _entry(self, message: Message) -> Any:
        return {
            "EventBusName": self._name,
            "Time": message.at,
            "Source": message.source,
            "DetailType": message.type,
            "Detail": message.body,
        }


def next_batches(pending: Sequence[Message]) -> list[list[Message]]:
    """What may go out at once, as batches that `PutEvents` takes: the first message of each subject, in order."""
    subjects: set[str] = set()
    batches: list[list[Message]] = []
    room = 0
    for message in pending:
        if message.subject in subjects:
            continue
        size = entry_bytes(message)
        if not batches or size > room or len(batches[-1]) == MOST_ENTRIES:
            if len(batches) == PARALLEL_BATCHES:
                break
            batches.append([])
            room = MOST_BYTES
        subjects.add(message.subject)
        batches[-1].append(message)
        room -= size
    return batches


def entry_bytes(message: Message) -> int:
    """What the message counts for (EventBridge guide, "Calculating PutEvents event entry size")."""
    return _TIME_BYTES + sum(len(part.encode()) for part in (message.source, message.type, message.body))


def _shortened(message: Message) -> Message:
    _log.warning("event %s is too large for the bus: sent trimmed", message.event_id)
    return message.trimmed()
