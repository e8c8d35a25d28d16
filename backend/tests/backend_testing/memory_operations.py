"""A fake that behaves: operations kept in memory, with the promises of their port."""

from __future__ import annotations

import asyncio

from backend.operations.domain.operation import Operation
from backend.operations.domain.operations import AlreadyFinished


class MemoryOperations:
    """`Operations` in memory; `history` has every record that was kept."""

    def __init__(self) -> None:
        self.kept: dict[str, Operation] = {}
        self.history: list[Operation] = []

    async def get(self, operation_id: str) -> Operation | None:
        await asyncio.sleep(0)
        return self.kept.get(operation_id)

    async def record(self, operation: Operation) -> None:
        await asyncio.sleep(0)
        stood = self.kept.get(operation.operation_id)
        if stood is not None and stood.finished:
            raise AlreadyFinished(stood)
        self.kept[operation.operation_id] = operation
        self.history.append(operation)
