"""The command that makes the tables: once, on demand, with streams and the three indexes."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest

from backend.persistence.create_tables import create_tables
from backend.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

pytestmark = pytest.mark.dynamodb


@pytest.fixture
def database(dynamodb_local: str) -> Iterator[DynamoDBClient]:
    client = boto3.client("dynamodb", endpoint_url=dynamodb_local, region_name="us-east-1")
    yield client
    client.close()


def command(**environment: str) -> subprocess.CompletedProcess[str]:
    """Run it as `make run` does."""
    return subprocess.run(
        [sys.executable, "-m", "backend.persistence.create_tables"],
        env={**os.environ, "ENVIRONMENT": "development", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_running_it_again_changes_nothing(tables: Settings, database: DynamoDBClient) -> None:
    """Tables that are there stay as they are, with what is in them."""
    database.put_item(TableName=tables.products_table, Item={"product_id": {"S": "kept"}})
    assert create_tables(tables) == []
    kept = database.get_item(TableName=tables.products_table, Key={"product_id": {"S": "kept"}})
    assert "Item" in kept


def test_the_command_makes_what_is_missing(dynamodb_local: str, database: DynamoDBClient) -> None:
    """The first run names the tables that it made, the second says that they are there; both exit 0."""
    suffix = uuid.uuid4().hex[:12]
    names = {
        "ORDERS_TABLE": f"backend-test-o-{suffix}",
        "PRODUCTS_TABLE": f"backend-test-p-{suffix}",
        "OPERATIONS_TABLE": f"backend-test-x-{suffix}",
    }
    first = command(DYNAMODB_ENDPOINT_URL=dynamodb_local, **names)
    second = command(DYNAMODB_ENDPOINT_URL=dynamodb_local, **names)
    for name in names.values():
        database.delete_table(TableName=name)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert all(name in first.stdout for name in names.values())
    assert "already" in second.stdout


def test_a_database_that_is_away_is_said(dynamodb_local: str) -> None:
    """Without a database the command ends with a message and no zero."""
    ended = command(DYNAMODB_ENDPOINT_URL="http://127.0.0.1:9")
    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    assert "could not be made" in ended.stderr


@pytest.mark.parametrize(
    ("which", "images"),
    [
        ("orders_table", "NEW_AND_OLD_IMAGES"),
        ("products_table", "NEW_AND_OLD_IMAGES"),
        ("operations_table", "NEW_IMAGE"),
    ],
)
def test_tables_are_on_demand_with_streams(
    tables: Settings, database: DynamoDBClient, which: str, images: str
) -> None:
    """Each table is paid by the request, and its stream carries what events are derived from."""
    table = database.describe_table(TableName=getattr(tables, which))["Table"]
    assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
    assert table["StreamSpecification"] == {
        "StreamEnabled": True,
        "StreamViewType": images,
    }


def test_a_stream_that_is_missing_is_switched_on(tables: Settings, database: DynamoDBClient) -> None:
    """A table of an earlier release keeps what is in it, and gets its stream; the second run finds it."""
    name = tables.operations_table
    kept = {"item_group": {"S": "kept"}, "item_key": {"S": "kept"}}
    database.put_item(TableName=name, Item=kept)
    database.update_table(TableName=name, StreamSpecification={"StreamEnabled": False})
    assert create_tables(tables) == [f"the stream of {name}"]
    assert create_tables(tables) == []
    stream = database.describe_table(TableName=name)["Table"]["StreamSpecification"]
    assert stream == {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}
    assert database.get_item(TableName=name, Key=kept)["Item"] == kept


def test_orders_have_their_three_indexes(tables: Settings, database: DynamoDBClient) -> None:
    """By customer, by status shard and by tracking number, with keys alone, so that a write stays cheap."""
    table = database.describe_table(TableName=tables.orders_table)["Table"]
    indexes = {
        index["IndexName"]: (
            [key["AttributeName"] for key in index["KeySchema"]],
            index["Projection"]["ProjectionType"],
        )
        for index in table["GlobalSecondaryIndexes"]
    }
    assert indexes == {
        "by_customer": (["customer_id", "placed_key"], "KEYS_ONLY"),
        "by_status": (["status_shard", "placed_key"], "KEYS_ONLY"),
        "by_tracking_number": (["tracking_number", "order_id"], "KEYS_ONLY"),
    }
    assert [key["AttributeName"] for key in table["KeySchema"]] == ["order_id"]


def test_operations_expire(tables: Settings, database: DynamoDBClient) -> None:
    """What is in the third table ends at its `expires_at`."""
    table = database.describe_table(TableName=tables.operations_table)["Table"]
    expiry = database.describe_time_to_live(TableName=tables.operations_table)["TimeToLiveDescription"]
    assert [key["AttributeName"] for key in table["KeySchema"]] == ["item_group", "item_key"]
    assert (expiry["TimeToLiveStatus"], expiry["AttributeName"]) == ("ENABLED", "expires_at")
