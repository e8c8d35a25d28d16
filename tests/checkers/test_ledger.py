"""Counters and orders are held against each other, and each planted fault is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.checkers import sample_orders as sample
from tests.checkers.ledger import ledger_faults

# Over these orders: mugs 3 + 1 still reserved, 2 + 3 + 2 shipped; hats 1 + 1 reserved, 1 shipped.
ORDERS = (sample.placed(), sample.cancelled(), sample.partly_shipped(), sample.shipped(), sample.closed())


def products() -> list[dict[str, Any]]:
    return [
        {
            "product_id": "mug",
            "sku": "MUG",
            "stock": {"received": 20, "available": 9, "reserved": 4, "shipped": 7},
        },
        {
            "product_id": "hat",
            "sku": "HAT",
            "stock": {"received": 5, "available": 2, "reserved": 2, "shipped": 1},
        },
        {
            "product_id": "pen",
            "sku": "PEN",
            "stock": {"received": 5, "available": 5, "reserved": 0, "shipped": 0},
        },
    ]


def test_agreeing_books_have_no_fault() -> None:
    """What open orders wait for is reserved, what parcels carry is shipped, cancelled orders hold nothing."""
    assert ledger_faults(products(), ORDERS) == []


def _restocked_twice(stock: dict[str, Any]) -> None:
    stock["available"] += 1
    stock["reserved"] -= 1


def _never_restocked(stock: dict[str, Any]) -> None:
    stock["available"] -= 1
    stock["reserved"] += 1


def _shipped_without_parcel(stock: dict[str, Any]) -> None:
    stock["reserved"] -= 1
    stock["shipped"] += 1


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (_restocked_twice, "MUG: reserved is 3, but its orders say 4"),
        (_never_restocked, "MUG: reserved is 5, but its orders say 4"),
        (_shipped_without_parcel, "MUG: shipped is 8, but its orders say 7"),
        (lambda stock: stock.update(received=21), "MUG: received 21"),
    ],
)
def test_a_planted_fault_is_found(spoil: Callable[[dict[str, Any]], Any], fault: str) -> None:
    """Books that balance by themselves but not against the orders are found out."""
    made = products()
    spoil(made[0]["stock"])
    assert any(fault in found for found in ledger_faults(made, ORDERS))


def test_an_order_missing_is_found() -> None:
    """Stock that no order accounts for is a fault."""
    assert ledger_faults(products(), ORDERS[1:])


def test_a_product_missing_is_found() -> None:
    """Orders that hold a product nobody lists are a fault."""
    assert "orders hold product hat, which is not in the list" in ledger_faults(products()[:1], ORDERS)
