"""The stock counters of all products against all orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tests.checkers.history import PROCESSING, ordered_quantities, shipped_quantities
from tests.checkers.stock import stock_faults


def ledger_faults(products: Iterable[Mapping[str, Any]], orders: Iterable[Mapping[str, Any]]) -> list[str]:
    """Per product: reserved is what open orders still wait for, shipped is what their parcels carry.

    Both lists are whole and were read while nothing was written. Conservation of each product is checked too.
    """
    reserved: Counter[str] = Counter()
    shipped: Counter[str] = Counter()
    for order in orders:
        gone = shipped_quantities(order)
        shipped.update(gone)
        if order["status"] == PROCESSING:
            reserved.update(ordered_quantities(order) - gone)
    faults = []
    known = set()
    for product in products:
        known.add(product["product_id"])
        faults += stock_faults(product)
        for counter, expected in (("reserved", reserved), ("shipped", shipped)):
            counted, owed = product["stock"][counter], expected[product["product_id"]]
            if counted != owed:
                faults.append(f"{product['sku']}: {counter} is {counted}, but its orders say {owed}")
    strangers = (reserved.keys() | shipped.keys()) - known
    return faults + [
        f"orders hold product {product}, which is not in the list" for product in sorted(strangers)
    ]
