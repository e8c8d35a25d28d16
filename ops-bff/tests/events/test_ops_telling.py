"""ops_bff.events.telling"""

from __future__ import annotations

import json
from typing import Any

import pytest

from chassis.live_feed.entry import Entry, Place
from ops_bff.events.telling import tell
from ops_bff.events.views import OpsStreamEvent


def entry(type: str, **fields: Any) -> Entry:
    return Entry(Place(1, 1), type, json.dumps({"type": type, "event_id": "e:1", **fields}).encode())


@pytest.mark.parametrize(
    "given",
    [
        entry("order.placed", actor="ops:sam"),
        entry("product.edited"),
        entry("order.of_a_type_to_come"),
        entry("notice.raised", notice={"type": "order.cancelled"}),
        entry("notice.read", notice={"type": "product.ran_low"}),
        entry("operation.changed", kind="ship_order", state="RUNNING"),
    ],
    ids=lambda given: given.type,
)
def test_all_of_operations_are_told_as_it_is(given: Entry) -> None:
    """Orders, products, and what an agent may see to or ask for."""
    told = tell(given)
    assert (told.event, told.data, told.only_for) == (given.type, given.body.decode(), None)
    OpsStreamEvent.model_validate_json(told.data)


@pytest.mark.parametrize(
    "given",
    [
        entry("dead_letter.arrived", queue="ops-commands"),
        entry("dead_letter.settled"),
        entry("notice.raised", notice={"type": "dead_letter.arrived"}),
        entry("notice.raised", notice={"type": "import.finished"}),
        entry("notice.raised", notice={"type": "webhook.disabled"}),
        entry("notice.raised", notice={"type": "of.a_type_to_come"}),
        entry("operation.changed", kind="import_products"),
        entry("operation.changed", kind="create_product"),
        entry("something.else"),
    ],
    ids=lambda given: given.body.decode(),
)
def test_the_rest_is_for_managers_alone(given: Entry) -> None:
    """Imports, dead letters, webhooks, and whatever nobody has said that agents may hear."""
    told = tell(given)
    assert (told.event, told.data, told.only_for) == (given.type, given.body.decode(), "ops_manager")


@pytest.mark.parametrize("type", ["notice.raised", "operation.changed"])
def test_what_is_no_event_is_told_to_nobody(type: str) -> None:
    """Whose it is cannot be seen."""
    with pytest.raises(ValueError, match="schema"):
        tell(entry(type))
