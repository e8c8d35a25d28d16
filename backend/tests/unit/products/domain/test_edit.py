"""What an edit by staff does, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from backend_testing.samples import LATER, product, usd

from backend.products.domain.edit import EDITABLE, ProductEdit, StockAdjustment, edit
from backend.products.domain.errors import WriteOffTooLarge
from backend.products.domain.product import Product, ProductStatus

VALUES: dict[str, Any] = {
    "name": "Another name",
    "description": "Words",
    "image_url": "/images/mug.svg",
    "category": "kitchen",
    "price": usd(1),
    "status": ProductStatus.ARCHIVED,
    "low_stock_threshold": 3,
}


def edited(made: Product, adjustment: StockAdjustment | None = None, **fields: Any) -> ProductEdit | None:
    return edit(made, fields, adjustment, actor="ops:sam", at=LATER)


def test_the_values_are_of_every_editable_field() -> None:
    """The tests below try every field that staff may change."""
    assert set(VALUES) == set(EDITABLE)


@pytest.mark.parametrize("name", VALUES)
def test_a_field_changes_and_the_change_is_recorded(name: str) -> None:
    """The field takes its value, the version goes up by one, before and after are kept."""
    before = product()
    change = edited(before, **{name: VALUES[name]})
    assert change is not None
    assert change.product == replace(before, version=2, updated_at=LATER, **{name: VALUES[name]})
    assert (change.delta, change.change.version, change.change.actor) == (0, 2, "ops:sam")
    assert change.change.before == {name: getattr(before, name)}
    assert change.change.after == {name: VALUES[name]}


def test_values_that_stand_already_are_no_edit() -> None:
    """Sending what the product has changes nothing, not even its version."""
    made = product()
    assert edited(made, **{name: getattr(made, name) for name in EDITABLE}) is None


def test_only_what_differs_is_recorded() -> None:
    """A field that stands already is not in the record of an edit that changes another."""
    change = edited(product(), name="The MUG", category="kitchen")
    assert change is not None
    assert change.change.after == {"category": "kitchen"}


@pytest.mark.parametrize("delta", [1, 1000, -1, -10])
def test_stock_moves_by_a_delta(delta: int) -> None:
    """Receiving and writing off, down to nothing, is said as a delta, with its reason on record."""
    change = edited(product(units=10), StockAdjustment(delta, "counted"))
    assert change is not None
    assert change.delta == delta
    assert change.change.before == {"available": 10}
    assert change.change.after == {"available": 10 + delta, "reason": "counted"}


def test_more_than_is_available_cannot_be_written_off() -> None:
    """Units that orders hold are not there to be written off."""
    with pytest.raises(WriteOffTooLarge) as refused:
        edited(product(units=10), StockAdjustment(-11, "lost"), name="x")
    assert (refused.value.delta, refused.value.available) == (-11, 10)


@pytest.mark.parametrize(("sales", "etag"), [(0, '"3"'), (1, '"3.1"'), (12, '"3.12"')])
def test_the_etag_moves_with_every_write(sales: int, etag: str) -> None:
    """An ETag is the version, with the number of stock movements since the latest edit once there are any."""
    made = replace(product(), version=3, edited_revision=40, revision=40 + sales)
    assert made.etag == etag
