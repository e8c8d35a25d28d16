"""Exports over the real DynamoDB Local: the whole table, as the lists know it."""

from __future__ import annotations

import csv
import io
import uuid
from typing import Any

import pytest
from backend_testing.driver import Driver, money, problem
from backend_testing.passports import agent, customer

from backend.persistence.dynamo import DatabaseAway
from backend.products.repository import DynamoProducts
from chassis.spreadsheet_cells import restored
from chassis.streamed import BrokenOff

pytestmark = pytest.mark.dynamodb
TABLES = ("products", "orders")


async def exported(backend: Driver, table: str, **query: Any) -> list[dict[str, str]]:
    """The rows by their columns, in their order."""
    answer = await backend.http.get(f"/{table}/export", params=query, headers=agent())
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == f'attachment; filename="{table}.csv"'
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


async def test_every_product_is_exported(backend: Driver) -> None:
    """Archived ones too, over several pages, each once, as it stands."""
    mine = {await backend.stocked(units=number) for number in range(300)}
    sku, name = f"SKU-{uuid.uuid4()}", '=HYPERLINK("//evil.test","é")\n'
    made = (
        await backend.create_product(
            sku, units=7, name=name, description="'-1", price=money(2**53 + 1, "JPY"), low_stock_threshold=3
        )
    ).json()
    await backend.edit_product(made["product_id"], '"1"', status="ARCHIVED")
    rows = await exported(backend, "products")
    skus = [row["sku"] for row in rows]
    assert len(skus) == len(set(skus)) > len(mine)
    (row,) = (row for row in rows if row["sku"] == sku)
    assert row == {
        "sku": sku,
        "name": f"'{name}",
        "description": "''-1",
        "category": "drinkware",
        "price_amount_minor": str(2**53 + 1),
        "currency": "JPY",
        "status": "ARCHIVED",
        "stock_received": "7",
        "stock_available": "7",
        "stock_reserved": "0",
        "stock_shipped": "0",
        "low_stock_threshold": "3",
        "image_url": "",
        "version": "2",
    }
    assert (restored(row["name"]), restored(row["description"])) == (name, "'-1")


async def test_every_order_is_exported(backend: Driver) -> None:
    """Newest first, over several pages, each once, under the same filter as the list's."""
    mug, by = await backend.stocked(units=1000), f"ada-{uuid.uuid4()}"
    placed = [await backend.placed({mug: 2}, by=by) for _ in range(130)]
    await backend.ship(placed[0], tracking_number="-1+1")
    await backend.move(placed[1], "CANCELLED")
    rows = await exported(backend, "orders", customer_id=by)
    assert [row["order_id"] for row in rows] == [
        row["order_id"]
        for row in sorted(rows, key=lambda row: (row["placed_at"], row["order_id"]), reverse=True)
    ]
    assert {row["order_id"] for row in rows} == set(placed)
    assert len(rows) == 130
    shipped = next(row for row in rows if row["order_id"] == placed[0])
    sku = (await backend.product(mug)).json()["sku"]
    assert shipped["status"] == "SHIPPED"
    assert (shipped["total_amount_minor"], shipped["currency"], shipped["units"]) == ("1000", "USD", "2")
    assert (shipped["lines"], shipped["tracking_numbers"]) == (f"2 {sku}", "'-1+1")
    assert (shipped["ship_to_name"], shipped["ship_to_line2"], shipped["version"]) == ("Ada", "", "2")
    cancelled = await exported(backend, "orders", customer_id=by, status="CANCELLED")
    assert [row["order_id"] for row in cancelled] == [placed[1]]
    found = await exported(backend, "orders", tracking_number="-1+1", customer_id=by)
    assert [row["order_id"] for row in found] == [placed[0]]
    assert await exported(backend, "orders", customer_id="nobody") == []


@pytest.mark.parametrize("table", TABLES)
async def test_exports_are_for_staff(backend: Driver, table: str) -> None:
    """A customer gets none."""
    assert problem(await backend.http.get(f"/{table}/export", headers=customer())) == (403, "not_allowed")


async def test_a_bad_filter_is_refused(backend: Driver) -> None:
    """Before anything is sent."""
    answer = await backend.http.get("/orders/export?status=LOST", headers=agent())
    assert problem(answer) == (422, "validation_failed")


async def test_a_database_that_goes_away_half_way_breaks_the_export_off(
    backend: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the beginning it is a 503; later the answer fails, and has no end that could be taken for one."""
    for _ in range(260):
        await backend.stocked()
    page = DynamoProducts.page
    pages: list[str | None] = []

    async def fails(self: DynamoProducts, limit: int, after: str | None) -> Any:
        pages.append(after)
        if len(pages) == fails_at:
            raise DatabaseAway("Scan")
        return await page(self, limit, after)

    monkeypatch.setattr(DynamoProducts, "page", fails)
    fails_at = 1
    answer = await backend.http.get("/products/export", headers=agent())
    assert problem(answer) == (503, "database_unavailable")
    pages.clear()
    fails_at = 2
    with pytest.raises(BrokenOff):
        await backend.http.get("/products/export", headers=agent())
    assert len(pages) == 2
