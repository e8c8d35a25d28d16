"""The proxy in front of the real DynamoDB Local, and a table of its own for each test."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config

from tests.dynamodb_proxy import DynamoDBProxy

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def client(url: str) -> DynamoDBClient:
    """A client that never retries, so that a test sees every answer."""
    return boto3.client(
        "dynamodb",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="development",
        aws_secret_access_key="development",
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=2),
    )


@pytest.fixture(scope="session")
def running_proxy(dynamodb_local: str) -> Iterator[DynamoDBProxy]:
    with DynamoDBProxy(dynamodb_local) as proxy:
        yield proxy


@pytest.fixture
def proxy(running_proxy: DynamoDBProxy) -> Iterator[DynamoDBProxy]:
    """The proxy with nothing to play."""
    yield running_proxy
    running_proxy.script.clear()
    running_proxy.metering_capacity = False


@pytest.fixture
def through_proxy(proxy: DynamoDBProxy) -> Iterator[DynamoDBClient]:
    made = client(proxy.url)
    yield made
    made.close()


@pytest.fixture
def database(dynamodb_local: str) -> Iterator[DynamoDBClient]:
    """The database itself, past the proxy."""
    made = client(dynamodb_local)
    yield made
    made.close()


@pytest.fixture
def table(database: DynamoDBClient) -> Iterator[str]:
    """A table with the key `id` and the index `by_colour`, holding items "a" and "b" with 5 in stock."""
    name = f"proxy-test-{uuid.uuid4().hex}"
    database.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[
            {"AttributeName": "id", "AttributeType": "S"},
            {"AttributeName": "colour", "AttributeType": "S"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by_colour",
                "KeySchema": [{"AttributeName": "colour", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    for key in ("a", "b"):
        database.put_item(
            TableName=name, Item={"id": {"S": key}, "colour": {"S": "red"}, "stock": {"N": "5"}}
        )
    yield name
    database.delete_table(TableName=name)


def take(table: str, key: str, quantity: int) -> Any:
    """A transaction's item that takes `quantity` from the stock of `key`, if there is as much."""
    return {
        "Update": {
            "TableName": table,
            "Key": {"id": {"S": key}},
            "UpdateExpression": "SET #stock = #stock - :taken ADD #taken :taken",
            "ConditionExpression": "#stock >= :taken",
            "ExpressionAttributeNames": {"#stock": "stock", "#taken": "taken"},
            "ExpressionAttributeValues": {":taken": {"N": str(quantity)}},
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
    }


def stock(database: DynamoDBClient, table: str, key: str) -> int:
    found = database.get_item(TableName=table, Key={"id": {"S": key}}, ConsistentRead=True)
    return int(found["Item"]["stock"]["N"])
