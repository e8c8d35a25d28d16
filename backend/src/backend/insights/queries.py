"""The latest answers, as the workers have kept them: nothing is worked out here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.insights.period import Period
from backend.persistence.dynamo import Dynamo
from backend.persistence.items import InsightItem, Item, from_wire

GROUP = "insights"
LATEST = "latest"
"""The item that says as of when the others are."""

Rows = Sequence[Mapping[str, Any]]


def group_of(question: str) -> str:
    """The group of a question's answers, whose keys are days."""
    return f"{GROUP}#{question}"


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows by day (YYYY-MM-DD), days without any left out. `as_of`: all that had been stored by then is in it; None:
    nothing has been worked out yet."""

    as_of: str | None
    days: Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class ReadInsight:
    """One read by key, and one range of days."""

    dynamo: Dynamo
    table: str

    async def __call__(self, question: str, period: Period) -> Answer:
        # When it was worked out first: what is read after that is not older.
        latest = await self.dynamo.get(self.table, {"item_group": {"S": GROUP}, "item_key": {"S": LATEST}})
        if latest is None:
            return Answer(None, {})
        days: dict[str, Rows] = {}
        start: Item | None = None
        while True:
            items, start = await self.dynamo.query_page(
                self.table,
                KeyConditionExpression="item_group = :group AND item_key BETWEEN :first AND :last",
                ExpressionAttributeValues={
                    ":group": {"S": group_of(question)},
                    ":first": {"S": period.first.isoformat()},
                    ":last": {"S": period.last.isoformat()},
                },
                ConsistentRead=True,
                **({"ExclusiveStartKey": start} if start else {}),
            )
            for item in items:
                stored = from_wire(InsightItem, item)
                days[stored["item_key"]] = json.loads(stored["rows"])
            if start is None:
                return Answer(from_wire(InsightItem, latest)["as_of"], days)
