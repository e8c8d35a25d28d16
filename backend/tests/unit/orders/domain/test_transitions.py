"""The table of transitions, written out a second time: every state of an order × everything one can ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from backend_testing.samples import HAT, LATER, MUG, order, parcel

from backend.orders.domain.errors import OrderError, ShipmentNotFound, TransitionRefused
from backend.orders.domain.order import Order, OrderStatus, Shipment, ShippedLine
from backend.orders.domain.transitions import OrderChange, cancel, close, deliver, edit_shipment, ship

FIRST, REST = parcel("first", {MUG: 2}), parcel("rest", {MUG: 1, HAT: 1})
FIRST_ARRIVED = replace(FIRST, delivered_at=LATER)
REST_ARRIVED = replace(REST, delivered_at=LATER)
SENT = ("order.placed", "order.partly_shipped")

STATES: Mapping[str, Order] = {
    "new": order(),
    "part": order("PROCESSING", FIRST, history=SENT),
    "part_arrived": order("PROCESSING", FIRST_ARRIVED, history=(*SENT, "order.shipment_delivered")),
    "shipped": order("SHIPPED", FIRST, REST, history=(*SENT, "order.shipped")),
    "one_to_come": order(
        "SHIPPED", FIRST, REST_ARRIVED, history=(*SENT, "order.shipped", "order.shipment_delivered")
    ),
    "closed": order("SHIPPED", FIRST, history=(*SENT, "order.closed")),
    "delivered": order(
        "DELIVERED", FIRST_ARRIVED, REST_ARRIVED, history=(*SENT, "order.shipped", "order.delivered")
    ),
    "closed_delivered": order("DELIVERED", FIRST_ARRIVED, history=(*SENT, "order.closed", "order.delivered")),
    "cancelled": order("CANCELLED", history=("order.placed", "order.cancelled")),
}

ALLOWED: Mapping[str, list[str]] = {
    "new": ["CANCELLED", "SHIPPED"],
    "part": ["SHIPPED"],
    "part_arrived": ["SHIPPED"],
    "shipped": ["DELIVERED"],
    "one_to_come": ["DELIVERED"],
    "closed": ["DELIVERED"],
    "delivered": [],
    "closed_delivered": [],
    "cancelled": [],
}

# "same": what is asked holds already; "no": refused; "none": no such shipment; else the status it leads to.
TABLE = """
                  cancel     part        rest     again    close    deliver    arrive      correct
new               CANCELLED  PROCESSING  SHIPPED  -        no       no         none        none
part              no         PROCESSING  SHIPPED  same     SHIPPED  no         PROCESSING  PROCESSING
part_arrived      no         PROCESSING  SHIPPED  same     SHIPPED  no         same        PROCESSING
shipped           no         no          no       same     no       DELIVERED  SHIPPED     SHIPPED
one_to_come       no         no          no       same     no       DELIVERED  DELIVERED   SHIPPED
closed            no         no          no       same     same     DELIVERED  DELIVERED   SHIPPED
delivered         no         no          no       same     no       same       same        DELIVERED
closed_delivered  no         no          no       same     same     same       same        DELIVERED
cancelled         same       no          no       -        no       no         none        none
"""


def send(at: Order, shipment_id: str, lines: list[ShippedLine] | None) -> OrderChange | None:
    return ship(
        at,
        shipment_id=shipment_id,
        fingerprint=f"fingerprint of {shipment_id}",
        carrier="UPS",
        tracking_number=None,
        lines=lines,
        actor="ops:sam",
        at=LATER,
    )


def edit(at: Order, delivered: bool, **corrections: str | None) -> OrderChange | None:
    return edit_shipment(at, "first", delivered=delivered, corrections=corrections, actor="ops:sam", at=LATER)


ACTIONS: Mapping[str, Callable[[Order], OrderChange | None]] = {
    "cancel": lambda at: cancel(at, actor="ops:sam", at=LATER, reason=None),
    "part": lambda at: send(at, "new", [ShippedLine(MUG, 1)]),
    "rest": lambda at: send(at, "new", None),
    "again": lambda at: send(at, "first", [ShippedLine(MUG, 2)]),
    "close": lambda at: close(at, actor="ops:sam", at=LATER, reason=None),
    "deliver": lambda at: deliver(at, actor="ops:sam", at=LATER),
    "arrive": lambda at: edit(at, True),
    "correct": lambda at: edit(at, False, carrier="DHL"),
}
_HEAD, *_ROWS = [line.split() for line in TABLE.strip().splitlines()]
CASES = [
    (row[0], action, outcome)
    for row in _ROWS
    for action, outcome in zip(_HEAD, row[1:], strict=True)
    if outcome != "-"
]


def outcome_of(state: Order, action: str) -> str:
    try:
        change = ACTIONS[action](state)
    except TransitionRefused:
        return "no"
    except ShipmentNotFound:
        return "none"
    return "same" if change is None else change.after.status.value


def test_the_table_is_whole() -> None:
    """Every state meets every action, and every status has its state."""
    assert {row[0] for row in _ROWS} == set(STATES) == set(ALLOWED)
    assert set(_HEAD) == set(ACTIONS)
    assert {state.status for state in STATES.values()} == set(OrderStatus)


@pytest.mark.parametrize(("state", "action", "outcome"), CASES)
def test_an_order_moves_by_the_table_and_no_other_way(state: str, action: str, outcome: str) -> None:
    """What the table says happens, and nothing else."""
    assert outcome_of(STATES[state], action) == outcome


@pytest.mark.parametrize(
    ("state", "action"), [(state, action) for state, action, outcome in CASES if outcome == "no"]
)
def test_a_refusal_says_where_the_order_can_go(state: str, action: str) -> None:
    """A refusal carries the status that stands, and the statuses that are open from there."""
    with pytest.raises(TransitionRefused) as refused:
        ACTIONS[action](STATES[state])
    assert refused.value.current == STATES[state].status
    assert list(refused.value.allowed) == ALLOWED[state]
    assert refused.value.reason


@pytest.mark.parametrize(
    ("state", "action"), [(state, action) for state, action, outcome in CASES if outcome.isupper()]
)
def test_a_change_adds_one_entry_and_keeps_the_books(state: str, action: str) -> None:
    """Every change adds one entry at the next version, and no unit of the order is lost or made."""
    before = STATES[state]
    change = ACTIONS[action](before)
    assert change is not None
    after = change.after
    assert after.timeline[:-1] == before.timeline
    assert (change.entry.version, change.entry.at, change.entry.actor) == (after.version, LATER, "ops:sam")
    assert after.version == before.version + 1
    assert after.updated_at == LATER
    assert change.before is before
    held = sum_of(before) if before.status == "PROCESSING" else 0
    still_held = sum_of(after) if after.status == "PROCESSING" else 0
    assert held - still_held == sum(change.released.values()) + sum(change.shipped.values())


def sum_of(at: Order) -> int:
    """Units of the order that no parcel carries."""
    return sum(line.quantity for line in at.lines) - sum(
        line.quantity for sent in at.shipments for line in sent.lines
    )


@pytest.mark.parametrize("state", STATES)
def test_repeating_any_change_changes_nothing(state: str) -> None:
    """Cancelling, shipping, closing, delivering or editing a second time is no second change."""
    for action in ACTIONS:
        try:
            change = ACTIONS[action](STATES[state])
        except OrderError:
            continue
        if change is not None:
            assert ACTIONS[action](change.after) is None, action


def parcels(at: Order) -> list[Shipment]:
    return list(at.shipments)


def test_delivering_marks_every_parcel() -> None:
    """Parcels still under way arrive with the order; those that had arrived keep their time."""
    change = ACTIONS["deliver"](STATES["one_to_come"])
    assert change is not None
    assert [sent.delivered_at for sent in parcels(change.after)] == [LATER, REST_ARRIVED.delivered_at]
