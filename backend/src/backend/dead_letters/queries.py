"""Dead letters in pages."""

from __future__ import annotations

from dataclasses import dataclass

from backend.dead_letters.domain.dead_letter import DeadLetter, DeadLetterState
from backend.dead_letters.repository import DynamoDeadLetters
from chassis.cursors import Cursors


@dataclass(frozen=True, slots=True)
class DeadLetterPage:
    """Some dead letters, and the cursor of the page behind them (None at the end)."""

    items: list[DeadLetter]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ListDeadLetters:
    """Those of one state, newest first."""

    dead_letters: DynamoDeadLetters
    cursors: Cursors

    async def __call__(self, state: DeadLetterState, limit: int, cursor: str | None) -> DeadLetterPage:
        """At most `limit` of them. Raises `InvalidCursor`."""
        listing = f"dead letters {state}"
        before = self.cursors.read(listing, cursor) if cursor else None
        items, last = await self.dead_letters.page(state, limit, before)
        return DeadLetterPage(items, self.cursors.issue(listing, last) if last else None)
