from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
import respx

WEBHOOK_ID = "0b0b8f5e-9a7f-5a0c-8c39-6d5d2f0a8b61"
DELIVERY_ID = "019e4c2e-3f43-8c44-9d4a-8a3e6b1f0c01"
HOOK = f"/api/webhooks/{WEBHOOK_ID}"
KEY = {"Idempotency-Key": "k"}
NEW = {"url": "https://example.com/hook", "types": ["order.placed"], "description": ""}
WEBHOOK: dict[str, Any] = {
    "webhook_id": WEBHOOK_ID,
    **NEW,
    "enabled": True,
    "disabled_because": None,
    "failing_since": None,
    "created_at": "2026-11-22T09:30:00Z",
    "created_by": "ops:olivia",
}
WITH_SECRET = WEBHOOK | {"secret": "whsec_shown"}
DELIVERY: dict[str, Any] = {
    "delivery_id": DELIVERY_ID,
    "message_id": "an order:1",
    "type": "order.placed",
    "state": "PENDING",
    "attempts": [{"at": "2026-11-22T09:30:00Z", "status": None, "error": "timed_out", "duration_ms": 15000}],
    "next_attempt_at": "2026-11-22T09:30:05Z",
    "created_at": "2026-11-22T09:30:00Z",
}


async def test_a_webhook_is_created_once(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """The key goes along, a cut answer is asked for again, and the answer says that it was a repeat."""
    replayed = httpx.Response(201, json=WITH_SECRET, headers={"Idempotent-Replayed": "true"})
    route = backend.post("/webhooks").mock(side_effect=[httpx.ReadError("cut"), replayed])
    answer = await oli.post("/api/webhooks", json=NEW, headers=KEY)
    assert (answer.status_code, answer.json()) == (201, WITH_SECRET)
    assert answer.headers["location"] == HOOK
    assert answer.headers["idempotent-replayed"] == "true"
    assert [call.request.headers["Idempotency-Key"] for call in route.calls] == ["k", "k"]


async def test_webhooks_are_read_edited_and_removed(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """As the backend has them; an edit says no more than was said."""
    backend.get("/webhooks").respond(json={"items": [WEBHOOK]})
    backend.get(f"/webhooks/{WEBHOOK_ID}").respond(json=WEBHOOK)
    edit = backend.patch(f"/webhooks/{WEBHOOK_ID}").respond(json=WEBHOOK)
    backend.delete(f"/webhooks/{WEBHOOK_ID}").respond(204)
    assert (await oli.get("/api/webhooks")).json() == {"items": [WEBHOOK]}
    assert (await oli.get(HOOK)).json() == WEBHOOK
    assert (await oli.patch(HOOK, json={"enabled": False})).json() == WEBHOOK
    assert json.loads(edit.calls.last.request.content) == {"enabled": False}
    removed = await oli.delete(HOOK)
    assert (removed.status_code, removed.content) == (204, b"")


@pytest.mark.parametrize(
    "edit", [{}, {"url": None}, {"url": "ftp://x"}, {"types": []}, {"enabled": 0}, {"secret": "mine"}]
)
async def test_bad_edits_never_reach_the_backend(
    oli: httpx.AsyncClient, backend: respx.Router, edit: dict[str, Any]
) -> None:
    """They are refused at the door."""
    assert (await oli.patch(HOOK, json=edit)).status_code == 422
    assert not backend.calls


async def test_a_secret_is_rotated_by_a_key(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """Without one it is a 400, and the backend hears nothing of it."""
    route = backend.post(f"/webhooks/{WEBHOOK_ID}/secret-rotation").respond(json=WITH_SECRET)
    assert (await oli.post(f"{HOOK}/secret-rotation")).json()["code"] == "idempotency_key_missing"
    assert not route.calls
    assert (await oli.post(f"{HOOK}/secret-rotation", headers=KEY)).json() == WITH_SECRET


async def test_deliveries_are_followed(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """In pages; one that is asked for again is answered with where it stands then."""
    page = {"items": [DELIVERY], "next_cursor": "a.b"}
    listed = backend.get(f"/webhooks/{WEBHOOK_ID}/deliveries").respond(json=page)
    path = f"/webhooks/{WEBHOOK_ID}/deliveries/{DELIVERY_ID}/redelivery"
    backend.post(path).respond(202, json=DELIVERY)
    assert (await oli.get(f"{HOOK}/deliveries", params={"limit": "5", "cursor": "c"})).json() == page
    assert dict(listed.calls.last.request.url.params) == {"limit": "5", "cursor": "c"}
    again = await oli.post(f"/api{path}")
    assert (again.status_code, again.json()) == (202, DELIVERY)


@pytest.mark.parametrize(("status", "code"), [(422, "webhook_address_refused"), (409, "too_many_webhooks")])
async def test_refusals_reach_the_manager(
    oli: httpx.AsyncClient, backend: respx.Router, a_refusal: Any, status: int, code: str
) -> None:
    """With the backend's own words."""
    backend.post("/webhooks").respond(**a_refusal(status, code))
    answer = await oli.post("/api/webhooks", json=NEW, headers=KEY)
    assert (answer.status_code, answer.json()["code"], answer.json()["detail"]) == (
        status,
        code,
        "Do otherwise.",
    )
