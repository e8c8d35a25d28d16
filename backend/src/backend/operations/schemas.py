"""Operations on the wire, and commands on their way through the queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from backend.operations.domain.operation import Command, OperationState
from backend.orders.domain.order import OrderStatus
from backend.orders.schemas import Reason
from backend.schemas import Request, View


class CommandMessage(Request):
    """A message of the queue `ops-commands`, as ops-bff writes it."""

    operation_id: str = Field(min_length=1, max_length=64)
    kind: str
    asked_by: str
    roles: frozenset[str]
    asked_at: AwareDatetime
    parameters: dict[str, str]
    body: Any = None
    about: str = Field(
        min_length=1, max_length=128, description="The group of the queue that keeps its order."
    )

    def to_command(self) -> Command:
        return Command(
            operation_id=self.operation_id,
            kind=self.kind,
            asked_by=self.asked_by,
            roles=self.roles,
            asked_at=self.asked_at,
            parameters=self.parameters,
            body=self.body,
        )


class TransitionsRequest(Request):
    """Many orders that are to move to one status."""

    status: OrderStatus
    order_ids: list[UUID] = Field(min_length=1, max_length=500)
    reason: Reason = None


class OperationView(View):
    """A command and how far it is."""

    operation_id: str
    kind: str = Field(description="The operation of this API that would have done it at once.")
    state: OperationState = Field(
        description="QUEUED also between two attempts; FAILED ones wait among the dead letters."
    )
    attempts: int
    asked_by: str
    parameters: dict[str, str] = Field(description="Ids and headers of the request.")
    created_at: datetime
    updated_at: datetime
    progress: dict[str, int] | None = Field(
        description="Of work with many parts: how many are done, and how."
    )
    result: dict[str, Any] | None = Field(description="What came of it, once it has SUCCEEDED.")
    problem: dict[str, Any] | None = Field(
        description="Why it was REFUSED, or what stopped the latest attempt."
    )


class OperationPageView(View):
    """Some operations, newest first. `next_cursor` leads to older ones; null at the end."""

    items: list[OperationView]
    next_cursor: str | None
