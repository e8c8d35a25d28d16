"""Each fault does to a call what its class says, against the real database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError, ReadTimeoutError

from tests.dynamodb_proxy import (
    DynamoDBProxy,
    Hang,
    LateAnswer,
    LostAnswer,
    LostRequest,
    Rewritten,
    ServerError,
    Throttled,
    TransactionConflict,
)
from tests.dynamodb_proxy.conditions import without_condition
from tests.dynamodb_proxy.conftest import stock, take

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

pytestmark = pytest.mark.dynamodb


def reasons(refused: pytest.ExceptionInfo[ClientError]) -> list[dict[str, Any]]:
    response: Any = refused.value.response
    assert response["Error"]["Code"] == "TransactionCanceledException"
    found: list[dict[str, Any]] = response["CancellationReasons"]
    return found


def test_passes_on_what_no_fault_takes(through_proxy: DynamoDBClient, table: str) -> None:
    """With nothing to play, a transaction writes, and a read through the proxy sees it."""
    through_proxy.transact_write_items(TransactItems=[take(table, "a", 2), take(table, "b", 5)])
    assert (stock(through_proxy, table, "a"), stock(through_proxy, table, "b")) == (3, 0)


def test_a_conflict_names_its_item_and_writes_nothing(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, database: DynamoDBClient, table: str
) -> None:
    """A played conflict answers like DynamoDB, "None" for the others, once; the next try passes."""
    part = proxy.play(TransactionConflict(at={1}), times=1)
    with pytest.raises(ClientError) as refused:
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1), take(table, "b", 1)])
    assert [reason["Code"] for reason in reasons(refused)] == ["None", "TransactionConflict"]
    assert stock(database, table, "a") == 5
    through_proxy.transact_write_items(TransactItems=[take(table, "a", 1), take(table, "b", 1)])
    assert part.played == 1


def test_a_conflict_anywhere_takes_one_item_at_random(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, table: str
) -> None:
    """Without a place, each conflict is at one item, and over many both items get it."""
    proxy.play(TransactionConflict(seed=1))
    seen = set()
    for _ in range(20):
        with pytest.raises(ClientError) as refused:
            through_proxy.transact_write_items(TransactItems=[take(table, "a", 1), take(table, "b", 1)])
        codes = [reason["Code"] for reason in reasons(refused)]
        assert sorted(codes) == ["None", "TransactionConflict"]
        seen.add(codes.index("TransactionConflict"))
    assert seen == {0, 1}


def test_mixed_reasons_carry_the_real_old_item(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, database: DynamoDBClient, table: str
) -> None:
    """A conflict in one item, the truth about the others: a failing condition with what the table holds."""
    proxy.play(TransactionConflict(at={0}, others="checked"))
    put: Any = {
        "Put": {
            "TableName": table,
            "Item": {"id": {"S": "b"}, "stock": {"N": "1"}},
            "ConditionExpression": "attribute_not_exists(id)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
    }
    with pytest.raises(ClientError) as refused:
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1), put])
    conflict, failed = reasons(refused)
    assert conflict["Code"] == "TransactionConflict"
    assert failed["Code"] == "ConditionalCheckFailed"
    assert failed["Item"]["stock"] == {"N": "5"}
    with pytest.raises(ClientError) as refused:
        through_proxy.transact_write_items(TransactItems=[take(table, "b", 1), take(table, "a", 1)])
    assert [reason["Code"] for reason in reasons(refused)] == ["TransactionConflict", "None"]
    assert stock(database, table, "a") == 5


def test_a_single_write_conflicts_too(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, table: str
) -> None:
    """An UpdateItem gets TransactionConflictException while a transaction holds its item."""
    proxy.play(TransactionConflict(), on={"UpdateItem"})
    with pytest.raises(ClientError) as refused:
        through_proxy.update_item(TableName=table, Key={"id": {"S": "a"}}, UpdateExpression="REMOVE stock")
    assert refused.value.response["Error"]["Code"] == "TransactionConflictException"


@pytest.mark.parametrize(
    ("kind", "reason", "error"),
    [
        ("throughput", "ProvisionedThroughputExceeded", "ProvisionedThroughputExceededException"),
        ("throttling", "ThrottlingError", "ThrottlingException"),
    ],
)
def test_throttling_is_a_reason_in_transactions(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, table: str, kind: Any, reason: str, error: str
) -> None:
    """A throttled transaction is cancelled with that reason; a throttled read fails with that error."""
    proxy.play(Throttled(kind))
    with pytest.raises(ClientError) as refused:
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1), take(table, "b", 1)])
    assert [found["Code"] for found in reasons(refused)] == [reason, "None"]
    with pytest.raises(ClientError) as refused:
        through_proxy.get_item(TableName=table, Key={"id": {"S": "a"}})
    assert refused.value.response["Error"]["Code"] == error


def test_a_lost_answer_comes_after_the_commit(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, database: DynamoDBClient, table: str
) -> None:
    """The client sees its connection cut, and the write is there."""
    proxy.play(LostAnswer(), times=1)
    with pytest.raises(ConnectionClosedError):
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1)])
    assert stock(database, table, "a") == 4


def test_a_lost_request_writes_nothing(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, database: DynamoDBClient, table: str
) -> None:
    """The client sees its connection cut, and nothing was written."""
    proxy.play(LostRequest(), times=1)
    with pytest.raises(ConnectionClosedError):
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1)])
    assert stock(database, table, "a") == 5


def test_a_server_error_writes_nothing(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, database: DynamoDBClient, table: str
) -> None:
    """DynamoDB's 500 reaches the client, and nothing was written."""
    proxy.play(ServerError(), times=1)
    with pytest.raises(ClientError) as refused:
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1)])
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500
    assert stock(database, table, "a") == 5


def test_a_late_answer_has_taken_effect(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, database: DynamoDBClient, table: str
) -> None:
    """A client that gives up waiting for a late answer finds its write done."""
    proxy.play(LateAnswer(seconds=5), times=1)
    with pytest.raises(ReadTimeoutError):
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1)])
    assert stock(database, table, "a") == 4


def test_a_hanging_database_writes_nothing(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, database: DynamoDBClient, table: str
) -> None:
    """A client that gives up waiting for a hanging database finds nothing written."""
    proxy.play(Hang(), times=1)
    with pytest.raises(ReadTimeoutError):
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1)])
    assert stock(database, table, "a") == 5


def test_a_refusing_database_returns_at_the_same_address(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, table: str
) -> None:
    """While it refuses nobody connects; afterwards the same client is served again."""
    assert stock(through_proxy, table, "a") == 5
    with proxy.refusing(), pytest.raises((EndpointConnectionError, ConnectionClosedError)):
        stock(through_proxy, table, "a")
    assert stock(through_proxy, table, "a") == 5


def test_a_rewritten_call_does_what_it_was_changed_to(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, database: DynamoDBClient, table: str
) -> None:
    """With its condition taken off, a write that the table would refuse goes through."""

    def unguarded(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"Update": without_condition(item["Update"])} for item in items]

    proxy.play(Rewritten(unguarded), times=1)
    through_proxy.transact_write_items(TransactItems=[take(table, "a", 9)])
    assert stock(database, table, "a") == -4
    with pytest.raises(ClientError):
        through_proxy.transact_write_items(TransactItems=[take(table, "b", 9)])
