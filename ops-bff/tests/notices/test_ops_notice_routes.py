from __future__ import annotations

from typing import Any

import httpx
import respx

NOTICE_ID = "019e4c2e-3f43-8c44-9d4a-8a3e6b1f0c01"
UNREAD: dict[str, Any] = {
    "notice_id": NOTICE_ID,
    "type": "product.ran_low",
    "at": "2026-11-22T09:30:00Z",
    "data": {"sku": "TUM-01", "available": 3},
    "read_at": None,
    "read_by": None,
}


async def test_the_inbox_is_passed_on(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """With what was asked for, and with types that this code has never heard of."""
    page = {"items": [UNREAD | {"type": "teapot.boiled"}], "next_cursor": "a.b"}
    route = backend.get("/notices").respond(json=page)
    answer = await oli.get("/api/notices", params={"unread": "true", "limit": "5", "cursor": "c"})
    assert answer.json() == page
    assert dict(route.calls.last.request.url.params) == {"unread": "true", "limit": "5", "cursor": "c"}


async def test_a_reading_may_be_sent_again(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """An answer that is cut is asked for once more: the first reader stays."""
    read = UNREAD | {"read_at": "2026-11-22T09:31:00Z", "read_by": "ops:oli"}
    route = backend.post(f"/notices/{NOTICE_ID}/reading").mock(
        side_effect=[httpx.ReadError("cut"), httpx.Response(200, json=read)]
    )
    answer = await oli.post(f"/api/notices/{NOTICE_ID}/reading")
    assert (answer.status_code, answer.json()) == (200, read)
    assert route.call_count == 2
