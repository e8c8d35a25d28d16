"""Evaluates the conditions of a transaction on the real tables, without its writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.dynamodb_proxy.call import Call, Forward
from tests.dynamodb_proxy.errors import NO_REASON

_PLACEHOLDER_PARTS = ("ExpressionAttributeNames", "ExpressionAttributeValues")
_PLACEHOLDER = re.compile(r"[:#][A-Za-z0-9_]+")


async def reasons_without_writing(call: Call, forward: Forward) -> list[Mapping[str, Any]]:
    """The reason each item of a TransactWriteItems would be given now, in order; nothing is written.

    Each conditional item is asked as a lone ConditionCheck, so that one failing hides no other.
    """
    keys = _KeyNames(call, forward)
    return [await _reason(call, forward, keys, item) for item in call.transact_items]


class _KeyNames:
    """The key attributes of each table, asked once for each."""

    def __init__(self, call: Call, forward: Forward) -> None:
        self._call, self._forward, self._known = call, forward, dict[str, list[str]]()

    async def of(self, table: str) -> list[str]:
        if table not in self._known:
            answer = await self._forward(self._call.with_payload({"TableName": table}, "DescribeTable"))
            schema = answer.payload["Table"]["KeySchema"]
            self._known[table] = [part["AttributeName"] for part in schema]
        return self._known[table]


async def _reason(call: Call, forward: Forward, keys: _KeyNames, item: dict[str, Any]) -> Mapping[str, Any]:
    ((_verb, action),) = item.items()
    if "ConditionExpression" not in action:
        return NO_REASON
    table = action["TableName"]
    key = action.get("Key") or {name: action["Item"][name] for name in await keys.of(table)}
    check = {"TableName": table, "Key": key, "ConditionExpression": action["ConditionExpression"]}
    if "ReturnValuesOnConditionCheckFailure" in action:
        check["ReturnValuesOnConditionCheckFailure"] = action["ReturnValuesOnConditionCheckFailure"]
    check |= placeholders_of(action["ConditionExpression"], action)
    answer = await forward(call.with_payload({"TransactItems": [{"ConditionCheck": check}]}))
    if answer.status == 200:
        return NO_REASON
    reasons: list[Mapping[str, Any]] = answer.payload["CancellationReasons"]
    return reasons[0]


def without_condition(action: Mapping[str, Any]) -> dict[str, Any]:
    """The Put, Update or Delete without its condition."""
    dropped = {"ConditionExpression", "ReturnValuesOnConditionCheckFailure", *_PLACEHOLDER_PARTS}
    kept = {name: value for name, value in action.items() if name not in dropped}
    return kept | placeholders_of(action.get("UpdateExpression", ""), action)


def placeholders_of(expression: str, action: Mapping[str, Any]) -> dict[str, Any]:
    """The names and values that the expression uses; DynamoDB refuses a call with any that none uses."""
    used = set(_PLACEHOLDER.findall(expression))
    parts = {
        part: {name: value for name, value in action.get(part, {}).items() if name in used}
        for part in _PLACEHOLDER_PARTS
    }
    return {part: kept for part, kept in parts.items() if kept}
