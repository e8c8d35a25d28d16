"""Stock conservation is checked, and a planted fault is found."""

from __future__ import annotations

import pytest

from tests.checkers.stock import stock_faults


def product(received: int, available: int, reserved: int, shipped: int) -> dict[str, object]:
    stock = {"received": received, "available": available, "reserved": reserved, "shipped": shipped}
    return {"sku": "MUG-01", "product_id": "p1", "stock": stock}


@pytest.mark.parametrize("counters", [(0, 0, 0, 0), (50, 50, 0, 0), (50, 0, 50, 0), (50, 20, 18, 12)])
def test_conserved_stock_has_no_fault(counters: tuple[int, int, int, int]) -> None:
    """Counters that add up are in order, the empty shelf too."""
    assert stock_faults(product(*counters)) == []


@pytest.mark.parametrize(
    ("counters", "fault"),
    [
        ((50, 49, 0, 0), "MUG-01: received 50, but available + reserved + shipped is 49"),
        ((50, 50, 1, 0), "MUG-01: received 50, but available + reserved + shipped is 51"),
        ((50, -1, 51, 0), "MUG-01: available is -1"),
        ((1, 2, -1, 0), "MUG-01: reserved is -1"),
        ((1, 2, 0, -1), "MUG-01: shipped is -1"),
        ((-1, -1, 0, 0), "MUG-01: received is -1"),
    ],
)
def test_a_planted_fault_is_found(counters: tuple[int, int, int, int], fault: str) -> None:
    """A unit lost, a unit made up, and each counter below zero are each named."""
    assert fault in stock_faults(product(*counters))
