"""What events have brought about is checked, and each planted fault is found."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.checkers import sample_orders as sample
from tests.checkers.effects import deed_faults, edit_faults, notice_faults, stored_faults, view_faults

ORDER = sample.cancelled()
MUG = {
    "product_id": "mug",
    "sku": "MUG",
    "name": "Mug",
    "description": "",
    "category": "c",
    "status": "ACTIVE",
    "price": {"amount_minor": 500, "currency": "USD"},
    "stock": {"received": 9, "available": 6, "reserved": 0, "shipped": 3},
    "version": 2,
    "revision": 3,
}
NOTICES = [{"type": kind, "data": {"order_id": "o1"}} for kind in ("order.placed", "order.cancelled")]
OTHER = {"type": "import.finished", "data": {}}
STORED = {"o1:1": 1, "o1:2": 1, "mug:1": 1, "mug:2": 1, "mug:3": 1}
SHOWN = {**{field: MUG[field] for field in ("product_id", "sku", "name", "description", "category")}}
SHOWN |= {"price": MUG["price"], "available": 6}


def test_what_happened_once_is_no_fault() -> None:
    assert notice_faults([*NOTICES, OTHER], [ORDER]) == []
    assert stored_faults(STORED, [ORDER], [MUG]) == []
    assert deed_faults([ORDER], {"o1": ["order.placed", "order.cancelled"]}) == []
    assert edit_faults([MUG], {"mug": (2, 9, 500)}) == []
    assert view_faults([SHOWN], [MUG, {**MUG, "product_id": "old", "status": "ARCHIVED"}]) == []


@pytest.mark.parametrize("notices", [NOTICES[:1], [*NOTICES, NOTICES[1]]])
def test_a_notice_that_is_missing_or_doubled_is_found(notices: list[dict[str, Any]]) -> None:
    (fault,) = notice_faults(notices, [ORDER])
    assert fault.startswith("order.cancelled of o1")


def test_a_notice_of_no_order_is_found() -> None:
    assert notice_faults(NOTICES, []) != []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"o1:2": 0}, "event o1:2 is stored 0 times"),
        ({"mug:1": 2}, "event mug:1 is stored 2 times"),
        ({"mug:4": 1}, "event mug:4 is stored 1 times"),
    ],
)
def test_an_event_stored_otherwise_than_once_is_found(changed: dict[str, int], fault: str) -> None:
    assert stored_faults(STORED | changed, [ORDER], [MUG]) == [fault]


@pytest.mark.parametrize(
    ("deeds", "fault"),
    [
        ({"o1": ["order.placed"]}, "asked for were"),
        ({"o1": ["order.placed", "order.cancelled", "order.cancelled"]}, "asked for were"),
        ({}, "nobody was told of order o1"),
        ({"o1": ["order.placed", "order.cancelled"], "o2": ["order.placed"]}, "o2 was accepted and is gone"),
    ],
)
def test_a_deed_lost_or_doubled_is_found(deeds: dict[str, list[str]], fault: str) -> None:
    (found,) = deed_faults([ORDER], deeds)
    assert fault in found


@pytest.mark.parametrize("edits", [(1, 9, 500), (2, 12, 500), (2, 9, 700)])
def test_an_edit_lost_or_doubled_is_found(edits: tuple[int, int, int]) -> None:
    assert len(edit_faults([MUG], {"mug": edits})) == 1


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda shown: shown.pop(), "MUG is listed 0 times"),
        (lambda shown: shown.append(shown[0]), "MUG is listed 2 times"),
        (lambda shown: shown[0].update(available=7), "available is shown as 7, and is 6"),
        (lambda shown: shown[0].update(price={"amount_minor": 1, "currency": "USD"}), "price is shown as"),
        (lambda shown: shown.append({"product_id": "old", "sku": "OLD"}), "OLD is listed, and not for sale"),
    ],
)
def test_a_view_that_differs_from_the_table_is_found(
    spoil: Callable[[list[dict[str, Any]]], Any], fault: str
) -> None:
    shown = [deepcopy(SHOWN)]
    spoil(shown)
    assert any(fault in found for found in view_faults(shown, [MUG]))
