"""Orders that are called off."""

from __future__ import annotations

import pytest

from tests.portals import Portals, accepted, refused


async def test_a_cancelled_order_goes_back_on_the_shelf(anna: Portals) -> None:
    """Anna cancels before anything has shipped: all is available again, and cancelling twice changes nothing."""
    mug = accepted(await anna.create_product(stock=10), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 4}), 201)
    cancelled = accepted(await anna.cancel(order))
    assert (cancelled["status"], cancelled["version"]) == ("CANCELLED", 2)
    assert accepted(await anna.cancel(order)) == cancelled
    stock = accepted(await anna.staff_product(mug))["stock"]
    assert stock == {"received": 10, "available": 10, "reserved": 0, "shipped": 0}


async def test_staff_cancel_an_order(anna: Portals) -> None:
    """Staff cancel by status, and the customer sees it."""
    mug = accepted(await anna.create_product(), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    accepted(await anna.change_status(order, "CANCELLED"))
    assert accepted(await anna.order(order))["status"] == "CANCELLED"


async def test_an_order_that_has_partly_shipped_is_not_cancelled(anna: Portals) -> None:
    """Once a parcel is on its way the refusal says where the order is and where it can go."""
    mug = accepted(await anna.create_product(), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 2}), 201)
    accepted(await anna.ship(order, {mug["product_id"]: 1}), 201)
    for refusal in (await anna.cancel(order), await anna.change_status(order, "CANCELLED")):
        problem = refused(refusal, 409, "transition_refused")
        assert (problem["from"], problem["to"], problem["allowed"]) == (
            "PROCESSING",
            "CANCELLED",
            ["SHIPPED"],
        )


@pytest.mark.parametrize("status", ["SHIPPED", "DELIVERED", "PROCESSING"])
async def test_a_cancelled_order_goes_nowhere(anna: Portals, status: str) -> None:
    """From CANCELLED no status is allowed."""
    mug = accepted(await anna.create_product(), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    accepted(await anna.cancel(order))
    problem = refused(await anna.change_status(order, status), 409, "transition_refused")
    assert (problem["from"], problem["to"], problem["allowed"]) == ("CANCELLED", status, [])


async def test_an_order_is_not_delivered_before_it_ships(anna: Portals) -> None:
    """PROCESSING leads to CANCELLED or SHIPPED, and to DELIVERED only after that; repeating what holds is fine."""
    mug = accepted(await anna.create_product(), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    problem = refused(await anna.change_status(order, "DELIVERED"), 409, "transition_refused")
    assert sorted(problem["allowed"]) == ["CANCELLED", "SHIPPED"]
    assert accepted(await anna.change_status(order, "SHIPPED"))["version"] == 2
    assert accepted(await anna.change_status(order, "SHIPPED"))["version"] == 2
