"""Pages that see what happens, as it happens, through the doors of both portals."""

from __future__ import annotations

import uuid

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


async def test_operations_see_their_work_go_on(anna: Portals) -> None:
    """Olivia follows her file to its end; Sam, an agent, sees an order come in and his shipment go through, and hears
    nothing of files. The shop hears of neither."""
    mug = accepted(await anna.create_product(stock=10), 201)
    mark = uuid.uuid4().hex[:8]
    file = "sku,name,category,price_amount_minor,currency,stock_change\n"
    file += "".join(f"{mark}-{n},Thing {n},c,500,USD,2\n" for n in range(3))
    async with (
        anna.for_staff("sam") as sams,
        live_events(anna.staff) as olivia,
        live_events(sams.staff) as sam,
        live_events(anna.shop) as shop,
    ):
        headers = {"Content-Type": "text/csv", "Idempotency-Key": mark}
        sent = await anna.staff.post("/api/products/imports", content=file, headers=headers)
        imported = accepted(sent, 202)["operation_id"]
        ended = await olivia.until(
            lambda event: event.data.get("operation_id") == imported and event.data["state"] == "SUCCEEDED",
            within_seconds=20,
        )
        assert ended.data["progress"]["new"] == 3
        await olivia.until(
            lambda event: (
                event.name == "notice.raised" and event.data["notice"]["data"].get("operation_id") == imported
            )
        )
        order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
        notice = await sam.until(
            lambda event: (
                event.name == "notice.raised"
                and event.data["notice"]["data"].get("order_id") == order["order_id"]
            ),
            within_seconds=10,
        )
        address = f"/api/notices/{notice.data['notice']['notice_id']}/reading"
        accepted(await sams.staff.post(address))
        await olivia.until(
            lambda event: event.name == "notice.read" and event.data["event_id"] != notice.data["event_id"]
        )
        moved = await sams.staff.patch(
            f"/api/orders/{order['order_id']}/status",
            json={"status": "SHIPPED"},
            headers={"Prefer": "respond-async"},
        )
        queued = accepted(moved, 202)["operation_id"]
        await sam.until(
            lambda event: event.data.get("operation_id") == queued and event.data["state"] == "SUCCEEDED",
            within_seconds=20,
        )
        await shop.until(lambda event: event.name == "order.shipped")
    assert imported not in str(sam.seen)
    told = {event.name.partition(".")[0] for event in shop.seen}
    assert told <= {"order", "product"}
