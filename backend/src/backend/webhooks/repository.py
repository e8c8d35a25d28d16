"""Webhooks and their deliveries in DynamoDB, in the table Operations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.clock import timestamp
from backend.contention import Contended
from backend.persistence.dynamo import Dynamo, TransactionCancelled
from backend.persistence.items import Item
from backend.webhooks.domain.delivery import Delivery, DeliveryState
from backend.webhooks.domain.webhook import Webhook
from backend.webhooks.item import (
    WEBHOOKS,
    delivery_from_item,
    delivery_key,
    delivery_to_item,
    due_key,
    due_of,
    due_to_item,
    log_of,
    webhook_from_item,
    webhook_key,
    webhook_to_item,
)

Write = Mapping[str, Any]


class DynamoWebhooks:
    """The `Webhooks` that the backend keeps in DynamoDB."""

    def __init__(self, dynamo: Dynamo, *, table: str) -> None:
        self._dynamo, self._table = dynamo, table

    async def all(self) -> list[Webhook]:
        items = await self._dynamo.query(
            self._table,
            KeyConditionExpression="item_group = :group",
            ExpressionAttributeValues={":group": {"S": WEBHOOKS}},
            ConsistentRead=True,
        )
        return sorted(map(webhook_from_item, items), key=lambda each: (each.created_at, each.webhook_id))

    async def get(self, webhook_id: str) -> Webhook | None:
        item = await self._dynamo.get(self._table, webhook_key(webhook_id))
        return webhook_from_item(item) if item else None

    async def create(self, webhook: Webhook) -> Webhook | None:
        try:
            existing = await self._dynamo.put_new(self._table, webhook_to_item(webhook), "item_group")
        except TransactionCancelled as cancelled:
            raise Contended from cancelled
        return webhook_from_item(existing) if existing else None

    async def save(self, webhook: Webhook, also: Sequence[Write] = ()) -> None:
        """`also` is written in the same transaction."""
        await _written(
            self._dynamo, [_following(self._table, webhook_to_item(webhook), webhook.version), *also]
        )

    async def remove(self, webhook_id: str) -> None:
        delete = {"TableName": self._table, "Key": webhook_key(webhook_id)}
        await _written(self._dynamo, [{"Delete": delete}])


@dataclass(frozen=True, slots=True)
class Due:
    """A pointer to a delivery: it shows itself at `at`, for the attempt that was `planned_at`."""

    webhook_id: str
    delivery_id: str
    at: datetime
    planned_at: datetime


class DynamoDeliveries:
    """The `Deliveries` that the backend keeps in DynamoDB."""

    def __init__(self, dynamo: Dynamo, *, table: str) -> None:
        self._dynamo, self._table = dynamo, table

    def additions(self, deliveries: Iterable[Delivery]) -> list[Write]:
        """What adds new deliveries, due when they say, as parts of the transaction that marks their event as seen."""
        writes: list[Write] = []
        for delivery in deliveries:
            writes += [self._put(delivery_to_item(delivery)), *self._pointer(delivery)]
        return writes

    async def get(self, webhook_id: str, delivery_id: str) -> Delivery | None:
        item = await self._dynamo.get(self._table, delivery_key(webhook_id, delivery_id))
        return delivery_from_item(webhook_id, item) if item else None

    async def newest(self, webhook_id: str, *, low: str, high: str, limit: int) -> list[Delivery]:
        items = await self._dynamo.query(
            self._table,
            KeyConditionExpression="item_group = :group AND item_key BETWEEN :low AND :high",
            ExpressionAttributeValues={
                ":group": {"S": log_of(webhook_id)},
                ":low": {"S": low},
                ":high": {"S": high},
            },
            ScanIndexForward=False,
            Limit=limit,
        )
        return [delivery_from_item(webhook_id, item) for item in items]

    async def schedule(self, delivery: Delivery) -> None:
        await self._save(delivery)

    async def due(self, webhook_id: str, now: datetime, limit: int) -> list[Due]:
        """The first `limit` pointers that show themselves by now, the longest overdue first."""
        items = await self._dynamo.query(
            self._table,
            KeyConditionExpression="item_group = :group AND item_key <= :now",
            ExpressionAttributeValues={
                ":group": {"S": due_of(webhook_id)},
                ":now": {"S": timestamp(now) + "~"},
            },
            ConsistentRead=True,
            Limit=limit,
        )
        return [_due(webhook_id, item) for item in items]

    async def claim(self, due: Due, until: datetime) -> tuple[Due, Delivery] | None:
        """Take the attempt in hand: until that time it shows itself to nobody else, and then again if it was not
        settled. None when another worker has it, or when it is no longer to be made."""
        delivery = await self.get(due.webhook_id, due.delivery_id)
        planned = delivery is not None and delivery.next_attempt_at == due.planned_at
        taken = Due(due.webhook_id, due.delivery_id, until, due.planned_at)
        try:
            await self._dynamo.transact_write(
                [
                    self._removal(due),
                    *([self._put(due_to_item(delivery, until))] if delivery and planned else []),
                ]
            )
        except TransactionCancelled:
            return None
        return (taken, delivery) if delivery and planned else None

    async def settle(self, delivery: Delivery, claimed: Due) -> None:
        """Write what has become of the attempt. Raises `Contended` when somebody had it sent again meanwhile, or
        another worker took it over: what they have written stands."""
        await self._save(delivery, self._removal(claimed))

    async def _save(self, delivery: Delivery, *also: Write) -> None:
        put = _following(self._table, delivery_to_item(delivery), delivery.version)
        await _written(self._dynamo, [put, *self._pointer(delivery), *also])

    def _pointer(self, delivery: Delivery) -> list[Write]:
        if delivery.state != DeliveryState.PENDING or delivery.next_attempt_at is None:
            return []
        return [self._put(due_to_item(delivery, delivery.next_attempt_at))]

    def _put(self, item: Item) -> Write:
        return {"Put": {"TableName": self._table, "Item": item}}

    def _removal(self, due: Due) -> Write:
        delete = {
            "TableName": self._table,
            "Key": due_key(due.webhook_id, due.at, due.delivery_id),
            # Of two workers that want the same attempt one finds it gone.
            "ConditionExpression": "attribute_exists(item_group)",
        }
        return {"Delete": delete}


def _following(table: str, item: Item, version: int) -> Write:
    return {
        "Put": {
            "TableName": table,
            "Item": item,
            "ConditionExpression": "version = :seen",
            "ExpressionAttributeValues": {":seen": {"N": str(version - 1)}},
        }
    }


async def _written(dynamo: Dynamo, writes: Sequence[Write]) -> None:
    try:
        await dynamo.transact_write(writes)
    except TransactionCancelled as cancelled:
        raise Contended from cancelled


def _due(webhook_id: str, item: Item) -> Due:
    at, _, delivery_id = item["item_key"]["S"].partition("#")
    planned_at = datetime.fromisoformat(item["planned_at"]["S"])
    return Due(webhook_id, delivery_id, datetime.fromisoformat(at), planned_at)
