"""What operations are told of the live feed, and whom of them."""

from __future__ import annotations

import json

from chassis.live_feed.entry import Entry
from chassis.live_feed.streams import Told

MANAGERS = "ops_manager"
_EVERYBODYS = ("order.", "product.")
"""How the types begin of which all of operations hear."""
_NOTICES, _OPERATIONS = "notice.", "operation."
_AGENTS_NOTICES = frozenset({"order.placed", "order.cancelled", "product.ran_low"})
_AGENTS_KINDS = frozenset(
    {"edit_product", "change_order_status", "ship_order", "edit_shipment", "close_order", "move_orders"}
)
"""What agents may ask for: of such operations all of operations hear, whoever asked."""


def tell(entry: Entry) -> Told:
    """Each event as it is published: to everybody what is named here, to managers the rest, types to come included.
    Raises ValueError for what is no event."""
    everybodys = entry.type.startswith(_EVERYBODYS) or _is_agents(entry)
    return Told(entry.type, entry.body.decode(), only_for=None if everybodys else MANAGERS)


def _is_agents(entry: Entry) -> bool:
    try:
        if entry.type.startswith(_NOTICES):
            return json.loads(entry.body)["notice"]["type"] in _AGENTS_NOTICES
        if entry.type.startswith(_OPERATIONS):
            return json.loads(entry.body)["kind"] in _AGENTS_KINDS
    except (KeyError, TypeError) as error:
        raise ValueError(f"{entry.type} is not as its schema says") from error
    return False
