"""A manager says that what kept failing is not to be done."""

from __future__ import annotations

from dataclasses import dataclass

from backend.clock import Now
from backend.dead_letters.domain.dead_letters import DeadLetters
from backend.dead_letters.domain.errors import DeadLetterNotFound


@dataclass(frozen=True, slots=True)
class DiscardDeadLetter:
    """It stays to be seen for as long as dead letters are kept. Raises `DeadLetterNotFound`, `DeadLetterSettled`."""

    dead_letters: DeadLetters
    now: Now

    async def __call__(self, dead_letter_id: str, actor: str) -> None:
        letter = await self.dead_letters.get(dead_letter_id)
        if letter is None:
            raise DeadLetterNotFound(dead_letter_id)
        await self.dead_letters.settle(letter, letter.discarded(by=actor, at=self.now()))
