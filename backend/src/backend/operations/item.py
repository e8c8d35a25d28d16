"""An operation as its DynamoDB items, and back."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.clock import timestamp
from backend.operations.domain.operation import Operation, OperationState
from backend.persistence.items import Item, OperationItem, OperationRecordItem, from_wire, to_wire

KEPT = timedelta(days=90)
RECORDS = "operation#"
"""How the groups of operations begin, each of which has one record."""
LIST = "operations"
"""The group of the pointers, newest last, from when an operation was asked for to the operation."""


def record_key(operation_id: str) -> Item:
    return {"item_group": {"S": f"{RECORDS}{operation_id}"}, "item_key": {"S": "record"}}


def asked_key(operation: Operation) -> str:
    """Sorts operations by when they were asked for, and by id within one millisecond."""
    return f"{timestamp(operation.created_at)}#{operation.operation_id}"


def to_item(operation: Operation) -> Item:
    """The whole record."""
    values = {
        "operation_id": operation.operation_id,
        "kind": operation.kind,
        "asked_by": operation.asked_by,
        "parameters": dict(operation.parameters),
        "state": operation.state.value,
        "attempts": operation.attempts,
        "created_at": timestamp(operation.created_at),
        "updated_at": timestamp(operation.updated_at),
        "result": None if operation.result is None else dict(operation.result),
        "problem": None if operation.problem is None else dict(operation.problem),
        "progress": None if operation.progress is None else dict(operation.progress),
        "expires_at": operation.updated_at + KEPT,
    }
    return {**record_key(operation.operation_id), **to_wire(OperationRecordItem, values)}


def pointer(operation: Operation) -> Item:
    """What the list of operations finds the record by."""
    values = {
        "item_group": LIST,
        "item_key": asked_key(operation),
        "expires_at": operation.updated_at + KEPT,
    }
    return to_wire(OperationItem, values)


def from_item(item: Item) -> Operation:
    """The operation that the record holds."""
    stored = from_wire(OperationRecordItem, item)
    return Operation(
        operation_id=stored["operation_id"],
        kind=stored["kind"],
        asked_by=stored["asked_by"],
        parameters=stored["parameters"],
        state=OperationState(stored["state"]),
        attempts=stored["attempts"],
        created_at=datetime.fromisoformat(stored["created_at"]),
        updated_at=datetime.fromisoformat(stored["updated_at"]),
        result=stored["result"],
        problem=stored["problem"],
        progress=stored["progress"],
    )
