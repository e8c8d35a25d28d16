"""The workers that keep and tell of what kept failing, and send again what managers say is to be sent again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from backend.clock import utc_now
from backend.dead_letters.domain.dead_letter import DeadLetter, DeadLetterState, dead_letter_id_for
from backend.dead_letters.domain.errors import DeadLetterSettled
from backend.dead_letters.repository import DynamoDeadLetters
from backend.events.aws import Threads
from backend.events.consumer import Consumer, Delivery
from backend.events.consuming import manner_of, open_sqs, queue_url
from backend.events.declaration import QUEUES, Queue
from backend.events.faults import Faults
from backend.events.patience import AWAY
from backend.events.seen import Write
from backend.events.settings import EventsSettings
from backend.persistence.dynamo import Dynamo
from backend.workers.notices import notice_of_dead_letter
from backend.workers.telling import Telling
from chassis.context import begin_work

_LOOKED_FOR_EVERY_SECONDS = 1.0

_log = logging.getLogger("backend.workers.dead_letters")


async def keep_dead_letters(settings: EventsSettings, dynamo: Dynamo, ending: asyncio.Event) -> None:
    """Takes every queue's dead letters into Operations, and returns once `ending` is set."""
    table = settings.operations_table
    letters = letters_that_are_told(dynamo, table)
    faults = Faults(dynamo, table)
    threads = Threads(4 * len(QUEUES), "dead-letters")
    client = open_sqs(settings)
    try:
        async with asyncio.TaskGroup() as group:
            for queue in QUEUES:
                url = await queue_url(client, threads, queue.dead_letters_name(settings.event_bus))
                keep = _Keeper(queue, letters, faults)
                manner = manner_of(settings, queue, in_hand=2)
                group.create_task(Consumer(client, threads, url, keep, manner).run(ending))
            group.create_task(_redrive(settings, client, threads, letters, ending))
    finally:
        threads.close()
        client.close()


def letters_that_are_told(dynamo: Dynamo, table: str) -> DynamoDeadLetters:
    """All dead letters; whoever keeps a new one tells operations of it in the same transaction."""
    telling = Telling.into(dynamo, table)

    async def told(letter: DeadLetter) -> list[Write]:
        return await telling.of(notice_of_dead_letter(letter))

    return DynamoDeadLetters(dynamo, table=table, alongside=told)


class _Keeper:
    """Handles the dead letters of one queue."""

    def __init__(self, queue: Queue, letters: DynamoDeadLetters, faults: Faults) -> None:
        self._queue, self._letters, self._faults = queue, letters, faults

    async def __call__(self, delivery: Delivery) -> None:
        begin_work(10)
        letter = DeadLetter(
            dead_letter_id=dead_letter_id_for(self._queue.name, delivery.message_id),
            queue=self._queue.name,
            message=delivery.body,
            cause=await self._faults.cause(delivery.message_id),
            found_at=utc_now(),
        )
        await self._letters.keep(letter)
        _log.error("a message of %s kept failing: dead letter %s", letter.queue, letter.dead_letter_id)


async def _redrive(
    settings: EventsSettings,
    client: Any,
    threads: Threads,
    letters: DynamoDeadLetters,
    ending: asyncio.Event,
) -> None:
    """Sends what is REDRIVING, and says that it was sent. Killed in between it sends again: consumers know repeats."""
    queues = {queue.name: queue for queue in QUEUES}
    while not ending.is_set():
        try:
            begin_work(30)
            found, _ = await letters.page(DeadLetterState.REDRIVING, 100, None)
            for letter in found:
                queue = queues.get(letter.queue)
                if queue is None:  # it is declared no more: what was in it stays where it is seen
                    continue
                url = await queue_url(client, threads, queue.full_name(settings.event_bus))
                await threads.run(
                    client.send_message,
                    QueueUrl=url,
                    MessageBody=letter.to_send(),
                    **(_in_group(letter) if queue.fifo else {}),
                )
                with contextlib.suppress(DeadLetterSettled):
                    await letters.settle(letter, letter.redriven())
        except AWAY as error:
            _log.warning("dead letters are not sent again yet: %s", error)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LOOKED_FOR_EVERY_SECONDS):
                await ending.wait()


def _in_group(letter: DeadLetter) -> dict[str, str]:
    """Behind what else is about the same thing; a second sending of it adds nothing."""
    content = letter.content
    about = content.get("about") if isinstance(content, dict) else None
    return {
        "MessageGroupId": str(about or letter.dead_letter_id),
        "MessageDeduplicationId": str(uuid5(NAMESPACE_OID, letter.dead_letter_id)),
    }
