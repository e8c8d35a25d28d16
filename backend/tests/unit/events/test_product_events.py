"""A product's events: one for each revision, with the whole product as it then stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from backend_testing.samples import AT, LATER, product, usd
from backend_testing.strategies import ids, products, staff_changes
from hypothesis import given
from hypothesis import strategies as st

from backend.events.derivation import Change, product_events
from backend.events.event import ProductEdited, ProductEvent, ProductStockChanged
from backend.events.underivable import Underivable
from backend.products.domain.product import Product, ProductStatus, StaffChange, Stock
from backend.products.item import changes_to_item, to_item
from backend.products.schemas import ProductView


def told(old: Product | None, new: Product | None) -> list[ProductEvent]:
    return product_events(Change(to_item(old) if old else None, to_item(new) if new else None, AT))


def edited(stood: Product, **fields: Any) -> Product:
    """As staff's edit leaves it."""
    revision = stood.revision + 1
    counted: dict[str, Any] = {
        "version": stood.version + 1,
        "revision": revision,
        "edited_revision": revision,
    }
    return replace(stood, updated_at=LATER, **counted, **fields)


@given(products)
def test_the_event_holds_the_product_as_it_is_shown(made: Product) -> None:
    """A view that keeps the event's product keeps what the backend would answer."""
    (event,) = told(None, made)
    assert event.product == ProductView.model_validate(made)
    assert event.event_id == f"{made.product_id}:{made.revision}"
    assert event.type == "product.created"


def test_a_sale_moves_stock() -> None:
    """Each counter's movement is told, timed by the stream: a sale leaves updated_at alone."""
    before = product(units=10)
    after = replace(before, stock=Stock(10, 8, 2, 0), revision=2)
    (event,) = product_events(Change(to_item(before), to_item(after), AT + timedelta(hours=1)))
    assert isinstance(event, ProductStockChanged)
    assert event.stock_moved.model_dump() == {"received": 0, "available": -2, "reserved": 2, "shipped": 0}
    assert event.at == AT + timedelta(hours=1)


def test_an_edit_says_what_changed() -> None:
    """The fields by name, without the counters that move of themselves."""
    before = product()
    (event,) = told(before, edited(before, name="Mug", price=usd(700), stock=Stock(15, 15, 0, 0)))
    assert isinstance(event, ProductEdited)
    assert event.changed == ["name", "price"]
    assert event.stock_moved.received == 5
    assert event.at == LATER


def test_leaving_and_coming_back_are_events_of_their_own() -> None:
    """Archiving and restoring have names, for a rule of the bus to ask for."""
    active = product()
    archived = edited(active, status=ProductStatus.ARCHIVED)
    restored = edited(archived, status=ProductStatus.ACTIVE)
    kinds = [event.model_dump()["type"] for event in (*told(active, archived), *told(archived, restored))]
    assert kinds == ["product.archived", "product.restored"]


@given(ids, st.lists(staff_changes, max_size=2))
def test_the_history_item_is_no_event(product_id: str, changes: list[StaffChange]) -> None:
    """The item that keeps a product's staff changes tells nothing: the product's own write does."""
    assert product_events(Change(None, changes_to_item(product_id, changes), AT)) == []


def test_a_write_without_a_revision_is_no_event() -> None:
    """A migration that leaves the revision as it was tells nothing."""
    assert told(product(), product()) == []


def test_odd_writes_are_odd() -> None:
    """A product that goes, goes back, or cannot be read is nothing that an event could tell."""
    stood = replace(product(), revision=5)
    with pytest.raises(Underivable, match="removed"):
        told(stood, None)
    with pytest.raises(Underivable, match="revision 4 after 5"):
        told(stood, replace(stood, revision=4))
    with pytest.raises(Underivable, match="cannot be read"):
        product_events(Change(None, {k: v for k, v in to_item(stood).items() if k != "price"}, AT))
