"""Index reads that lag behind their table.

DynamoDB Local's indexes are never late. While a lag is played, index reads are answered from a copy of the
table, which gets each write late; the database itself evaluates the query, so every rule of it holds.
"""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from tests.dynamodb_proxy.call import Answer, Call, Forward

_COPIED = ("KeySchema", "AttributeDefinitions")


class LateIndexes:
    """Copies of tables as they were `lag_seconds` ago (None: as they were at the start, until released)."""

    def __init__(self, forward: Forward, lag_seconds: float | None) -> None:
        self._forward = forward
        self._lag_seconds = lag_seconds
        self._copies: dict[str, str] = {}
        self._keys: dict[str, list[str]] = {}
        # Images are read in the order they are applied: an older image must not overwrite a newer one.
        self._order = asyncio.Lock()
        self._following: set[asyncio.Task[None]] = set()

    async def copy(self, table: str, like: Call) -> None:
        """Makes the copy of a table and fills it with what the table holds now."""
        described = (await self._ask(like, "DescribeTable", {"TableName": table}))["Table"]
        name = f"{table}.late.{uuid.uuid4().hex[:8]}"
        await self._ask(like, "CreateTable", _definition(described, name))
        self._keys[table] = [part["AttributeName"] for part in described["KeySchema"]]
        start: dict[str, Any] = {}
        while True:
            page = await self._ask(like, "Scan", {"TableName": table, "ConsistentRead": True, **start})
            for item in page["Items"]:
                await self._ask(like, "PutItem", {"TableName": name, "Item": item})
            if "LastEvaluatedKey" not in page:
                break
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
        self._copies[table] = name

    def redirected(self, call: Call) -> Call:
        """An index read aimed at the copy; any other call as it is."""
        if call.operation not in {"Query", "Scan"} or "IndexName" not in call.payload:
            return call
        copy = self._copies.get(call.payload["TableName"])
        return call if copy is None else call.with_payload({**call.payload, "TableName": copy})

    async def written(self, call: Call) -> None:
        """Takes note of a write that has taken effect, to be seen by index reads after the lag."""
        if self._lag_seconds is None:
            return
        for table, key in self._keys_written(call):
            async with self._order:
                read = {"TableName": table, "Key": key, "ConsistentRead": True}
                image = (await self._ask(call, "GetItem", read)).get("Item")
                task = asyncio.create_task(self._follow(call, table, key, image))
                self._following.add(task)
                task.add_done_callback(self._following.discard)

    async def drop(self, like: Call) -> None:
        for task in self._following:
            task.cancel()
        for name in self._copies.values():
            await self._ask(like, "DeleteTable", {"TableName": name})
        self._copies.clear()

    async def _follow(
        self, call: Call, table: str, key: dict[str, Any], image: dict[str, Any] | None
    ) -> None:
        assert self._lag_seconds is not None
        await asyncio.sleep(self._lag_seconds)
        name = self._copies[table]
        if image is None:
            await self._ask(call, "DeleteItem", {"TableName": name, "Key": key})
        else:
            await self._ask(call, "PutItem", {"TableName": name, "Item": image})

    def _keys_written(self, call: Call) -> list[tuple[str, dict[str, Any]]]:
        if call.operation == "TransactWriteItems":
            actions = [action for item in call.transact_items for verb, action in item.items()]
        elif call.operation == "BatchWriteItem":
            actions = [
                {"TableName": table, **action}
                for table, requests in call.payload["RequestItems"].items()
                for request in requests
                for action in request.values()
            ]
        elif call.operation in {"PutItem", "UpdateItem", "DeleteItem"}:
            actions = [call.payload]
        else:
            actions = []
        return [
            (
                action["TableName"],
                action.get("Key") or {k: action["Item"][k] for k in self._keys[action["TableName"]]},
            )
            for action in actions
            if action["TableName"] in self._copies
        ]

    async def _ask(self, like: Call, operation: str, payload: dict[str, Any]) -> dict[str, Any]:
        answer: Answer = await self._forward(like.with_payload(payload, operation))
        if answer.status != 200:
            raise RuntimeError(f"{operation}: {answer.body.decode()}")
        return answer.payload


def _definition(described: dict[str, Any], name: str) -> dict[str, Any]:
    definition: dict[str, Any] = {part: described[part] for part in _COPIED}
    indexes = [
        {part: index[part] for part in ("IndexName", "KeySchema", "Projection")}
        for index in described.get("GlobalSecondaryIndexes", [])
    ]
    if indexes:
        definition["GlobalSecondaryIndexes"] = indexes
    return {"TableName": name, "BillingMode": "PAY_PER_REQUEST", **definition}
