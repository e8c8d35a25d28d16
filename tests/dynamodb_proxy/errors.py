"""Error answers as the real DynamoDB words them.

Shapes and codes: Amazon DynamoDB API Reference, TransactWriteItems and Common Errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.dynamodb_proxy.call import Answer

DYNAMODB = "com.amazonaws.dynamodb.v20120810"
CORAL = "com.amazon.coral.availability"

NO_REASON: Mapping[str, Any] = {"Code": "None"}
CONFLICT_REASON: Mapping[str, Any] = {
    "Code": "TransactionConflict",
    "Message": "Transaction is ongoing for the item",
}
THROUGHPUT_REASON: Mapping[str, Any] = {
    "Code": "ProvisionedThroughputExceeded",
    "Message": "The level of configured provisioned throughput for the table was exceeded.",
}
THROTTLING_REASON: Mapping[str, Any] = {
    "Code": "ThrottlingError",
    "Message": "Throughput exceeds the current capacity of your table or index.",
}


def transaction_cancelled(reasons: Sequence[Mapping[str, Any]]) -> Answer:
    """A TransactionCanceledException; `reasons` has one entry for each item of the transaction, in its order."""
    codes = ", ".join(reason["Code"] for reason in reasons)
    return Answer.of(
        400,
        {
            "__type": f"{DYNAMODB}#TransactionCanceledException",
            "CancellationReasons": list(reasons),
            "Message": "Transaction cancelled, please refer cancellation reasons for specific reasons "
            f"[{codes}]",
        },
    )


def one_reason(reason: Mapping[str, Any], at: Iterable[int], count: int) -> list[Mapping[str, Any]]:
    """`reason` at the given positions of a transaction of `count` items, and "None" for the others."""
    chosen = set(at)
    return [reason if position in chosen else NO_REASON for position in range(count)]


def single_item_conflict() -> Answer:
    """What a PutItem, UpdateItem or DeleteItem gets while a transaction holds its item."""
    return Answer.of(
        400,
        {
            "__type": f"{DYNAMODB}#TransactionConflictException",
            "message": "Transaction is ongoing for the item",
        },
    )


def throughput_exceeded() -> Answer:
    return Answer.of(
        400,
        {
            "__type": f"{DYNAMODB}#ProvisionedThroughputExceededException",
            "message": "The level of configured provisioned throughput for the table was exceeded. "
            "Consider increasing your provisioning level with the UpdateTable API.",
        },
    )


def throttling() -> Answer:
    return Answer.of(400, {"__type": f"{CORAL}#ThrottlingException", "message": "Rate exceeded"})


def internal_server_error() -> Answer:
    return Answer.of(
        500, {"__type": f"{DYNAMODB}#InternalServerError", "message": "The request processing has failed."}
    )
