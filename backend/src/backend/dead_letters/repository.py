"""Dead letters in DynamoDB: a record for each, and a pointer in the list of its state, moved in one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from backend.dead_letters.domain.dead_letter import DeadLetter, DeadLetterState
from backend.dead_letters.domain.errors import DeadLetterSettled
from backend.dead_letters.item import from_item, list_group, pointer, pointer_key, record_key, to_item
from backend.persistence.dynamo import DatabaseAway, Dynamo, TransactionCancelled
from backend.persistence.listed import newest_records

Alongside = Callable[[DeadLetter], Awaitable[Sequence[Mapping[str, Any]]]]


async def _nothing(letter: DeadLetter) -> Sequence[Mapping[str, Any]]:
    return ()


class DynamoDeadLetters:
    """The `DeadLetters` that the backend keeps in DynamoDB.

    `alongside`: what is written in the transaction that keeps a new one, and only with it.
    """

    def __init__(self, dynamo: Dynamo, *, table: str, alongside: Alongside = _nothing) -> None:
        self._dynamo = dynamo
        self._table = table
        self._alongside = alongside

    async def get(self, dead_letter_id: str) -> DeadLetter | None:
        item = await self._dynamo.get(self._table, record_key(dead_letter_id))
        return from_item(item) if item else None

    async def keep(self, letter: DeadLetter) -> None:
        record = {**self._put(to_item(letter)), "ConditionExpression": "attribute_not_exists(item_group)"}
        try:
            await self._dynamo.transact_write(
                [{"Put": record}, {"Put": self._put(pointer(letter))}, *await self._alongside(letter)]
            )
        except TransactionCancelled as cancelled:
            if not cancelled.reasons[0].refused:
                raise DatabaseAway("the dead letter is contended") from cancelled

    async def settle(self, before: DeadLetter, after: DeadLetter) -> None:
        # Of two who settle it at once, one finds the other's state.
        record = {
            **self._put(to_item(after)),
            "ConditionExpression": "#state = :seen",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": {":seen": {"S": before.state.value}},
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        moved = [
            {"Delete": {"TableName": self._table, "Key": pointer_key(before)}},
            {"Put": self._put(pointer(after))},
        ]
        try:
            await self._dynamo.transact_write([{"Put": record}, *moved])
        except TransactionCancelled as cancelled:
            stood = cancelled.reasons[0]
            if stood.refused and stood.item:
                raise DeadLetterSettled(stood.item["state"]["S"]) from cancelled
            raise DatabaseAway("the dead letter is contended") from cancelled

    async def page(
        self, state: DeadLetterState, limit: int, before: str | None
    ) -> tuple[list[DeadLetter], str | None]:
        items, last = await newest_records(
            self._dynamo,
            self._table,
            list_group(state),
            record_key,
            limit=limit,
            before=before,
            consistent=True,
        )
        letters = sorted(
            map(from_item, items), key=lambda one: (one.found_at, one.dead_letter_id), reverse=True
        )
        return letters, last

    def _put(self, item: Any) -> dict[str, Any]:
        return {"TableName": self._table, "Item": item}
