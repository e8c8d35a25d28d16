"""What staff learn from all that has happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.portals import Portals, accepted, refused
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
    today = datetime.now(UTC).date()
    days = {"from": str(today - timedelta(days=6)), "to": str(today)}
    for question in ("orders-by-day", "time-to-ship", "cancellation-rate"):
        answer = accepted(await anna.staff.get(f"/api/insights/{question}", params=days))
        assert answer["as_of"] is not None
        assert len(answer["items"]) == 7
    best = accepted(await anna.staff.get("/api/insights/top-products", params={**days, "limit": 1}))
    assert len(best["items"]) == 1
    rates = accepted(await anna.staff.get("/api/insights/cancellation-rate", params=days))["items"]
    assert 0 < rates[-1]["cancelled"] <= rates[-1]["orders"]
    usd = [
        row
        for row in accepted(await anna.staff.get("/api/insights/orders-by-day"))["items"][-1]["amounts"]
        if row["currency"] == "USD"
    ]
    assert usd[0]["taken_back_minor"] >= 1200
    assert usd[0]["revenue_minor"] == usd[0]["ordered_minor"] - usd[0]["taken_back_minor"]


async def test_days_that_are_no_period_are_refused(anna: Portals) -> None:
    """Backwards, or more than a year and a day."""
    for first in ("2030-01-02", "2028-01-01"):
        days = {"from": first, "to": "2030-01-01"}
        refused(await anna.staff.get("/api/insights/stock-outs", params=days), 422, "period_invalid")
