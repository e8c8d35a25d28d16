"""One effect an event, however often it is delivered."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from backend.clock import utc_now
from backend.contention import Contended, attempts
from backend.events.consumer import Delivery, Handle
from backend.events.event import EVENT, OrderEvent, ProductEvent, TrimmedEvent
from backend.persistence.dynamo import Dynamo, TransactionCancelled
from backend.persistence.items import OperationItem, to_wire

REMEMBERED = timedelta(days=30)
"""Longer than a message can stay in a queue and then in its dead letters."""
_ATTEMPTS = 8

AnyEvent = OrderEvent | ProductEvent | TrimmedEvent
Write = Mapping[str, Any]
Effect = Callable[[AnyEvent], Awaitable[Sequence[Write]]]
"""What an event does to the tables, as the parts of a transaction; none: nothing."""


class Seen:
    """Which events a consumer has taken effect of. The mark is part of the transaction that writes the effect, so
    there is never one without the other."""

    def __init__(self, dynamo: Dynamo, table: str, *, consumer: str) -> None:
        self._dynamo, self._table, self._consumer = dynamo, table, consumer

    async def write_once(self, event_id: str, effect: Sequence[Write]) -> bool:
        """Whether it was written now; False when it had been before.

        Raises `TransactionCancelled` when the effect's own conditions refuse it, and `Contended`.
        """
        values = {
            "item_group": f"seen#{self._consumer}#{event_id}",
            "item_key": "seen",
            "expires_at": utc_now() + REMEMBERED,
        }
        mark = {
            "Put": {
                "TableName": self._table,
                "Item": to_wire(OperationItem, values),
                "ConditionExpression": "attribute_not_exists(item_group)",
            }
        }
        async for attempt in attempts():
            try:
                await self._dynamo.transact_write([mark, *effect])
            except TransactionCancelled as cancelled:
                if cancelled.reasons[0].refused:
                    return False
                if not cancelled.contended:
                    raise
                if attempt == _ATTEMPTS:
                    raise Contended from cancelled
            else:
                return True
        raise AssertionError("attempts() ends by returning or raising")

    def handler(self, effect: Effect) -> Handle:
        """A handler that writes the effect of each event once."""

        async def handle(delivery: Delivery) -> None:
            event = event_in(delivery.body)
            writes = await effect(event)
            if writes:
                await self.write_once(event.event_id, writes)

        return handle


def event_in(body: str) -> AnyEvent:
    """The event in EventBridge's envelope. Raises ValueError for anything else: a message that no retry mends."""
    detail = json.loads(body).get("detail")
    if isinstance(detail, dict) and detail.get("trimmed"):
        return TrimmedEvent.model_validate(detail)
    return EVENT.validate_python(detail)
