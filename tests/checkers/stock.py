"""Stock conservation of one product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

COUNTERS = ("received", "available", "reserved", "shipped")


def stock_faults(product: Mapping[str, Any]) -> list[str]:
    """received == available + reserved + shipped, and no counter is negative."""
    return list(_faults(product))


def _faults(product: Mapping[str, Any]) -> Iterator[str]:
    name, stock = product.get("sku", product.get("product_id")), product["stock"]
    for counter in COUNTERS:
        if stock[counter] < 0:
            yield f"{name}: {counter} is {stock[counter]}"
    held = stock["available"] + stock["reserved"] + stock["shipped"]
    if stock["received"] != held:
        yield f"{name}: received {stock['received']}, but available + reserved + shipped is {held}"
