from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from chassis.sessions.caller import Caller, Person
from customer_bff.backend_api import contract
from customer_bff.orders import views
from customer_bff.products import views as product_views

Made = Callable[..., dict[str, Any]]
ANN = Caller(Person("ann", "Ann", frozenset({"customer"})), "a passport")


def timeline(*entries: dict[str, Any]) -> contract.Timeline:
    return contract.Timeline.model_validate(
        {
            "items": [
                {"version": number, "at": "2026-11-22T09:30:00Z", "type": "order.changed", **entry}
                for number, entry in enumerate(entries, start=1)
            ]
        }
    )


@pytest.mark.parametrize(
    ("actor", "shown", "reason"),
    [
        ("customer:ann", "you", "changed my mind"),
        ("ops:oli", "shop", None),
        ("customer:bob", "shop", None),
        ("ops:ann", "shop", None),
    ],
)
def test_customers_see_themselves_and_the_shop(actor: str, shown: str, reason: str | None) -> None:
    """Nobody's name, and no reason but their own."""
    seen = views.timeline_view(timeline({"actor": actor, "data": {"reason": "changed my mind"}}), ANN)
    assert seen.items[0].actor == shown
    assert seen.items[0].data.reason == reason


def test_what_a_timeline_tells_is_named() -> None:
    """A parcel's contents and tracking are shown; what is not named is not, nor what is within it."""
    data = {
        "shipment_id": "s",
        "carrier": "UPS",
        "tracking_number": "1Z",
        "lines": [{"product_id": "p", "quantity": 1, "warehouse": "secret"}],
        "packed_by": "secret",
    }
    seen = views.timeline_view(timeline({"actor": "ops:oli", "data": data}), ANN).model_dump_json()
    assert '"lines":[{"product_id":"p","quantity":1}]' in seen
    assert "secret" not in seen


def test_an_order_shows_what_is_named(an_order: Made) -> None:
    """Everything the customer needs, and no more."""
    shipment = {
        "shipment_id": "s",
        "carrier": None,
        "tracking_number": "1Z",
        "lines": [{"product_id": "p", "quantity": 1}],
        "shipped_at": "2026-11-22T10:00:00Z",
        "delivered_at": None,
    }
    order = contract.OrderView.model_validate(an_order(shipments=[shipment]))
    seen = views.order_view(order).model_dump(mode="json")
    expected = an_order(shipments=[shipment])
    del expected["customer_id"]
    assert seen == expected


def test_an_address_without_its_optional_lines_is_shown_with_nulls(an_order: Made) -> None:
    """What a backend leaves out is null for the customer."""
    order = an_order()
    del order["ship_to"]["line2"], order["ship_to"]["region"]
    seen = views.order_view(contract.OrderView.model_validate(order)).model_dump(mode="json")
    assert seen["ship_to"]["line2"] is None
    assert seen["ship_to"]["region"] is None


@pytest.mark.parametrize(
    "view",
    [
        view
        for module in (views, product_views)
        for view in vars(module).values()
        if isinstance(view, type) and issubclass(view, BaseModel) and view.__module__ == module.__name__
    ],
)
def test_no_view_lets_through_what_it_does_not_name(view: type[BaseModel]) -> None:
    """An allow-list that allows extras is none."""
    assert view.model_config.get("extra", "ignore") == "ignore"
