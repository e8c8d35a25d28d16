"""Keys name what they create, for ever."""

from __future__ import annotations

from backend_testing.strategies import texts
from hypothesis import given

from backend.orders.domain.naming import order_id_for, shipment_id_for
from backend.products.domain.product import product_id_for


def test_names_are_stable() -> None:
    """Ids that are stored today are found by every later version of the code."""
    assert {
        "order": order_id_for("ada", "k1"),
        "shipment": shipment_id_for(order_id_for("ada", "k1"), "s1"),
        "product": product_id_for("TUM-01"),
    } == {
        "order": "370823d4-0c7f-5575-a5f4-d5f3febe66c5",
        "shipment": "92e44d41-a860-5560-aee4-a67be2b1c76f",
        "product": "427efae8-d3c0-5b88-9a38-2e74b7c8051d",
    }


def test_customer_and_key_are_kept_apart() -> None:
    """("ab", "c") and ("a", "bc") name different orders, though they read alike."""
    assert order_id_for("ab", "c") != order_id_for("a", "bc")


@given(texts, texts, texts, texts)
def test_an_order_is_named_by_customer_and_key(one: str, key: str, other: str, other_key: str) -> None:
    """Two orders share an id exactly when customer and key are the same."""
    same = order_id_for(one, key) == order_id_for(other, other_key)
    assert same == ((one, key) == (other, other_key))


@given(texts)
def test_a_shipment_is_named_within_its_order(key: str) -> None:
    """The same key names different shipments in different orders."""
    first, second = order_id_for("ada", "k1"), order_id_for("ada", "k2")
    assert shipment_id_for(first, key) != shipment_id_for(second, key)


@given(texts, texts)
def test_a_product_is_named_by_its_sku(sku: str, other: str) -> None:
    """Two products share an id exactly when they share the SKU."""
    assert (product_id_for(sku) == product_id_for(other)) == (sku == other)
