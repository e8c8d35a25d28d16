"""What may be in a parcel, and what it does to the order and to stock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from backend_testing.samples import AT, HAT, LATER, MUG, PEN, order, parcel

from backend.orders.domain.errors import (
    KeyReused,
    NotShippable,
    ShipmentNotFound,
    ShipmentRefused,
    TooManyShipments,
)
from backend.orders.domain.order import Order, ShippedLine
from backend.orders.domain.transitions import (
    MAX_SHIPMENTS,
    OrderChange,
    cancel,
    close,
    edit_shipment,
    ship,
)

PART = order(
    "PROCESSING", parcel("first", {MUG: 2}, tracking="1Z"), history=("order.placed", "order.partly_shipped")
)


def send(at: Order, *lines: ShippedLine, all_that_is_left: bool = False, **fields: Any) -> OrderChange | None:
    request: dict[str, Any] = {
        "shipment_id": "new",
        "fingerprint": "f",
        "carrier": None,
        "tracking_number": None,
        **fields,
    }
    return ship(at, lines=None if all_that_is_left else lines, actor="ops:sam", at=LATER, **request)


def test_shipping_takes_from_what_is_reserved() -> None:
    """Lines of one product in a parcel are one; its units leave the reservation."""
    change = send(order(), ShippedLine(MUG, 1), ShippedLine(MUG, 1))
    assert change is not None
    assert (change.shipped, change.released) == ({MUG: 2}, {})
    assert change.after.shipments[0].lines == (ShippedLine(MUG, 2),)
    assert (change.entry.type, change.after.unshipped()) == ("order.partly_shipped", {MUG: 1, HAT: 1})


def test_all_that_is_left_completes_the_order() -> None:
    """A parcel without lines carries the rest, and the order is SHIPPED."""
    change = send(PART, all_that_is_left=True)
    assert change is not None
    assert (change.shipped, change.after.status, change.entry.type) == (
        {MUG: 1, HAT: 1},
        "SHIPPED",
        "order.shipped",
    )


def test_the_last_units_complete_the_order_whatever_their_order() -> None:
    """Naming all that is left, in any order, is shipping all that is left."""
    change = send(PART, ShippedLine(HAT, 1), ShippedLine(MUG, 1))
    assert change is not None
    assert change.after.status == "SHIPPED"


@pytest.mark.parametrize(
    ("lines", "refused"),
    [
        ({MUG: 2}, [NotShippable(MUG, 2, 1)]),
        ({PEN: 1}, [NotShippable(PEN, 1, 0)]),
        ({MUG: 5, HAT: 1, PEN: 2}, [NotShippable(MUG, 5, 1), NotShippable(PEN, 2, 0)]),
    ],
)
def test_a_parcel_holds_no_more_than_is_left(lines: Mapping[str, int], refused: list[NotShippable]) -> None:
    """Every line that asks for too much is named, with what is left of it."""
    with pytest.raises(ShipmentRefused) as error:
        send(PART, *(ShippedLine(*line) for line in lines.items()))
    assert list(error.value.lines) == refused


def test_a_shipments_key_cannot_be_used_twice() -> None:
    """The id of a shipment with another request behind it is refused, in every later status too."""
    with pytest.raises(KeyReused):
        send(PART, ShippedLine(HAT, 1), shipment_id="first")
    shipped = send(PART, all_that_is_left=True)
    assert shipped is not None
    with pytest.raises(KeyReused):
        send(shipped.after, all_that_is_left=True, shipment_id="first")


def test_there_is_a_limit_to_shipments() -> None:
    """An order that has as many parcels as it may is refused another."""
    full = order(
        "PROCESSING",
        *(parcel(f"parcel {number}", {MUG: 1}) for number in range(MAX_SHIPMENTS)),
        lines={MUG: 2 * MAX_SHIPMENTS},
    )
    with pytest.raises(TooManyShipments):
        send(full, ShippedLine(MUG, 1))


def test_closing_releases_the_rest() -> None:
    """What was not shipped is available again, and said in the history."""
    change = close(PART, actor="ops:sam", at=LATER, reason="broken")
    assert change is not None
    assert (change.released, change.shipped, change.after.status) == ({MUG: 1, HAT: 1}, {}, "SHIPPED")
    assert change.entry.data["reason"] == "broken"


def test_cancelling_releases_everything() -> None:
    """All that the order held is available again, and the reason is kept."""
    change = cancel(order(), actor="customer:ada", at=LATER, reason="changed my mind")
    assert change is not None
    assert (change.released, change.shipped) == ({MUG: 3, HAT: 1}, {})
    assert (change.entry.actor, change.entry.data) == ("customer:ada", {"reason": "changed my mind"})


def test_a_correction_says_what_it_corrected() -> None:
    """Only fields that differ are changed and recorded; a field may be emptied."""
    change = edit_shipment(
        PART,
        "first",
        delivered=False,
        corrections={"carrier": "UPS", "tracking_number": None},
        actor="ops:sam",
        at=LATER,
    )
    assert change is not None
    assert change.entry.type == "order.shipment_corrected"
    assert change.entry.data == {"shipment_id": "first", "tracking_number": None}
    assert change.after.shipments[0].tracking_number is None
    assert (change.released, change.shipped) == ({}, {})


def test_an_arrival_keeps_its_first_time() -> None:
    """Saying again that a parcel arrived, with a correction, corrects it and moves no time."""
    arrived = order("PROCESSING", parcel("first", {MUG: 2}, delivered=True))
    change = edit_shipment(
        arrived, "first", delivered=True, corrections={"carrier": "DHL"}, actor="ops:sam", at=LATER
    )
    assert change is not None
    assert (change.after.shipments[0].delivered_at, change.entry.type) == (AT, "order.shipment_corrected")


def test_an_unknown_shipment_is_not_found() -> None:
    """Editing a shipment that the order does not have is refused by its name."""
    with pytest.raises(ShipmentNotFound):
        edit_shipment(PART, "other", delivered=True, corrections={}, actor="ops:sam", at=LATER)


def test_the_order_as_placed_is_what_was_first_answered() -> None:
    """However far the order has moved, as placed it has version 1, no parcels and its first time."""
    change = send(PART, all_that_is_left=True)
    assert change is not None
    assert change.after.as_placed() == order()
