from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx

ABOUT = {"from": "2026-11-24", "to": "2026-11-24", "as_of": "2026-11-25T00:00:00Z"}
AMOUNTS = {"currency": "USD", "orders": 1, "ordered_minor": 5, "taken_back_minor": 7, "revenue_minor": -2}
PRODUCT = {"product_id": "p", "sku": "MUG", "name": "Mug"}
TOLD: dict[str, dict[str, Any]] = {
    "orders-by-day": {"day": "2026-11-24", "orders": 1, "amounts": [AMOUNTS]},
    "top-products": {**PRODUCT, "currency": "USD", "units": 2, "amount_minor": 9, "orders": 1},
    "time-to-ship": {"day": "2026-11-24", "orders": 0, "median_hours": None, "longest_hours": None},
    "cancellation-rate": {"day": "2026-11-24", "orders": 3, "cancelled": 1, "rate": 0.25},
    "stock-outs": {**PRODUCT, "out_at": "2026-11-24T03:00:00Z", "back_at": None},
}


@pytest.mark.parametrize("question", TOLD)
async def test_insights_are_passed_on(oli: httpx.AsyncClient, backend: respx.Router, question: str) -> None:
    """The days that are asked about go to the backend; what it knows comes back, as of when it knows it."""
    route = backend.get(f"/insights/{question}").respond(json=ABOUT | {"items": [TOLD[question]]})
    days = {"from": "2026-11-24", "to": "2026-11-24"}
    answer = await oli.get(f"/api/insights/{question}", params=days)
    assert answer.json() == ABOUT | {"items": [TOLD[question]]}
    assert days.items() <= dict(route.calls.last.request.url.params).items()


async def test_what_is_left_out_is_the_backends_to_choose(
    oli: httpx.AsyncClient, backend: respx.Router
) -> None:
    """Days that nobody named are not sent; a limit is."""
    route = backend.get("/insights/top-products").respond(json=ABOUT | {"items": []})
    await oli.get("/api/insights/top-products", params={"limit": 5})
    assert dict(route.calls.last.request.url.params) == {"limit": "5"}


async def test_refused_days_say_why(
    oli: httpx.AsyncClient, backend: respx.Router, a_refusal: Callable[..., dict[str, Any]]
) -> None:
    """What is no day never reaches the backend; what is no period it refuses itself."""
    route = backend.get("/insights/stock-outs").respond(**a_refusal(422, "period_invalid"))
    answer = await oli.get("/api/insights/stock-outs", params={"from": "soon"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#query/from")
    assert not route.calls
    answer = await oli.get("/api/insights/stock-outs", params={"from": "2026-11-25", "to": "2026-11-24"})
    assert (answer.status_code, answer.json()["code"]) == (422, "period_invalid")
