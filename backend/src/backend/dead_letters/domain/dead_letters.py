"""The collection of all dead letters, as the use cases see it."""

from __future__ import annotations

from typing import Protocol

from backend.dead_letters.domain.dead_letter import DeadLetter, DeadLetterState


class DeadLetters(Protocol):
    """Every message that kept failing, for as long as they are kept."""

    async def get(self, dead_letter_id: str) -> DeadLetter | None:
        """The dead letter as it stands now (strongly consistent)."""

    async def keep(self, letter: DeadLetter) -> None:
        """Keep one that was found; nothing when it is kept already."""

    async def settle(self, before: DeadLetter, after: DeadLetter) -> None:
        """Keep what became of it. Raises `DeadLetterSettled` when it no longer stands as `before` says."""

    async def page(
        self, state: DeadLetterState, limit: int, before: str | None
    ) -> tuple[list[DeadLetter], str | None]:
        """At most `limit` of that state, newest first, from behind the key `before`, and the key to go on from (None at
        the end)."""
