"""Random lives of an order: how it stood after each write, as the domain's own rules let it move."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st

from backend.orders.domain.errors import OrderError
from backend.orders.domain.order import Order, ShippedLine
from backend.orders.domain.transitions import OrderChange, cancel, close, deliver, edit_shipment, ship
from backend_testing.samples import AT, HAT, MUG, product, quoted

STEPS = ("ship one", "ship", "cancel", "close", "deliver", "arrive", "correct")


@st.composite
def lives(draw: st.DrawFn) -> list[Order]:
    """The order as placed, and as each further write left it."""
    basket, quote = quoted(
        (product("MUG"), draw(st.integers(1, 4))), (product("HAT"), draw(st.integers(1, 3)))
    )
    order = quote.place(basket, draw(st.uuids().map(str)), "ada", AT)
    stood = [order]
    for number, step in enumerate(draw(st.lists(st.sampled_from(STEPS), max_size=10)), start=1):
        change = _change(order, step, number, draw)
        if change is not None:
            order = change.after
            stood.append(order)
    return stood


def _change(order: Order, step: str, number: int, draw: st.DrawFn) -> OrderChange | None:
    at: datetime = AT + timedelta(minutes=number)
    by: Any = {"actor": "ops:sam", "at": at}
    parcel = draw(st.sampled_from(order.shipments)).shipment_id if order.shipments else "none"
    send = partial(ship, order, shipment_id=f"parcel-{number}", fingerprint="f", carrier="UPS", **by)
    try:
        match step:
            case "ship one":
                one = [ShippedLine(draw(st.sampled_from([MUG, HAT])), 1)]
                return send(tracking_number=f"1Z{number}", lines=one)
            case "ship":
                return send(tracking_number=None, lines=None)
            case "cancel":
                return cancel(order, reason="no longer wanted by Ada Lovelace", **by)
            case "close":
                return close(order, reason=None, **by)
            case "deliver":
                return deliver(order, **by)
            case "arrive":
                return edit_shipment(order, parcel, delivered=True, corrections={}, **by)
            case _:
                corrections = {"tracking_number": f"C{number}"}
                return edit_shipment(order, parcel, delivered=False, corrections=corrections, **by)
    except OrderError:
        return None
