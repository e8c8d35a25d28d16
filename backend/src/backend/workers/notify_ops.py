"""The consumer of the queue `notify-ops`: operations, and the webhooks they have named, are told what happens."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from backend.clock import Now, utc_now
from backend.events.aws import Threads, open_client
from backend.events.consumer import Consumer, Manner
from backend.events.declaration import NOTIFY_OPS
from backend.events.faults import Faults
from backend.events.patience import patiently
from backend.events.seen import AnyEvent, Seen, Write
from backend.events.settings import EventsSettings
from backend.notices.domain.notice import KEPT
from backend.notices.repository import DynamoNotices
from backend.persistence.dynamo import Dynamo
from backend.webhooks.repository import DynamoDeliveries, DynamoWebhooks
from backend.workers.notices import notice_of
from backend.workers.webhooks import deliveries_of, message_of_event, message_of_notice


@dataclass(frozen=True, slots=True)
class NotifyOps:
    """What an event does to the inbox of operations and to the deliveries that are due, as the parts of a transaction.

    Nothing is sent from here: an address that does not answer holds up no event.
    """

    notices: DynamoNotices
    webhooks: DynamoWebhooks
    deliveries: DynamoDeliveries
    now: Now

    async def __call__(self, event: AnyEvent) -> list[Write]:
        """No notice of an event that is older than notices are kept, which is told again long after."""
        now = self.now()
        writes: list[Write] = []
        messages = [message_of_event(event)]
        notice = notice_of(event)
        if notice is not None and notice.at > now - KEPT:
            writes.append(self.notices.addition(notice))
            if notice.type != messages[0].type:
                messages.append(message_of_notice(notice))
        webhooks = await self.webhooks.all()
        return writes + self.deliveries.additions(deliveries_of(messages, webhooks, now))


async def run_notify_ops(settings: EventsSettings, dynamo: Dynamo, ending: asyncio.Event) -> None:
    """Returns once `ending` is set and no event is in hand."""
    threads = Threads(8, "notify-ops")
    client = open_client(
        "sqs", endpoint_url=settings.aws_endpoint_url, region=settings.aws_region, read_seconds=30
    )
    table = settings.operations_table
    notify = NotifyOps(
        DynamoNotices(dynamo, table=table),
        DynamoWebhooks(dynamo, table=table),
        DynamoDeliveries(dynamo, table=table),
        utc_now,
    )
    handle = Faults(dynamo, table).remembered(Seen(dynamo, table, consumer=NOTIFY_OPS.name).handler(notify))
    try:
        name = NOTIFY_OPS.full_name(settings.event_bus)
        answer = await patiently(
            "looking for the queue of notices", lambda: threads.run(client.get_queue_url, QueueName=name)
        )
        manner = Manner(visible_after_seconds=NOTIFY_OPS.visibility_seconds)
        await Consumer(client, threads, answer["QueueUrl"], handle, manner).run(ending)
    finally:
        threads.close()
        client.close()
