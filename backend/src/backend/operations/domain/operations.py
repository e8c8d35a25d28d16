"""The collection of all operations, as the use cases see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from backend.operations.domain.operation import Operation


@dataclass(frozen=True, slots=True)
class AlreadyFinished(Exception):
    """Another delivery of the command has brought it to its end meanwhile; nothing was written."""

    current: Operation


class Operations(Protocol):
    """Every operation that somebody has begun, for as long as they are kept."""

    async def get(self, operation_id: str) -> Operation | None:
        """The operation as it stands now (strongly consistent)."""

    async def record(self, operation: Operation) -> None:
        """Keep how far it is. Raises `AlreadyFinished`, and whatever the database raises."""
