"""A declared queue and its consumer, put together by the settings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from backend.events.aws import Threads, open_client
from backend.events.consumer import Consumer, Handle, Manner
from backend.events.declaration import Queue
from backend.events.patience import patiently
from backend.events.settings import EventsSettings

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


async def consume(
    settings: EventsSettings, queue: Queue, handle: Handle, ending: asyncio.Event, **manner: Any
) -> None:
    """Waits until the queue is there, and returns once `ending` is set and no message is in hand.

    `manner`: fields of `Manner` that are to be otherwise than `manner_of` has them.
    """
    threads, client = Threads(8, queue.name), open_sqs(settings)
    try:
        url = await queue_url(client, threads, queue.full_name(settings.event_bus))
        await Consumer(client, threads, url, handle, manner_of(settings, queue, **manner)).run(ending)
    finally:
        threads.close()
        client.close()


def manner_of(settings: EventsSettings, queue: Queue, **manner: Any) -> Manner:
    """How the queue, or its dead letters, are consumed: of a FIFO queue one message by a call."""
    own = {
        "wait_seconds": settings.queue_wait_seconds,
        "visible_after_seconds": hidden_seconds(settings, queue),
        **({"taken_at_once": 1} if queue.fifo else {}),
    }
    return Manner(**{**own, **manner})


def hidden_seconds(settings: EventsSettings, queue: Queue) -> int:
    """For how long a message of the queue is hidden at a time."""
    return settings.queue_hidden_seconds or queue.visibility_seconds


def open_sqs(settings: EventsSettings) -> SQSClient:
    """A client whose calls may wait for messages."""
    client: SQSClient = open_client(
        "sqs", endpoint_url=settings.aws_endpoint_url, region=settings.aws_region, read_seconds=30
    )
    return client


async def queue_url(client: SQSClient, threads: Threads, name: str) -> str:
    """Of the queue that AWS knows by that name, once it is there."""
    answer = await patiently(
        f"looking for the queue {name}", lambda: threads.run(client.get_queue_url, QueueName=name)
    )
    return str(answer["QueueUrl"])
