"""Operations in pages."""

from __future__ import annotations

from dataclasses import dataclass

from backend.operations.domain.operation import Operation
from backend.operations.repository import DynamoOperations
from chassis.cursors import Cursors


@dataclass(frozen=True, slots=True)
class OperationPage:
    """Some operations, and the cursor of the page behind them (None at the end)."""

    items: list[Operation]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ListOperations:
    """Every operation that somebody has begun, newest first."""

    operations: DynamoOperations
    cursors: Cursors

    async def __call__(self, limit: int, cursor: str | None) -> OperationPage:
        """At most `limit` operations. Raises `InvalidCursor`."""
        before = self.cursors.read("operations", cursor) if cursor else None
        items, last = await self.operations.page(limit, before)
        return OperationPage(items, self.cursors.issue("operations", last) if last else None)
