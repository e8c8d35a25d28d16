"""Products in DynamoDB."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from backend.contention import Contended
from backend.persistence.dynamo import Dynamo, TransactionCancelled
from backend.persistence.items import Item
from backend.products.domain.edit import ProductEdit
from backend.products.domain.product import Product, StaffChange
from backend.products.item import changes_from_item, changes_key, changes_to_item, from_item, to_item

_EDITED = (
    "name",
    "description",
    "image_url",
    "category",
    "price",
    "status",
    "low_stock_threshold",
    "version",
    "updated_at",
)


class DynamoProducts:
    """The `Products` that the backend keeps in DynamoDB."""

    def __init__(self, dynamo: Dynamo, *, table: str) -> None:
        self._dynamo = dynamo
        self._table = table

    async def get(self, product_id: str) -> Product | None:
        item = await self._dynamo.get(self._table, _key(product_id))
        return from_item(item) if item else None

    async def get_with_changes(self, product_id: str) -> tuple[Product, Sequence[StaffChange]] | None:
        found = await self._dynamo.batch_get({self._table: [_key(product_id), _key(changes_key(product_id))]})
        items = {item["product_id"]["S"]: item for item in found[self._table]}
        if product_id not in items:
            return None
        changes = items.get(changes_key(product_id))
        return from_item(items[product_id]), changes_from_item(changes) if changes else []

    async def create(self, product: Product) -> Product | None:
        try:
            existing = await self._dynamo.put_new(self._table, to_item(product), "product_id")
        except TransactionCancelled as cancelled:
            raise Contended from cancelled
        return from_item(existing) if existing else None

    async def save(self, edit: ProductEdit, changes: Sequence[StaffChange]) -> Product | None:
        try:
            await self._dynamo.transact_write(self.change(edit, changes))
        except TransactionCancelled as cancelled:
            stood = cancelled.reasons[0]
            if stood.refused and stood.item:
                return from_item(stood.item)
            if cancelled.contended:
                raise Contended from cancelled
            raise
        return None

    def creation(self, product: Product) -> dict[str, Any]:
        """The part of a transaction that creates the product, unless it is there."""
        return {
            "Put": {
                "TableName": self._table,
                "Item": to_item(product),
                "ConditionExpression": "attribute_not_exists(product_id)",
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
            }
        }

    def change(self, edit: ProductEdit, changes: Sequence[StaffChange]) -> list[dict[str, Any]]:
        """The parts of a transaction that make the edit, the first of them refused when it is of another version."""
        product = edit.product
        # The version proves that no other edit came between, so replacing the list of changes loses none.
        # Stock moves by ADD under its own condition: sales may come between.
        fields = to_item(product)
        present = [name for name in _EDITED if name in fields]
        absent = [name for name in _EDITED if name not in fields]
        update: dict[str, Any] = {
            "TableName": self._table,
            "Key": _key(product.product_id),
            "UpdateExpression": "SET edited_revision = revision + :one, "
            + ", ".join(f"#{name} = :{name}" for name in present)
            + " ADD received :delta, available :delta, revision :one"
            + (" REMOVE " + ", ".join(f"#{name}" for name in absent) if absent else ""),
            "ConditionExpression": "#version = :seen AND available >= :written_off",
            "ExpressionAttributeNames": {f"#{name}": name for name in _EDITED},
            "ExpressionAttributeValues": {
                ":one": {"N": "1"},
                ":delta": {"N": str(edit.delta)},
                ":written_off": {"N": str(max(0, -edit.delta))},
                ":seen": {"N": str(product.version - 1)},
                **{f":{name}": fields[name] for name in present},
            },
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        history = {"TableName": self._table, "Item": changes_to_item(product.product_id, changes)}
        return [{"Update": update}, {"Put": history}]

    async def page(self, limit: int, after: str | None) -> tuple[list[Product], str | None]:
        """At most `limit` products in the table's own order, from behind the id `after`, and the id to go on from
        (None at the end). Strongly consistent."""
        products: list[Product] = []
        start: Item | None = _key(after) if after else None
        while True:
            items, start = await self._dynamo.scan_page(
                self._table,
                ConsistentRead=True,
                Limit=limit - len(products),
                FilterExpression="attribute_exists(sku)",
                **({"ExclusiveStartKey": start} if start else {}),
            )
            products += [from_item(item) for item in items]
            if start is None:
                return products, None
            if len(products) == limit:
                return products, start["product_id"]["S"]

    async def all(self) -> AsyncIterator[Product]:
        """Every product."""
        async for item in self._dynamo.scan(
            self._table, ConsistentRead=True, FilterExpression="attribute_exists(sku)"
        ):
            yield from_item(item)


def _key(product_id: str) -> Item:
    return {"product_id": {"S": product_id}}
