"""Index reads lag behind, and nothing else does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.dynamodb_proxy import DynamoDBProxy
from tests.dynamodb_proxy.conftest import stock, take

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

pytestmark = pytest.mark.dynamodb


def red(client: DynamoDBClient, table: str) -> dict[str, int]:
    """Stock by id of the red items, read from the index in pages of one."""
    pages = client.get_paginator("query").paginate(
        TableName=table,
        IndexName="by_colour",
        KeyConditionExpression="colour = :red",
        ExpressionAttributeValues={":red": {"S": "red"}},
        PaginationConfig={"PageSize": 1},
    )
    return {item["id"]["S"]: int(item["stock"]["N"]) for page in pages for item in page["Items"]}


def test_a_held_index_shows_the_past(proxy: DynamoDBProxy, through_proxy: DynamoDBClient, table: str) -> None:
    """While held, the index hides new items and new values; reads by id see them; afterwards all is seen."""
    with proxy.late_indexes(table):
        through_proxy.put_item(
            TableName=table, Item={"id": {"S": "c"}, "colour": {"S": "red"}, "stock": {"N": "9"}}
        )
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1)])
        assert red(through_proxy, table) == {"a": 5, "b": 5}
        assert stock(through_proxy, table, "a") == 4
    assert red(through_proxy, table) == {"a": 4, "b": 5, "c": 9}


def test_a_lagging_index_catches_up(proxy: DynamoDBProxy, through_proxy: DynamoDBClient, table: str) -> None:
    """With a lag, a write is missing from the index at first and shows up by itself, deletions too."""
    with proxy.late_indexes(table, lag_seconds=0.3):
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1)])
        through_proxy.delete_item(TableName=table, Key={"id": {"S": "b"}})
        assert red(through_proxy, table) == {"a": 5, "b": 5}
        give_up_at = time.monotonic() + 10
        while red(through_proxy, table) != {"a": 4}:
            assert time.monotonic() < give_up_at
            time.sleep(0.05)


def test_copies_are_dropped(proxy: DynamoDBProxy, database: DynamoDBClient, table: str) -> None:
    """No table of the proxy's own is left behind."""
    with proxy.late_indexes(table):
        assert any(name.startswith(f"{table}.late.") for name in database.list_tables()["TableNames"])
    assert not any(name.startswith(f"{table}.late.") for name in database.list_tables()["TableNames"])
