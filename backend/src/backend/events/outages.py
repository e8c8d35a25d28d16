"""Messages that wait while the database is away."""

from __future__ import annotations

import asyncio
import logging

from backend.events.consumer import Delivery, Handle
from backend.events.patience import pause_seconds
from backend.persistence.dynamo import DatabaseAway
from chassis.context import begin_work

_log = logging.getLogger("backend.events.outages")


def waiting_for_the_database(handle: Handle, *, attempt_seconds: float) -> Handle:
    """The same handler, begun anew for as long as the database is away, with so many seconds for each attempt.

    An outage is nothing about the message: however long it lasts, it is no reason to count the message as tried, and in
    the end as dead. The consumer keeps it hidden meanwhile.
    """

    async def handle_when_possible(delivery: Delivery) -> None:
        failures = 0
        while True:
            begin_work(attempt_seconds)
            try:
                await handle(delivery)
            except DatabaseAway as away:
                failures += 1
                _log.warning("message %s waits: %s", delivery.message_id, away)
                await asyncio.sleep(pause_seconds(failures))
            else:
                return

    return handle_when_possible
