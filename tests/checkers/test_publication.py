"""What was published is checked against what was committed, and each planted fault is found."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.checkers import sample_orders as sample
from tests.checkers.publication import feed_faults, publication_faults

Events = list[dict[str, Any]]


def good() -> tuple[Events, list[dict[str, Any]], list[dict[str, Any]]]:
    """A shipped order and a product of three revisions, with one repeat, as a restarted relay makes it."""
    order = sample.shipped()
    of_order = [
        {"event_id": f"{order['order_id']}:{e['version']}", "type": e["type"]} for e in order["timeline"]
    ]
    of_product = [{"event_id": f"mug:{revision}", "type": "product.edited"} for revision in (1, 2, 3)]
    published = [of_order[0], of_product[0], of_product[1], *of_order[1:], of_product[0], of_product[2]]
    return deepcopy(published), [order], [{"product_id": "mug", "revision": 3}]


def test_all_that_happened_is_published() -> None:
    """Repeats are no fault: delivery is at least once."""
    assert publication_faults(*good()) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda events: events.pop(3), "was never published"),
        (lambda events: events.pop(), "event mug:3 was never published"),
        (lambda events: events.insert(0, events.pop()), "came after mug:3"),
        (lambda events: events.append({**events[0], "type": "order.lost"}), "in other words"),
        (lambda events: events[0].update(type="order.closed"), "is order.closed, and was order.placed"),
        (
            lambda events: events.append({"event_id": "mug:4", "type": "product.edited"}),
            "nothing that was committed",
        ),
        (lambda events: events.__setitem__(slice(3, 5), [events[4], events[3]]), "came after"),
    ],
)
def test_a_planted_fault_is_found(spoil: Callable[[Events], Any], fault: str) -> None:
    """One thing made wrong in a good publication is named."""
    published, orders, products = good()
    spoil(published)
    assert any(fault in found for found in publication_faults(published, orders, products))


def test_a_feed_without_holes_is_good() -> None:
    """Numbers follow one another; a new epoch begins anew."""
    assert feed_faults(["5-0", "5-1", "5-2", "9-0", "9-1"]) == []


@pytest.mark.parametrize(
    ("ids", "fault"),
    [
        (["5-0", "5-2"], "5-2 after 5-0"),
        (["5-0", "5-0"], "5-0 after 5-0"),
        (["9-0", "5-0"], "epoch 5 after 9"),
    ],
)
def test_a_hole_is_found(ids: list[str], fault: str) -> None:
    """A number left out, told twice, or an epoch that comes back."""
    assert feed_faults(ids) == [fault]
