"""A proxy on the DynamoDB wire that plays what DynamoDB Local never shows."""

from tests.dynamodb_proxy.faults import (
    WRITES,
    Fault,
    Hang,
    LateAnswer,
    LostAnswer,
    LostRequest,
    Rewritten,
    ServerError,
    Throttled,
    TransactionConflict,
)
from tests.dynamodb_proxy.proxy import DynamoDBProxy
from tests.dynamodb_proxy.script import Part

__all__ = [
    "WRITES",
    "DynamoDBProxy",
    "Fault",
    "Hang",
    "LateAnswer",
    "LostAnswer",
    "LostRequest",
    "Part",
    "Rewritten",
    "ServerError",
    "Throttled",
    "TransactionConflict",
]
