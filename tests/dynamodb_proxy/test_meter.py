"""What the proxy counts is what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

from tests.dynamodb_proxy import DynamoDBProxy, LostRequest
from tests.dynamodb_proxy.conftest import stock, take

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

pytestmark = pytest.mark.dynamodb


def test_calls_are_counted_by_operation(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, table: str
) -> None:
    """A reading has the calls made while it was open, lost and refused ones too, and no others."""
    stock(through_proxy, table, "a")
    with proxy.meter.reading() as reading:
        stock(through_proxy, table, "a")
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1)])
        with pytest.raises(ClientError):
            through_proxy.transact_write_items(TransactItems=[take(table, "a", 99)])
        with proxy.playing(LostRequest()), pytest.raises(ConnectionClosedError):
            stock(through_proxy, table, "a")
    stock(through_proxy, table, "a")
    assert reading.calls == {"GetItem": 2, "TransactWriteItems": 2}


def test_write_units_count_indexes_and_size(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, table: str
) -> None:
    """A transactional write costs two units a started KB, in the table and in each index; a single one, one."""
    proxy.metering_capacity = True
    small = {"id": {"S": "c"}, "colour": {"S": "red"}}
    plain = {"id": {"S": "d"}}
    big = {"id": {"S": "e"}, "text": {"S": "x" * 1500}}
    units = []
    for item in (small, plain, big):
        with proxy.meter.reading() as reading:
            through_proxy.transact_write_items(TransactItems=[{"Put": {"TableName": table, "Item": item}}])
        units.append(reading.write_units)
    with proxy.meter.reading() as reading:
        through_proxy.put_item(TableName=table, Item={**small, "id": {"S": "f"}})
        stock(through_proxy, table, "a")
    assert (units, reading.write_units) == ([4, 2, 4], 2)


def test_a_recording_has_the_calls_as_they_came(
    proxy: DynamoDBProxy, through_proxy: DynamoDBClient, table: str
) -> None:
    """Only the operation asked for, only while the block runs."""
    with proxy.recording("GetItem") as calls:
        stock(through_proxy, table, "a")
        through_proxy.transact_write_items(TransactItems=[take(table, "a", 1)])
    stock(through_proxy, table, "b")
    assert [call.payload["Key"] for call in calls] == [{"id": {"S": "a"}}]
