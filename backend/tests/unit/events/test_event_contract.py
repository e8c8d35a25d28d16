"""The committed schemas say what events are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from backend_testing.order_lives import lives
from backend_testing.samples import AT
from backend_testing.strategies import products
from hypothesis import given

from backend.events.contract import documents
from backend.events.derivation import Change, product_events
from backend.events.event import EVENT, OrderEvent, ProductEvent
from backend.events.order_history import events_of
from backend.orders.domain.order import Order
from backend.products.domain.product import Product
from backend.products.item import to_item

CONTRACTS = Path(__file__).resolve().parents[4] / "contracts" / "events"


def committed(event: OrderEvent | ProductEvent) -> Any:
    return json.loads((CONTRACTS / f"{event.model_dump()['type']}.schema.json").read_text())


@given(lives())
def test_order_events_are_as_their_schema_says(life: list[Order]) -> None:
    """Every event of an order is valid by the committed schema of its type, and reads back as it was."""
    for event in events_of(life[-1]):
        jsonschema_rs.validate(committed(event), json.loads(event.model_dump_json()))
        assert EVENT.validate_json(event.model_dump_json()) == event


@given(products)
def test_product_events_are_as_their_schema_says(made: Product) -> None:
    """The same for products."""
    (event,) = product_events(Change(None, to_item(made), AT))
    jsonschema_rs.validate(committed(event), json.loads(event.model_dump_json()))
    assert EVENT.validate_json(event.model_dump_json()) == event


@pytest.mark.parametrize("left_out", ["event_id", "status", "total"])
def test_a_schema_sees_what_is_left_out(left_out: str) -> None:
    """Every field is there: a consumer need not ask."""
    from backend_testing.samples import order

    (event,) = events_of(order())
    spoiled = {name: value for name, value in json.loads(event.model_dump_json()).items() if name != left_out}
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(committed(event), spoiled)


def test_every_message_of_the_asyncapi_document_is_there() -> None:
    """Channels name messages that exist, and messages schemas that exist."""
    made = documents()
    asyncapi = made["asyncapi.json"]
    messages = asyncapi["components"]["messages"]
    named = {name for channel in asyncapi["channels"].values() for name in channel["messages"]}
    assert named == messages.keys()
    assert {message["payload"]["$ref"].removeprefix("./") for message in messages.values()} <= made.keys()


def test_queues_list_what_their_rule_takes() -> None:
    """Both hear of everything that is on the bus, and of no heartbeat."""
    channels = documents()["asyncapi.json"]["channels"]
    assert channels["notify-ops"]["messages"].keys() == channels["bus"]["messages"].keys()
    assert "heartbeat" not in channels["bus"]["messages"]
    assert channels["analytics"]["messages"].keys() == channels["bus"]["messages"].keys()
