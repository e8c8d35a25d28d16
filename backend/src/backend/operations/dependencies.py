"""Operations, for one request."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from backend.operations.queries import ListOperations
from backend.operations.repository import DynamoOperations


async def _operations(request: Request) -> DynamoOperations:
    operations: DynamoOperations = request.app.state.operations
    return operations


async def _list_operations(request: Request) -> ListOperations:
    return ListOperations(request.app.state.operations, request.app.state.cursors)


AllOperations = Annotated[DynamoOperations, Depends(_operations)]
ToListOperations = Annotated[ListOperations, Depends(_list_operations)]
