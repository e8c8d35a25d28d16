"""What staff learn from all that has happened."""

from __future__ import annotations

from tests.portals import Portals, accepted
from tests.portals.eventually import eventually


async def test_staff_see_what_is_ordered(anna: Portals) -> None:
    """A moment after the orders they are counted, and a cancelled one is not; each answer says as of when."""
    mug = accepted(await anna.create_product(stock=3, price=1200), 201)
    accepted(await anna.place_order({mug["product_id"]: 2}), 201)
    cancelled = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    accepted(await anna.cancel(cancelled))

    async def stock_outs() -> list[bool]:
        outs = accepted(await anna.staff.get("/api/insights/stock-outs"))["items"]
        return [out["back_at"] is not None for out in outs if out["sku"] == mug["sku"]]

    await eventually(stock_outs, [True], within_seconds=40)
    for question in ("orders-by-day", "top-products", "time-to-ship", "cancellation-rate"):
        answer = accepted(await anna.staff.get(f"/api/insights/{question}"))
        assert answer["as_of"] is not None
    days = accepted(await anna.staff.get("/api/insights/cancellation-rate"))["items"]
    assert 0 < days[0]["cancelled"] <= days[0]["orders"]
