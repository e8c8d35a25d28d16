"""A manager sends what kept failing again, as it was or mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.clock import Now
from backend.dead_letters.domain.dead_letter import DeadLetter, DeadLetterState
from backend.dead_letters.domain.dead_letters import DeadLetters
from backend.dead_letters.domain.errors import DeadLetterNotFound, DeadLetterSettled

_PAGE = 100


@dataclass(frozen=True, slots=True)
class Matching:
    """Which dead letters: all conditions hold at once; None means any."""

    queue: str | None = None
    kind: str | None = None
    cause: str | None = None

    def admits(self, letter: DeadLetter) -> bool:
        content = letter.content
        kind = content.get("kind") if isinstance(content, dict) else None
        return (
            self.queue in (None, letter.queue)
            and self.kind in (None, kind)
            and (self.cause is None or self.cause in (letter.cause or ""))
        )


@dataclass(frozen=True, slots=True)
class RedriveDeadLetters:
    """Mark one dead letter, or all that match, to go back into their queues; a worker sends them within moments."""

    dead_letters: DeadLetters
    now: Now

    async def one(self, dead_letter_id: str, edited: Mapping[str, Any] | None, actor: str) -> DeadLetter:
        """Raises `DeadLetterNotFound`, `DeadLetterSettled`, `EditRefused`."""
        letter = await self.dead_letters.get(dead_letter_id)
        if letter is None:
            raise DeadLetterNotFound(dead_letter_id)
        after = letter.redriving(edited, by=actor, at=self.now())
        await self.dead_letters.settle(letter, after)
        return after

    async def all_that_match(self, wanted: Matching, most: int, actor: str) -> int:
        """How many were marked, at most so many; one that somebody else settles meanwhile is not among them."""
        marked, before = 0, None
        while True:
            letters, before = await self.dead_letters.page(DeadLetterState.WAITING, _PAGE, before)
            for letter in filter(wanted.admits, letters):
                if marked == most:
                    return marked
                try:
                    await self.dead_letters.settle(letter, letter.redriving(None, by=actor, at=self.now()))
                except DeadLetterSettled:
                    continue
                marked += 1
            if before is None:
                return marked
