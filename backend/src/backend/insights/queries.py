"""The latest answers, as the workers have kept them: nothing is worked out here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from backend.persistence.dynamo import Dynamo
from backend.persistence.items import InsightItem, from_wire

GROUP = "insights"


@dataclass(frozen=True, slots=True)
class Answer:
    """`as_of`: all that had been stored by then is in it; None: nothing has been worked out yet."""

    as_of: str | None
    items: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ReadInsight:
    """One read by key."""

    dynamo: Dynamo
    table: str

    async def __call__(self, question: str) -> Answer:
        item = await self.dynamo.get(self.table, {"item_group": {"S": GROUP}, "item_key": {"S": question}})
        if item is None:
            return Answer(None, [])
        stored = from_wire(InsightItem, item)
        return Answer(stored["as_of"], json.loads(stored["rows"]))
