"""A command that somebody sent is carried out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from backend.clock import Now
from backend.operations.domain.operation import Command, Operation
from backend.operations.domain.operations import AlreadyFinished, Operations

Result = Mapping[str, Any]
Report = Callable[[Mapping[str, int]], Awaitable[None]]
"""Tells how far the work is: for work that takes longer than a moment."""
Effect = Callable[[Command, Report], Awaitable[Result]]
REPORTED_EVERY = timedelta(seconds=0.5)
"""What is reported sooner after the record before is kept with the next: each is written, and told to whoever looks."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What people are told of an exception: `refused` when trying again would end the same way."""

    document: Mapping[str, Any]
    refused: bool


@dataclass(frozen=True, slots=True)
class CarryOutCommand:
    """Bring the command to its end and keep how it ended: done once, however often it is delivered.

    A refusal is an end like a success. A fault is recorded and raised, so that the command is delivered again; after
    the `last_attempt` the operation is FAILED until somebody sends it again.
    """

    operations: Operations
    effect: Effect
    problem_of: Callable[[Exception], Problem]
    now: Now

    async def __call__(self, command: Command, *, last_attempt: bool) -> Operation:
        operation = await self.operations.get(command.operation_id) or Operation.of(command)
        if operation.finished:
            return operation
        try:
            begun = await self._record(operation.begun(self.now()))
            ended = await self._try(begun, command, last_attempt=last_attempt)
        except AlreadyFinished as other:
            return other.current
        return ended

    async def _try(self, begun: Operation, command: Command, *, last_attempt: bool) -> Operation:
        recorded_at = begun.updated_at

        async def report(progress: Mapping[str, int]) -> None:
            nonlocal begun, recorded_at
            now = self.now()
            begun = begun.advanced(progress, now)
            if now - recorded_at >= REPORTED_EVERY:
                recorded_at = now
                await self._record(begun)

        try:
            result = await self.effect(command, report)
        except Exception as error:
            problem = self.problem_of(error)
            if not problem.refused:
                await self._record(begun.faulted(problem.document, self.now(), for_good=last_attempt))
                raise
            return await self._record(begun.refused(problem.document, self.now()))
        return await self._record(begun.succeeded(result, self.now()))

    async def _record(self, operation: Operation) -> Operation:
        await self.operations.record(operation)
        return operation
