"""`python -m backend.reconcile` on real tables: clean, with each kind of difference, and without a database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from backend_testing.driver import running

from backend.app import create_app
from backend.persistence import dynamo
from backend.persistence.dynamo import Dynamo
from backend.persistence.items import Item
from backend.reconcile.__main__ import reconcile as read_until_sure
from backend.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

pytestmark = pytest.mark.dynamodb


@pytest.fixture
def database(dynamodb_local: str) -> Iterator[DynamoDBClient]:
    client = boto3.client("dynamodb", endpoint_url=dynamodb_local, region_name="us-east-1")
    yield client
    client.close()


def reconcile(settings: Settings, **environment: str) -> tuple[int, list[str], str]:
    """(exit code, lines of the differences, what it said of errors)."""
    ended = subprocess.run(
        [sys.executable, "-m", "backend.reconcile"],
        env={
            **os.environ,
            "ENVIRONMENT": "development",
            "DYNAMODB_ENDPOINT_URL": str(settings.dynamodb_endpoint_url),
            "ORDERS_TABLE": settings.orders_table,
            "PRODUCTS_TABLE": settings.products_table,
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stdout.splitlines(), ended.stderr


@pytest.fixture
async def shop(tables: Settings) -> tuple[str, str]:
    """A mug and an order of three, of which one is tracked on its way; orders in every other state beside it."""
    async with running(create_app(tables)) as backend:
        mug = await backend.stocked(100)
        order_id = await backend.placed({mug: 3})
        await backend.ship(order_id, {mug: 1}, tracking_number="1Z")
        for way in ([], ["CANCELLED"], ["SHIPPED"], ["SHIPPED", "DELIVERED"]):
            other = await backend.placed({mug: 2})
            for status in way:
                await backend.move(other, status)
        closed = await backend.placed({mug: 2})
        await backend.ship(closed, {mug: 1})
        await backend.close(closed)
    return mug, order_id


async def test_tables_are_read_page_by_page(
    tables: Settings, shop: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many orders there are, a reading holds one page: DynamoDB Local has no room for 35,000 at once."""
    asked: list[int] = []

    class Watched(Dynamo):
        async def scan_page(self, table: str, **scan: Any) -> tuple[list[Item], Item | None]:
            asked.append(scan["Limit"])
            return await super().scan_page(table, **scan)

    monkeypatch.setattr(dynamo, "SCAN_PAGE", 2)
    monkeypatch.setattr(dynamo, "Dynamo", Watched)
    ledger, differences = await read_until_sure(tables)
    assert (ledger.orders, ledger.products, differences) == (6, 1, [])
    assert len(asked) > 3
    assert set(asked) == {2}


def test_clean_tables_are_clean(tables: Settings, shop: tuple[str, str]) -> None:
    """Orders in every state, and nothing to report: exit 0, one line that counts them."""
    code, lines, errors = reconcile(tables)
    assert (code, errors) == (0, "")
    assert len(lines) == 1
    assert lines[0].endswith(": 0 differences")


PLANTS = {
    "received =": ("product", "SET received = received + :one"),
    "reserved =": ("product", "SET reserved = reserved + :one, available = available - :one"),
    "shipped =": ("product", "SET shipped = shipped + :one, available = available - :one"),
    "SHIPPED when": ("order", "SET #s = :shipped"),
    "the timeline has no gap": ("order", "REMOVE timeline[0]"),
    "total =": ("order", "SET #t.amount_minor = :one"),
    "a cancelled order": ("order", "SET #s = :cancelled"),
}
VALUES: dict[str, Any] = {
    ":one": {"N": "1"},
    ":shipped": {"S": "SHIPPED"},
    ":cancelled": {"S": "CANCELLED"},
}


@pytest.mark.parametrize("rule", PLANTS)
def test_each_planted_difference_is_listed(
    tables: Settings, shop: tuple[str, str], database: DynamoDBClient, rule: str
) -> None:
    """A counter or an order that was tampered with is listed by its id and its rule: exit 1."""
    kind, update = PLANTS[rule]
    subject = shop[0] if kind == "product" else shop[1]
    change: dict[str, Any] = {
        "TableName": tables.products_table if kind == "product" else tables.orders_table,
        "Key": {f"{kind}_id": {"S": subject}},
    }
    before = database.get_item(**change, ConsistentRead=True)["Item"]
    values = {name: value for name, value in VALUES.items() if name in update}
    names = {name: word for name, word in (("#s", "status"), ("#t", "total")) if name in update}
    expressions = {"ExpressionAttributeValues": values, "ExpressionAttributeNames": names}
    given: dict[str, Any] = {name: meant for name, meant in expressions.items() if meant}
    database.update_item(**change, UpdateExpression=update, **given)
    code, lines, _ = reconcile(tables)
    database.put_item(TableName=change["TableName"], Item=before)
    assert code == 1
    assert any(line.startswith(f"{kind} {subject}: {rule}") for line in lines), lines


def test_pointers_are_held_against_parcels(
    tables: Settings, shop: tuple[str, str], database: DynamoDBClient
) -> None:
    """A tracking pointer that is lost, and one that leads nowhere, are both listed: exit 1."""
    lost = f"tracking#UPS#1Z#{shop[1]}"
    pointer = database.get_item(TableName=tables.orders_table, Key={"order_id": {"S": lost}})["Item"]
    stray = {"order_id": {"S": "tracking##X#none"}, "tracking_number": {"S": "X"}}
    database.delete_item(TableName=tables.orders_table, Key={"order_id": {"S": lost}})
    database.put_item(TableName=tables.orders_table, Item=stray)
    code, lines, _ = reconcile(tables)
    database.put_item(TableName=tables.orders_table, Item=pointer)
    database.delete_item(TableName=tables.orders_table, Key={"order_id": stray["order_id"]})
    assert code == 1
    assert {line.partition(":")[0] for line in lines[:-1]} == {f"pointer {lost}", "pointer tracking##X#none"}


def test_a_database_that_is_away_is_no_proof(tables: Settings) -> None:
    """Without a database, or without its tables, there is a message and exit 2, never 0."""
    for environment in (
        {"DYNAMODB_ENDPOINT_URL": "http://127.0.0.1:9"},
        {"ORDERS_TABLE": "backend-test-no-such-table"},
    ):
        code, lines, errors = reconcile(tables, **environment)
        assert (code, lines) == (2, [])
        assert "could not be read" in errors
        assert "Traceback" not in errors
