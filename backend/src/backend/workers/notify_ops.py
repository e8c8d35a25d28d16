"""The consumer of the queue `notify-ops`: operations, and the webhooks they have named, are told what happens."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from backend.clock import Now, utc_now
from backend.events.consuming import consume
from backend.events.declaration import NOTIFY_OPS
from backend.events.faults import Faults
from backend.events.outages import waiting_for_the_database
from backend.events.seen import AnyEvent, Seen, Write
from backend.events.settings import EventsSettings
from backend.notices.domain.notice import KEPT
from backend.persistence.dynamo import Dynamo
from backend.workers.notices import notice_of
from backend.workers.telling import Telling
from backend.workers.webhooks import message_of_event

ATTEMPT_SECONDS = 10.0
"""Of one try to write what an event means; its few calls take milliseconds."""


@dataclass(frozen=True, slots=True)
class NotifyOps:
    """What an event does to the inbox of operations and to the deliveries that are due, as the parts of a transaction.

    Nothing is sent from here: an address that does not answer holds up no event.
    """

    telling: Telling
    now: Now

    async def __call__(self, event: AnyEvent) -> list[Write]:
        """No notice of an event that is older than notices are kept, which is told again long after."""
        notice = notice_of(event)
        fresh = notice if notice and notice.at > self.now() - KEPT else None
        return await self.telling.of(fresh, [message_of_event(event)])


async def run_notify_ops(settings: EventsSettings, dynamo: Dynamo, ending: asyncio.Event) -> None:
    """Returns once `ending` is set and no event is in hand."""
    table = settings.operations_table
    notify = NotifyOps(Telling.into(dynamo, table), utc_now)
    once = Seen(dynamo, table, consumer=NOTIFY_OPS.name).handler(notify)
    handle = waiting_for_the_database(once, attempt_seconds=ATTEMPT_SECONDS)
    await consume(settings, NOTIFY_OPS, Faults(dynamo, table).remembered(handle), ending)
