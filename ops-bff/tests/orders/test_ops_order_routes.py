from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx

Made = Callable[..., dict[str, Any]]
ORDER_ID = "070bea3c-e89a-53f2-8ac4-fe8aad2f3cf2"
PRODUCT_ID = "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0c01"
ORDER = f"/api/orders/{ORDER_ID}"
KEY = {"Idempotency-Key": "k3"}


async def test_orders_are_found_by_what_staff_know(
    oli: httpx.AsyncClient, backend: respx.Router, an_order: Made
) -> None:
    """Every filter reaches the backend, a repeated status as often as it was said, times with their offsets."""
    order = an_order()
    del order["timeline"]
    page = {"items": [order], "next_cursor": None}
    route = backend.get("/orders").respond(json=page)
    query = {
        "status": ["PROCESSING", "SHIPPED"],
        "customer_id": "ann",
        "tracking_number": "1Z 9&9",
        "number": "070BEA3C",
        "placed_from": "2026-11-01T00:00:00+02:00",
        "placed_before": "2026-12-01T00:00:00.5Z",
        "limit": "5",
        "cursor": "a.b",
    }
    answer = await oli.get("/api/orders", params=query)
    assert answer.json() == page
    sent = route.calls.last.request.url.params
    assert sent.get_list("status") == ["PROCESSING", "SHIPPED"]
    assert {name: sent[name] for name in ("customer_id", "tracking_number", "number", "limit", "cursor")} == {
        "customer_id": "ann",
        "tracking_number": "1Z 9&9",
        "number": "070BEA3C",
        "limit": "5",
        "cursor": "a.b",
    }
    assert sent["placed_from"] == "2026-11-01T00:00:00+02:00"
    assert sent["placed_before"] == "2026-12-01T00:00:00.500000+00:00"


@pytest.mark.parametrize(
    "query",
    [
        "status=LOST",
        "placed_from=0.5",
        "placed_from=2026-11-01",
        "placed_from=2026-11-01T00:00:00",
        "limit=0",
        "limit=101",
        "customer_id=",
        "tracking_number=%20",
        "number=070",
        "number=order",
    ],
)
async def test_a_bad_filter_is_refused(oli: httpx.AsyncClient, backend: respx.Router, query: str) -> None:
    """The backend is not asked what it would refuse."""
    answer = await oli.get(f"/api/orders?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith(f"#query/{query.split('=')[0]}")
    assert not backend.calls


async def test_an_order_is_read_with_its_timeline(
    oli: httpx.AsyncClient, backend: respx.Router, an_order: Made
) -> None:
    """Names of staff and customers too; with the backend's ETag, which makes a 304 of the next read."""
    route = backend.get(f"/orders/{ORDER_ID}").respond(json=an_order(), headers={"ETag": '"1"'})
    answer = await oli.get(ORDER)
    assert answer.json() == an_order()
    assert answer.headers["ETag"] == '"1"'
    route.respond(304, headers={"ETag": '"1"'})
    again = await oli.get(ORDER, headers={"If-None-Match": '"1"'})
    assert (again.status_code, again.headers["ETag"], again.content) == (304, '"1"', b"")


@pytest.mark.parametrize(
    ("method", "path", "backend_path", "body"),
    [
        ("PATCH", "status", "status", {"status": "DELIVERED", "reason": "called"}),
        ("PATCH", f"shipments/{PRODUCT_ID}", f"shipments/{PRODUCT_ID}", {"tracking_number": None}),
        ("POST", "closing", "closing", {"reason": "sold out"}),
    ],
)
async def test_changes_that_can_be_repeated_are(
    oli: httpx.AsyncClient,
    backend: respx.Router,
    an_order: Made,
    method: str,
    path: str,
    backend_path: str,
    body: dict[str, Any],
) -> None:
    """They answer the order with its timeline, and a cut answer is asked for again with the same words."""
    route = backend.route(method=method, path=f"/orders/{ORDER_ID}/{backend_path}").mock(
        side_effect=[httpx.ReadError("cut"), httpx.Response(200, json=an_order())]
    )
    answer = await oli.request(method, f"{ORDER}/{path}", json=body)
    assert (answer.status_code, answer.json()) == (200, an_order())
    assert [json.loads(call.request.content) for call in route.calls] == [body, body]


async def test_closing_needs_no_body(oli: httpx.AsyncClient, backend: respx.Router, an_order: Made) -> None:
    """Nobody has to say why."""
    backend.post(f"/orders/{ORDER_ID}/closing").respond(json=an_order())
    assert (await oli.post(f"{ORDER}/closing")).status_code == 200


@pytest.mark.parametrize("replayed", [False, True])
async def test_an_order_is_shipped_once(
    oli: httpx.AsyncClient, backend: respx.Router, an_order: Made, replayed: bool
) -> None:
    """The key goes along, and the answer says when it was a repeat."""
    headers = {"Idempotent-Replayed": "true"} if replayed else {}
    route = backend.post(f"/orders/{ORDER_ID}/shipments").respond(201, json=an_order(), headers=headers)
    body = {"carrier": "UPS", "tracking_number": "1Z", "lines": None}
    answer = await oli.post(f"{ORDER}/shipments", json=body, headers=KEY)
    assert answer.status_code == 201
    assert answer.headers.get("Idempotent-Replayed") == ("true" if replayed else None)
    assert json.loads(route.calls.last.request.content) == body
    assert route.calls.last.request.headers["Idempotency-Key"] == "k3"


async def test_a_shipment_needs_a_key(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """Without one it could be shipped twice."""
    answer = await oli.post(f"{ORDER}/shipments", json={})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert not backend.calls


@pytest.mark.parametrize(
    ("method", "path", "body", "pointer"),
    [
        ("PATCH", "status", {"status": "LOST"}, "/status"),
        ("PATCH", "status", {"status": "SHIPPED", "why": "x"}, "/why"),
        ("POST", "shipments", {"lines": []}, "/lines"),
        ("POST", "shipments", {"lines": [{"product_id": PRODUCT_ID, "quantity": 0}]}, "/lines/0/quantity"),
        ("PATCH", f"shipments/{PRODUCT_ID}", {}, ""),
        ("PATCH", f"shipments/{PRODUCT_ID}", {"status": "SHIPPED"}, "/status"),
        ("PATCH", "shipments/x", {"carrier": "UPS"}, "#path/shipment_id"),
        ("POST", "closing", {"reason": "x" * 501}, "/reason"),
    ],
)
async def test_bad_changes_never_reach_the_backend(
    oli: httpx.AsyncClient, backend: respx.Router, method: str, path: str, body: Any, pointer: str
) -> None:
    """They are refused at the door, and the answer points at what is wrong."""
    answer = await oli.request(method, f"{ORDER}/{path}", json=body, headers=KEY)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert not backend.calls


@pytest.mark.parametrize(
    ("code", "members"),
    [
        ("transition_refused", {"from": "DELIVERED", "to": "SHIPPED", "allowed": []}),
        ("shipment_refused", {"lines": [{"product_id": PRODUCT_ID, "requested": 3, "unshipped": 2}]}),
        ("too_many_shipments", {}),
    ],
)
async def test_refusals_come_with_their_reasons(
    oli: httpx.AsyncClient, backend: respx.Router, a_refusal: Made, code: str, members: dict[str, Any]
) -> None:
    """What the backend says staff can change is passed on, nothing else."""
    backend.post(f"/orders/{ORDER_ID}/shipments").respond(**a_refusal(409, code, **members, shard=4))
    answer = await oli.post(f"{ORDER}/shipments", json={}, headers=KEY)
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["instance"]) == (409, code, f"{ORDER}/shipments")
    assert members.items() <= problem.items()
    assert "shard" not in problem


@pytest.mark.parametrize(("status", "answered"), [(401, 502), (403, 502), (500, 503), (503, 503)])
async def test_faults_behind_the_door_are_not_the_callers(
    oli: httpx.AsyncClient, backend: respx.Router, a_refusal: Made, status: int, answered: int
) -> None:
    """Whatever is wrong between the services is a 5xx of this one."""
    backend.get("/orders").respond(**a_refusal(status, "internal_error"))
    assert (await oli.get("/api/orders")).status_code == answered


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "status", {"status": "SHIPPED"}),
        ("POST", "shipments", {}),
        ("PATCH", f"shipments/{PRODUCT_ID}", {"carrier": "UPS"}),
        ("POST", "closing", {}),
    ],
)
async def test_the_version_that_was_seen_goes_along(
    oli: httpx.AsyncClient, backend: respx.Router, a_refusal: Made, method: str, path: str, body: Any
) -> None:
    """If-Match reaches the backend, and who is too late hears which version stands."""
    backend.route(method=method, path=f"/orders/{ORDER_ID}/{path}").respond(
        **a_refusal(412, "stale_version", current_version=4)
    )
    answer = await oli.request(method, f"{ORDER}/{path}", json=body, headers={**KEY, "If-Match": '"3"'})
    assert (answer.status_code, answer.json()["current_version"]) == (412, 4)
    assert backend.calls.last.request.headers["If-Match"] == '"3"'
