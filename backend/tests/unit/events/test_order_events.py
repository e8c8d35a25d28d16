"""An order's events tell its timeline: all of it, once, in order, and nothing of the customer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from backend_testing.order_lives import lives
from backend_testing.samples import ADDRESS, AT, LATER, MUG, order, parcel
from hypothesis import Phase, given, settings

from backend.events import derivation
from backend.events.derivation import Change, order_events
from backend.events.event import OrderEvent
from backend.events.order_history import events_of
from backend.events.underivable import Underivable
from backend.orders.domain.order import Order, TimelineEntry
from backend.orders.item import to_item
from backend.persistence.items import OrderItem, to_wire


def streamed(stood: Sequence[Order]) -> list[OrderEvent]:
    """The events of a stream that says how the order stood after each write."""
    images = [None, *map(to_item, stood)]
    return [event for old, new in pairwise(images) for event in order_events(Change(old, new, AT))]


def assert_tells(events: Sequence[OrderEvent], told: Order) -> None:
    assert [(e.event_id, e.version, e.type, e.at, e.actor) for e in events] == [
        (f"{told.order_id}:{entry.version}", entry.version, entry.type, entry.at, entry.actor)
        for entry in told.timeline
    ]


def assert_its_stream_tells(life: list[Order]) -> None:
    events = streamed(life)
    assert_tells(events, life[-1])
    assert [event.status for event in events] == [stood.status for stood in life]


@given(lives())
def test_the_stream_of_an_order_tells_its_timeline(life: list[Order]) -> None:
    """One event for each write, which is one timeline entry; each has the status that the order had."""
    assert_its_stream_tells(life)


@given(lives())
def test_an_event_is_the_same_whenever_it_is_told(life: list[Order]) -> None:
    """What is derived from the order as it stands now is, byte for byte, what was derived at each write."""
    again = [event.model_dump_json() for event in events_of(life[-1])]
    assert again == [event.model_dump_json() for event in streamed(life)]


@given(lives())
def test_events_keep_the_customer_to_themselves(life: list[Order]) -> None:
    """No part of the address is in any event, and no free text either."""
    told = "".join(event.model_dump_json() for event in streamed(life))
    secrets = (ADDRESS.line1, ADDRESS.city, ADDRESS.postal_code, "Lovelace")
    assert not [secret for secret in secrets if secret in told]


@given(lives())
def test_an_order_put_whole_tells_all_of_it(life: list[Order]) -> None:
    """A record that carries several versions is told version by version."""
    assert_tells(order_events(Change(None, to_item(life[-1]), AT)), life[-1])


@pytest.mark.parametrize(
    "fault",
    [
        lambda events: events[:-1],
        lambda events: [*events, events[-1]],
        lambda events: [event.model_copy(update={"event_id": "x"}) for event in events],
    ],
    ids=["one is lost", "one is doubled", "ids are others"],
)
def test_a_planted_fault_is_found(
    monkeypatch: pytest.MonkeyPatch, fault: Callable[[list[OrderEvent]], list[OrderEvent]]
) -> None:
    """A derivation that loses, doubles or renames does not come through the property above."""
    monkeypatch.setattr(derivation, "events_of", lambda o, after: fault(events_of(o, after=after)))
    unshrunk = settings(phases=[Phase.generate])
    with pytest.raises(AssertionError):
        unshrunk(given(lives())(assert_its_stream_tells))()


def test_a_tracking_pointer_is_no_event() -> None:
    """Pointers stand in the same table; their coming and going tells nothing."""
    pointer = to_wire(OrderItem, {"order_id": "tracking#UPS#1Z#o", "tracking_number": "1Z"})
    assert order_events(Change(None, pointer, AT)) == []
    assert order_events(Change(pointer, None, AT)) == []


def test_a_write_without_an_entry_is_no_event() -> None:
    """A migration that leaves the history as it was tells nothing."""
    stood = order()
    assert order_events(Change(to_item(stood), to_item(replace(stood, updated_at=LATER)), AT)) == []


def test_a_removed_order_is_odd() -> None:
    """Orders are kept: one that goes, or loses history, is nothing that an event could tell."""
    stood = to_item(order("PROCESSING", history=("order.placed", "order.shipment_corrected")))
    with pytest.raises(Underivable, match="lost its history"):
        order_events(Change(stood, None, AT))
    with pytest.raises(Underivable, match="lost its history"):
        order_events(Change(stood, to_item(order()), AT))


def test_an_unknown_entry_is_odd() -> None:
    """An entry of a later version of the code is not told as something else."""
    later = order(history=("order.placed", "order.gift_wrapped"))
    with pytest.raises(Underivable, match="gift_wrapped"):
        order_events(Change(None, to_item(later), AT))


def test_an_unreadable_order_is_odd() -> None:
    """What is wrong is said; what is in the item is not."""
    stood = {name: value for name, value in to_item(order()).items() if name != "total"}
    with pytest.raises(Underivable, match="cannot be read"):
        order_events(Change(None, stood, AT))


def test_a_correction_does_not_reach_back() -> None:
    """The parcel of an event is as it stood then, though the order holds the corrected one."""
    entries: tuple[tuple[str, dict[str, Any]], ...] = (
        ("order.placed", {}),
        (
            "order.shipped",
            {
                "shipment_id": "p",
                "carrier": "UPS",
                "tracking_number": "typo",
                "lines": [{"product_id": MUG, "quantity": 3}],
            },
        ),
        ("order.shipment_corrected", {"shipment_id": "p", "tracking_number": "1Z"}),
        ("order.delivered", {"shipment_id": "p"}),
    )
    stood = replace(
        order("DELIVERED", parcel("p", {MUG: 3}, tracking="1Z", delivered=True)),
        timeline=tuple(
            TimelineEntry(n, kind, AT, "ops:sam", data) for n, (kind, data) in enumerate(entries, 1)
        ),
    )
    parcels = [event.model_dump()["parcel"] for event in events_of(stood, after=1)]
    assert [each["tracking_number"] for each in parcels] == ["typo", "1Z", "1Z"]
    assert {each["carrier"] for each in parcels} == {"UPS"}
