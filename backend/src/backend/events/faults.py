"""What stopped the latest attempt at a message: remembered, so that its dead letter can say why."""

from __future__ import annotations

import contextlib
from datetime import timedelta

from backend.clock import utc_now
from backend.events.consumer import Delivery, Handle
from backend.persistence.dynamo import DatabaseError, Dynamo
from backend.persistence.items import FaultItem, Item, from_wire, to_wire
from chassis.context import begin_work

KEPT = timedelta(days=18)
"""As long as a message may stay in its queue and in its dead letters."""
_LONGEST = 1000


class Faults:
    """By the id that SQS gives a message, which it keeps among the dead letters."""

    def __init__(self, dynamo: Dynamo, table: str) -> None:
        self._dynamo, self._table = dynamo, table

    def remembered(self, handle: Handle) -> Handle:
        """The same handler, whose exceptions are remembered; they are raised as they were."""

        async def handle_and_remember(delivery: Delivery) -> None:
            try:
                await handle(delivery)
            except Exception as error:
                begin_work(5)
                with contextlib.suppress(DatabaseError):
                    await self._remember(delivery.message_id, f"{type(error).__name__}: {error}")
                raise

        return handle_and_remember

    async def cause(self, message_id: str) -> str | None:
        """What stopped the latest attempt; None when nothing is known."""
        item = await self._dynamo.get(self._table, _key(message_id))
        cause: str | None = from_wire(FaultItem, item)["cause"] if item else None
        return cause

    async def _remember(self, message_id: str, cause: str) -> None:
        values = {"cause": cause[:_LONGEST], "expires_at": utc_now() + KEPT}
        item = {**_key(message_id), **to_wire(FaultItem, values)}
        await self._dynamo.transact_write([{"Put": {"TableName": self._table, "Item": item}}])


def _key(message_id: str) -> Item:
    return {"item_group": {"S": "faults"}, "item_key": {"S": message_id}}
