"""An order's history is checked, and each planted fault is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.checkers import sample_orders as sample
from tests.checkers.history import history_faults

Order = dict[str, Any]


@pytest.mark.parametrize(
    "made",
    [sample.placed, sample.cancelled, sample.partly_shipped, sample.shipped, sample.delivered, sample.closed],
)
def test_a_good_order_has_no_fault(made: Callable[[], Order]) -> None:
    """Orders in every state of the table are in order."""
    assert history_faults(made()) == []


@pytest.mark.parametrize(
    ("made", "spoil", "fault"),
    [
        (sample.shipped, lambda o: o["timeline"].pop(1), "the timeline has versions [1, 3]"),
        (sample.placed, lambda o: o.update(version=2), "version 2 with 1 entries"),
        (sample.placed, lambda o: o.update(created_at="2025"), "created at 2025"),
        (sample.placed, lambda o: o["timeline"][0].update(type="order.lost"), "unknown entry order.lost"),
        (
            sample.cancelled,
            lambda o: o["timeline"][1].update(type="order.delivered"),
            "delivered while PROCESSING",
        ),
        (
            sample.delivered,
            lambda o: o["timeline"][5].update(type="order.cancelled"),
            "cancelled while DELIVERED",
        ),
        (
            sample.shipped,
            lambda o: o["timeline"][2].update(type="order.cancelled"),
            "cancelled after a parcel",
        ),
        (sample.closed, lambda o: o["timeline"].pop(1), "closed before any parcel"),
        (
            sample.placed,
            lambda o: o.update(status="SHIPPED"),
            "is SHIPPED, but its history leads to PROCESSING",
        ),
        (sample.shipped, lambda o: o["shipments"].pop(), "1 shipments, but 2 in its history"),
        (
            sample.placed,
            lambda o: o["total"].update(amount_minor=3499),
            "total 3499, but its lines sum to 3500",
        ),
        (sample.placed, lambda o: o["total"].update(currency="EUR"), "several currencies"),
        (sample.placed, lambda o: o["lines"].append(o["lines"][0]), "2 lines for product mug"),
        (sample.placed, lambda o: o["lines"][0].update(quantity=0), "a line without a quantity"),
        (
            sample.shipped,
            lambda o: o["shipments"][0]["lines"][0].update(quantity=3),
            "4 of product mug shipped, 3 ordered",
        ),
        (
            sample.shipped,
            lambda o: o["shipments"][0]["lines"][0].update(quantity=1),
            "is SHIPPED, but not all has shipped",
        ),
        (sample.shipped, lambda o: o.update(status="PROCESSING"), "is PROCESSING, but all has shipped"),
    ],
)
def test_a_planted_fault_is_found(
    made: Callable[[], Order], spoil: Callable[[Order], Any], fault: str
) -> None:
    """One thing made wrong in a good order is named."""
    assert any(fault in found for found in history_faults(sample.spoiled(made(), spoil)))
