"""Operations in DynamoDB."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from backend.operations.domain.operation import FINISHED, Operation
from backend.operations.domain.operations import AlreadyFinished
from backend.operations.item import LIST, from_item, pointer, record_key, to_item
from backend.persistence.dynamo import DatabaseAway, Dynamo, TransactionCancelled
from backend.persistence.listed import newest_records

Alongside = Callable[[Operation], Awaitable[Sequence[Mapping[str, Any]]]]


async def _nothing(operation: Operation) -> Sequence[Mapping[str, Any]]:
    return ()


class DynamoOperations:
    """The `Operations` that the backend keeps in DynamoDB.

    `alongside`: what is written in the transaction that records the operation, and only with it.
    """

    def __init__(self, dynamo: Dynamo, *, table: str, alongside: Alongside = _nothing) -> None:
        self._dynamo = dynamo
        self._table = table
        self._alongside = alongside

    async def get(self, operation_id: str) -> Operation | None:
        item = await self._dynamo.get(self._table, record_key(operation_id))
        return from_item(item) if item else None

    async def record(self, operation: Operation) -> None:
        # Two deliveries of a command may overlap, when the first was slow: what has ended stays as it ended.
        record = {
            "TableName": self._table,
            "Item": to_item(operation),
            "ConditionExpression": "attribute_not_exists(#state) OR NOT #state IN (:done, :refused)",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": dict(
                zip((":done", ":refused"), ({"S": state.value} for state in FINISHED), strict=True)
            ),
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        writes = [{"Put": record}, *await self._alongside(operation)]
        if operation.attempts <= 1:
            writes.append({"Put": {"TableName": self._table, "Item": pointer(operation)}})
        try:
            await self._dynamo.transact_write(writes)
        except TransactionCancelled as cancelled:
            stood = cancelled.reasons[0]
            if stood.refused and stood.item:
                raise AlreadyFinished(from_item(stood.item)) from cancelled
            raise DatabaseAway("the operation's record is contended") from cancelled

    async def page(self, limit: int, before: str | None) -> tuple[list[Operation], str | None]:
        """At most `limit` operations, newest first, asked for before the key `before`, and the key to go on from (None
        at the end)."""
        items, last = await newest_records(
            self._dynamo, self._table, LIST, record_key, limit=limit, before=before
        )
        operations = sorted(
            map(from_item, items), key=lambda one: (one.created_at, one.operation_id), reverse=True
        )
        return operations, last
