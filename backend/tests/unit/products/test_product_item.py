"""Products and their changes survive being stored."""

from __future__ import annotations

from dataclasses import replace

from backend_testing.samples import AT, product, usd
from backend_testing.strategies import ids, products, staff_changes
from hypothesis import given
from hypothesis import strategies as st

from backend.products.domain.product import Product, StaffChange
from backend.products.item import changes_from_item, changes_key, changes_to_item, from_item, to_item


@given(products)
def test_a_product_reads_back_as_it_was(made: Product) -> None:
    """Whatever a product holds comes back from its item equal, an empty description too."""
    assert from_item(to_item(made)) == made


@given(ids, st.lists(staff_changes, max_size=4))
def test_changes_read_back_as_they_were(product_id: str, changes: list[StaffChange]) -> None:
    """The history of a product comes back equal and in order, from an item that is not the product's."""
    item = changes_to_item(product_id, changes)
    assert changes_from_item(item) == changes
    assert item["product_id"]["S"] == changes_key(product_id) != product_id


def test_prices_in_changes_are_plain() -> None:
    """Money and statuses are recorded in the shape that the wire has."""
    change = StaffChange(2, AT, "ops:sam", {"price": usd(1), "status": product().status}, {})
    (read,) = changes_from_item(changes_to_item("p", [change]))
    assert read == replace(
        change, before={"price": {"amount_minor": 1, "currency": "USD"}, "status": "ACTIVE"}
    )
