"""Orders in DynamoDB: each write is one transaction over the order and the products whose stock it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backend.clock import timestamp
from backend.contention import Contended
from backend.money import Money
from backend.orders.domain.offer import Offer
from backend.orders.domain.order import Order
from backend.orders.domain.orders import OrderMoved, Rejected
from backend.orders.domain.pricing import Quote
from backend.orders.domain.transitions import OrderChange
from backend.orders.item import (
    entry_document,
    from_item,
    shard_of,
    shipments_document,
    status_shard,
    to_item,
    tracking_keys,
)
from backend.persistence.dynamo import Dynamo, TransactionCancelled
from backend.persistence.items import Item, OrderItem, to_wire


class DynamoOrders:
    """The `Orders` that the backend keeps in DynamoDB."""

    def __init__(self, dynamo: Dynamo, *, orders_table: str, products_table: str) -> None:
        self._dynamo = dynamo
        self._orders = orders_table
        self._products = products_table

    async def get(self, order_id: str) -> Order | None:
        item = await self._dynamo.get(self._orders, {"order_id": {"S": order_id}})
        return from_item(item) if item else None

    async def get_many(self, order_ids: Sequence[str]) -> list[Order]:
        """The orders of these ids, at most 100, as they stand now, in no order."""
        found = await self._dynamo.batch_get({self._orders: [{"order_id": {"S": o}} for o in order_ids]})
        return [from_item(item) for item in found[self._orders]]

    async def get_with_offers(
        self, order_id: str, product_ids: Sequence[str]
    ) -> tuple[Order | None, dict[str, Offer]]:
        found = await self._dynamo.batch_get(
            {
                self._orders: [{"order_id": {"S": order_id}}],
                self._products: [{"product_id": {"S": product_id}} for product_id in product_ids],
            }
        )
        order = next((from_item(item) for item in found[self._orders]), None)
        return order, {offer.product_id: offer for offer in map(_offer, found[self._products])}

    async def place(self, order: Order, quote: Quote) -> Rejected | None:
        # The put proves that the key named nothing before. Each reservation proves, by the version, the name and
        # price that the order copies, and that the units are there; a sale does not change the version, so sales
        # never refuse one another while there is stock.
        put = {
            "TableName": self._orders,
            "Item": to_item(order),
            "ConditionExpression": "attribute_not_exists(order_id)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        reservations = [
            self._reserve(offer, line.quantity) for offer, line in zip(quote.offers, order.lines, strict=True)
        ]
        try:
            await self._dynamo.transact_write([{"Put": put}, *reservations])
        except TransactionCancelled as cancelled:
            placed, *products = cancelled.reasons
            if placed.refused and placed.item:
                return Rejected(from_item(placed.item), {})
            if cancelled.contended:
                raise Contended from cancelled
            stood = {
                offer.product_id: _offer(reason.item) if reason.item else None
                for offer, reason in zip(quote.offers, products, strict=True)
                if reason.refused
            }
            if not stood:
                raise
            return Rejected(None, stood)
        return None

    async def save(self, change: OrderChange) -> None:
        writes = [
            {"Update": self._replace(change)},
            *(self._move(p, "available", quantity) for p, quantity in change.released.items()),
            *(self._move(p, "shipped", quantity) for p, quantity in change.shipped.items()),
            *self._pointers(change),
        ]
        try:
            await self._dynamo.transact_write(writes)
        except TransactionCancelled as cancelled:
            moved = cancelled.reasons[0]
            if moved.refused and moved.item:
                raise OrderMoved(from_item(moved.item)) from cancelled
            if cancelled.contended:
                raise Contended from cancelled
            raise

    def _reserve(self, offer: Offer, quantity: int) -> dict[str, Any]:
        return {
            "Update": {
                "TableName": self._products,
                "Key": {"product_id": {"S": offer.product_id}},
                "UpdateExpression": "ADD available :taken, reserved :quantity, revision :one",
                "ConditionExpression": "version = :seen AND #status = :active AND available >= :quantity",
                "ExpressionAttributeNames": {"#status": "status"},
                "ExpressionAttributeValues": {
                    ":taken": {"N": str(-quantity)},
                    ":quantity": {"N": str(quantity)},
                    ":one": {"N": "1"},
                    ":seen": {"N": str(offer.version)},
                    ":active": {"S": "ACTIVE"},
                },
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
            }
        }

    def _move(self, product_id: str, to: str, quantity: int) -> dict[str, Any]:
        """Units that the order holds leave `reserved`, for `available` or `shipped`."""
        # The order's own condition guards against moving them twice; this one is the last line of defence.
        return {
            "Update": {
                "TableName": self._products,
                "Key": {"product_id": {"S": product_id}},
                "UpdateExpression": "ADD reserved :left, #to :quantity, revision :one",
                "ConditionExpression": "reserved >= :quantity",
                "ExpressionAttributeNames": {"#to": to},
                "ExpressionAttributeValues": {
                    ":left": {"N": str(-quantity)},
                    ":quantity": {"N": str(quantity)},
                    ":one": {"N": "1"},
                },
            }
        }

    def _replace(self, change: OrderChange) -> dict[str, Any]:
        # Under `version = :seen` the read, the decision and this write are one step: nobody came between.
        order = change.after
        values = to_wire(
            OrderItem,
            {
                "status": order.status.value,
                "status_shard": status_shard(order.status, shard_of(order.order_id)),
                "version": order.version,
                "shipments": shipments_document(order),
                "timeline": [entry_document(change.entry)],
                "updated_at": timestamp(order.updated_at),
            },
        )
        return {
            "TableName": self._orders,
            "Key": {"order_id": {"S": order.order_id}},
            "UpdateExpression": "SET #status = :status, status_shard = :status_shard, version = :version, "
            "shipments = :shipments, updated_at = :updated_at, timeline = list_append(timeline, :timeline)",
            "ConditionExpression": "version = :seen",
            "ExpressionAttributeNames": {"#status": "status"},
            "ExpressionAttributeValues": {
                ":seen": {"N": str(change.before.version)},
                **{f":{name}": value for name, value in values.items()},
            },
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }

    def _pointers(self, change: OrderChange) -> list[dict[str, Any]]:
        """Tracking pointers follow the shipments: new numbers gain one, corrected ones lose the old."""
        before, after = tracking_keys(change.before), tracking_keys(change.after)
        gained = [
            {"Put": {"TableName": self._orders, "Item": _pointer(key, number)}}
            for key, number in after.items()
            if key not in before
        ]
        lost = [
            {"Delete": {"TableName": self._orders, "Key": {"order_id": {"S": key}}}}
            for key in before
            if key not in after
        ]
        return gained + lost


def _pointer(key: str, tracking_number: str) -> Item:
    return to_wire(OrderItem, {"order_id": key, "tracking_number": tracking_number})


def _offer(item: Mapping[str, Mapping[str, Any]]) -> Offer:
    price = item["price"]["M"]
    return Offer(
        product_id=item["product_id"]["S"],
        sku=item["sku"]["S"],
        name=item["name"]["S"],
        unit_price=Money(int(price["amount_minor"]["N"]), price["currency"]["S"]),
        active=item["status"]["S"] == "ACTIVE",
        version=int(item["version"]["N"]),
        available=int(item["available"]["N"]),
    )
