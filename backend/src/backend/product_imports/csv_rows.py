"""Rows of a CSV file (RFC 4180), validated one by one."""

from __future__ import annotations

import csv
from typing import Any

from pydantic import ValidationError

from backend.product_imports.domain.row import Outcome, Part, Row, RowResult
from backend.products.schemas import NewProductRequest

NEEDED = ("sku", "name", "category", "price_amount_minor", "currency")
OPTIONAL = ("description", "image_url", "low_stock_threshold", "stock_change")
_MOST_UNITS = 1_000_000_000
_LONGEST = 200
_PRICE = {"amount_minor": "price_amount_minor", "currency": "currency"}


def header_problems(header: str) -> list[str]:
    """What is wrong with the header of a file; nothing: it can be read."""
    try:
        names = _cells(header)
    except csv.Error as error:
        return [f"the header: {error}"]
    missing = [name for name in NEEDED if name not in names]
    unknown = [name for name in names if name not in NEEDED + OPTIONAL]
    return [
        *(f"the column {name} is missing" for name in missing),
        *(f"there is no column {name[:_LONGEST]}" for name in unknown),
        *(f"the column {name} comes twice" for name in dict.fromkeys(names) if names.count(name) > 1),
    ]


def part_problems(text: str, rows: int) -> list[str]:
    """What is wrong with a part that is to have so many rows: its quotes, where they do not end where rows do."""
    try:
        found = sum(1 for record in csv.reader(text.splitlines(keepends=True)) if record)
    except csv.Error as error:
        return [str(error)]
    return [] if found == rows else ["a quote stands within a cell that does not begin with one"]


def rows_of(part: Part) -> list[Row | RowResult]:
    """Every row of the part; of one that cannot be read, what is wrong with it."""
    names = _cells(part.header)
    records = csv.reader(part.text.splitlines(keepends=True))
    return [_row(number, names, cells) for number, cells in enumerate(filter(None, records), part.first_row)]


def _row(number: int, names: list[str], cells: list[str]) -> Row | RowResult:
    if len(cells) != len(names):
        return RowResult(
            number, "", Outcome.WRONG, (f"{len(cells)} cells, where the header has {len(names)}",)
        )
    said = dict(zip(names, cells, strict=True))
    try:
        stock_change = _whole("stock_change", said.get("stock_change") or "0")
        if abs(stock_change) > _MOST_UNITS:
            raise _Unreadable(f"stock_change: at most {_MOST_UNITS} units at once")
        request = NewProductRequest.model_validate(_request(said))
    except _Unreadable as unreadable:
        return RowResult(number, said["sku"][:_LONGEST], Outcome.WRONG, (str(unreadable),))
    except ValidationError as invalid:
        return RowResult(number, said["sku"][:_LONGEST], Outcome.WRONG, tuple(_problems(invalid)))
    new = request.to_new_product()
    columns = {"name": "name", "category": "category", "price": "currency"} | {
        name: name for name in ("description", "image_url", "low_stock_threshold") if name in said
    }
    return Row(number, new.sku, {field: getattr(new, field) for field in columns}, stock_change)


def _request(said: dict[str, str]) -> dict[str, Any]:
    price = {
        "amount_minor": _whole("price_amount_minor", said["price_amount_minor"]),
        "currency": said["currency"],
    }
    request: dict[str, Any] = {name: said[name] for name in ("sku", "name", "category")} | {"price": price}
    if "description" in said:
        request["description"] = said["description"]
    if said.get("image_url"):
        request["image_url"] = said["image_url"]
    if said.get("low_stock_threshold"):
        request["low_stock_threshold"] = _whole("low_stock_threshold", said["low_stock_threshold"])
    return request


def _whole(column: str, text: str) -> int:
    digits = text.strip().removeprefix("-")
    # Digits of other scripts are digits to Python, and a number of thousands of them takes it long.
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 19):
        raise _Unreadable(f"{column}: a whole number, such as 3500")
    return int(text)


class _Unreadable(Exception):
    """Its text says what is wrong with a cell."""


def _problems(invalid: ValidationError) -> list[str]:
    return [
        f"{_PRICE.get(str(error['loc'][-1]), str(error['loc'][-1]))}: {error['msg']}"[:_LONGEST]
        for error in invalid.errors(include_url=False, include_context=False, include_input=False)
    ][:5]


def _cells(header: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([header.lstrip("\ufeff")]), [])]
