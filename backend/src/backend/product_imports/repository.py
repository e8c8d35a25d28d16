"""Imports in DynamoDB: their parts and results in Operations, each row's mark in the transaction of what it writes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from backend.clock import utc_now
from backend.contention import Contended
from backend.fingerprint import fingerprint
from backend.persistence.dynamo import Dynamo, TransactionCancelled
from backend.persistence.items import ImportPartItem, ImportResultItem, Item, from_wire, to_wire
from backend.product_imports.domain.errors import PartChanged
from backend.product_imports.domain.row import Outcome, Part, RowResult
from backend.products.domain.edit import ProductEdit
from backend.products.domain.product import Product, StaffChange
from backend.products.item import from_item
from backend.products.repository import DynamoProducts

KEPT = timedelta(days=90)
"""So long the same import, sent again, finds what its rows have done."""


class DynamoImports:
    """The `Imports` that the backend keeps in DynamoDB."""

    def __init__(self, dynamo: Dynamo, products: DynamoProducts, *, table: str) -> None:
        self._dynamo, self._products, self._table = dynamo, products, table

    async def keep_part(self, part: Part) -> None:
        """Keep a part of a file; the same again changes nothing. Raises `PartChanged`, `Contended`."""
        values = {
            "header": part.header,
            "text": part.text,
            "first_row": part.first_row,
            "fingerprint": fingerprint([part.header, part.text, part.first_row]),
            "expires_at": utc_now() + KEPT,
        }
        item = {**_key(f"import#{part.import_id}", part.number), **to_wire(ImportPartItem, values)}
        try:
            stood = await self._dynamo.put_new(self._table, item, "item_group")
        except TransactionCancelled as cancelled:
            raise Contended from cancelled
        if stood is not None and stood["fingerprint"] != item["fingerprint"]:
            raise PartChanged(part.number)

    async def part(self, import_id: str, number: int) -> Part | None:
        item = await self._dynamo.get(self._table, _key(f"import#{import_id}", number))
        if item is None:
            return None
        stored = from_wire(ImportPartItem, item)
        return Part(import_id, number, stored["header"], stored["text"], stored["first_row"])

    async def results(self, import_id: str, number: int) -> list[RowResult] | None:
        item = await self._dynamo.get(self._table, _key(f"import-results#{import_id}", number))
        return _results(item) if item else None

    async def keep_results(self, import_id: str, number: int, results: Sequence[RowResult]) -> None:
        item = _result_item(f"import-results#{import_id}", number, results)
        await self._write([{"Put": {"TableName": self._table, "Item": item}}])

    async def applied(self, import_id: str, first_row: int, last_row: int) -> dict[int, RowResult]:
        found: dict[int, RowResult] = {}
        while True:
            items = await self._dynamo.query(
                self._table,
                KeyConditionExpression="item_group = :rows AND item_key BETWEEN :first AND :last",
                ExpressionAttributeValues={
                    ":rows": {"S": _rows_group(import_id)},
                    ":first": {"S": _number(max(found, default=first_row - 1) + 1)},
                    ":last": {"S": _number(last_row)},
                },
                ConsistentRead=True,
            )
            for result in [result for item in items for result in _results(item)]:
                found[result.number] = result
            if not items or max(found) >= last_row:
                return found

    async def create(self, import_id: str, result: RowResult, product: Product) -> Product | RowResult | None:
        return await self._apply(import_id, result, [self._products.creation(product)])

    async def save(
        self, import_id: str, result: RowResult, edit: ProductEdit, changes: Sequence[StaffChange]
    ) -> Product | RowResult | None:
        return await self._apply(import_id, result, self._products.change(edit, changes))

    async def _apply(
        self, import_id: str, result: RowResult, writes: Sequence[Mapping[str, Any]]
    ) -> Product | RowResult | None:
        # The mark and what the row does are one write: there is never one without the other.
        mark = {
            "TableName": self._table,
            "Item": _result_item(_rows_group(import_id), result.number, [result]),
            "ConditionExpression": "attribute_not_exists(item_group)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        try:
            await self._dynamo.transact_write([*writes, {"Put": mark}])
        except TransactionCancelled as cancelled:
            marked, product = cancelled.reasons[-1], cancelled.reasons[0]
            if marked.refused and marked.item:
                return _results(marked.item)[0]
            if product.refused and product.item:
                return from_item(product.item)
            if cancelled.contended:
                raise Contended from cancelled
            raise
        return None

    async def _write(self, writes: Sequence[Mapping[str, Any]]) -> None:
        try:
            await self._dynamo.transact_write(writes)
        except TransactionCancelled as cancelled:
            raise Contended from cancelled


def _rows_group(import_id: str) -> str:
    return f"import-rows#{import_id}"


def _number(number: int) -> str:
    return f"{number:07}"


def _key(group: str, number: int) -> Item:
    return {"item_group": {"S": group}, "item_key": {"S": _number(number)}}


def _result_item(group: str, number: int, results: Sequence[RowResult]) -> Item:
    # One text: a map for each of hundreds of rows would be several times as large.
    text = json.dumps([[one.number, one.sku, one.outcome.value, list(one.problems)] for one in results])
    return {
        **_key(group, number),
        **to_wire(ImportResultItem, {"rows": text, "expires_at": utc_now() + KEPT}),
    }


def _results(item: Item) -> list[RowResult]:
    rows = json.loads(item["rows"]["S"])
    return [
        RowResult(number, sku, Outcome(outcome), tuple(problems)) for number, sku, outcome, problems in rows
    ]
