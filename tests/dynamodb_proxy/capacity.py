"""Write units of a call, as DynamoDB bills them.

DynamoDB Local reports a transactional write at four units for each started KB, on the table and on each index
alike. DynamoDB itself bills two on the table (prepare, commit). What it bills on an index is counted here the
dearer way, also two, so a figure met here is met there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LOCAL_TRANSACTION_FACTOR = 2.0


def write_units(operation: str, answer: Mapping[str, Any]) -> float:
    """Write units, indexes included, of a call that was answered with ConsumedCapacity."""
    consumed = answer.get("ConsumedCapacity")
    if consumed is None or operation in {"Query", "Scan", "GetItem", "BatchGetItem", "TransactGetItems"}:
        return 0.0
    tables = consumed if isinstance(consumed, list) else [consumed]
    total = sum(float(table["CapacityUnits"]) for table in tables)
    return total / _LOCAL_TRANSACTION_FACTOR if operation == "TransactWriteItems" else total
