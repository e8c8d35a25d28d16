"""Pages that see what happens, as it happens, through the doors of both portals."""

from __future__ import annotations

from tests.portals import Portals, accepted
from tests.portals.live_events import live_events


async def test_an_order_moves_before_the_customers_eyes(anna: Portals, boris: Portals) -> None:
    """Placed, shipped, delivered: the customer sees each at once, staff too, and another customer only the stock."""
    mug = accepted(await anna.create_product(stock=10), 201)
    async with live_events(anna.shop) as hers, live_events(boris.shop) as his, live_events(anna.staff) as ops:
        order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
        await hers.until(lambda event: event.name == "order.placed")
        accepted(await anna.ship(order), 201)
        await hers.until(lambda event: event.name == "order.shipped")
        accepted(await anna.change_status(order, "DELIVERED"))
        await hers.until(lambda event: event.name == "order.delivered")
        await ops.until(
            lambda event: event.data.get("order_id") == order["order_id"] and event.name == "order.delivered"
        )
        await his.until(lambda event: event.data.get("product", {}).get("available") == 9)
    assert not [event for event in his.seen if event.name.startswith("order.")]
