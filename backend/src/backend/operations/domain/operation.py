"""A command, and the operation that it is to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class OperationState(StrEnum):
    """QUEUED and RUNNING operations go on by themselves; FAILED ones wait among the dead letters."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    REFUSED = "REFUSED"
    FAILED = "FAILED"


FINISHED = (OperationState.SUCCEEDED, OperationState.REFUSED)
"""What is so stays so."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to be done for `asked_by`, with the roles that they had when they asked.

    `kind` is the operation of the API that would do it at once; `parameters` are its ids and headers, `body` its body.
    """

    operation_id: str
    kind: str
    asked_by: str
    roles: frozenset[str]
    asked_at: datetime
    parameters: Mapping[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class Operation:
    """How far a command is: tried `attempts` times; with the `result` of a success, the `problem` of a
    refusal or of the latest fault.
    """

    operation_id: str
    kind: str
    asked_by: str
    parameters: Mapping[str, str]
    state: OperationState
    attempts: int
    created_at: datetime
    updated_at: datetime
    result: Mapping[str, Any] | None = field(default=None)
    problem: Mapping[str, Any] | None = field(default=None)
    progress: Mapping[str, int] | None = field(default=None)

    @classmethod
    def of(cls, command: Command) -> Operation:
        """The operation of a command that nobody has begun."""
        return cls(
            operation_id=command.operation_id,
            kind=command.kind,
            asked_by=command.asked_by,
            parameters=command.parameters,
            state=OperationState.QUEUED,
            attempts=0,
            created_at=command.asked_at,
            updated_at=command.asked_at,
        )

    @property
    def finished(self) -> bool:
        return self.state in FINISHED

    def begun(self, at: datetime) -> Operation:
        return replace(self, state=OperationState.RUNNING, attempts=self.attempts + 1, updated_at=at)

    def advanced(self, progress: Mapping[str, int], at: datetime) -> Operation:
        """It goes on; `progress` counts what is done."""
        return replace(self, progress=progress, updated_at=at)

    def succeeded(self, result: Mapping[str, Any], at: datetime) -> Operation:
        return replace(self, state=OperationState.SUCCEEDED, result=result, problem=None, updated_at=at)

    def refused(self, problem: Mapping[str, Any], at: datetime) -> Operation:
        return replace(self, state=OperationState.REFUSED, problem=problem, updated_at=at)

    def faulted(self, problem: Mapping[str, Any], at: datetime, *, for_good: bool) -> Operation:
        """It is tried again, or (`for_good`) goes to the dead letters."""
        state = OperationState.FAILED if for_good else OperationState.QUEUED
        return replace(self, state=state, problem=problem, updated_at=at)
