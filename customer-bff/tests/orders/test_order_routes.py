from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx

from chassis.passports import PassportControl
from tests.identity.played_provider import PASSPORT_PUBLIC_KEY

Made = Callable[..., dict[str, Any]]
ORDER_ID = "070bea3c-e89a-53f2-8ac4-fe8aad2f3cf2"
PRODUCT_ID = "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0c01"
KEY = {"Idempotency-Key": "k1"}


def basket(**fields: Any) -> dict[str, Any]:
    return {
        "lines": [{"product_id": PRODUCT_ID, "quantity": 2}],
        "ship_to": {
            "name": "Ann",
            "line1": "1 High Street",
            "city": "Springfield",
            "postal_code": "12345",
            "country": "US",
        },
        **fields,
    }


async def test_an_order_is_placed(ann: httpx.AsyncClient, backend: respx.Router, an_order: Made) -> None:
    """The backend gets the customer, the key and what was sent; the customer gets the order and where it stands."""
    route = backend.post("/customer/orders").respond(201, json=an_order())
    answer = await ann.post("/api/orders", json=basket(), headers=KEY)
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/orders/{ORDER_ID}"
    assert "Idempotent-Replayed" not in answer.headers
    assert answer.json()["total"] == {"amount_minor": 7000, "currency": "USD"}
    assert "customer_id" not in answer.json()
    sent = route.calls.last.request
    assert json.loads(sent.content) == basket()
    passport = PassportControl(audience="backend", public_keys={"customer-bff": PASSPORT_PUBLIC_KEY}).verify(
        sent.headers["Authorization"].removeprefix("Bearer ")
    )
    assert (passport.subject, passport.roles) == ("ann", frozenset({"customer"}))
    assert sent.headers["Idempotency-Key"] == "k1"


async def test_a_replay_is_the_same_bytes(
    ann: httpx.AsyncClient, backend: respx.Router, an_order: Made
) -> None:
    """And says that it is one."""
    backend.post("/customer/orders").mock(
        side_effect=[
            httpx.Response(201, json=an_order()),
            httpx.Response(201, json=an_order(), headers={"Idempotent-Replayed": "true"}),
        ]
    )
    first = await ann.post("/api/orders", json=basket(), headers=KEY)
    again = await ann.post("/api/orders", json=basket(), headers=KEY)
    assert again.content == first.content
    assert again.headers["Idempotent-Replayed"] == "true"


async def test_a_lost_answer_is_asked_for_again(
    ann: httpx.AsyncClient, backend: respx.Router, an_order: Made
) -> None:
    """The key makes that safe: the customer notices nothing, and the backend got the same request twice."""
    route = backend.post("/customer/orders").mock(
        side_effect=[httpx.RemoteProtocolError("cut"), httpx.Response(201, json=an_order())]
    )
    answer = await ann.post("/api/orders", json=basket(), headers=KEY)
    assert answer.status_code == 201
    first, second = (call.request for call in route.calls)
    assert first.content == second.content
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"] == "k1"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (basket(lines=[]), "/lines"),
        (basket(lines=[{"product_id": PRODUCT_ID, "quantity": 1}] * 51), "/lines"),
        (basket(lines=[{"product_id": PRODUCT_ID, "quantity": 0}]), "/lines/0/quantity"),
        (basket(lines=[{"product_id": PRODUCT_ID, "quantity": "2"}]), "/lines/0/quantity"),
        (basket(lines=[{"product_id": "x", "quantity": 2}]), "/lines/0/product_id"),
        (basket(coupon="X"), "/coupon"),
        (basket(ship_to={}), "/ship_to/city"),
        (basket(expected_total={"amount_minor": -1, "currency": "USD"}), "/expected_total/amount_minor"),
    ],
)
async def test_bad_input_never_reaches_the_backend(
    ann: httpx.AsyncClient, backend: respx.Router, body: dict[str, Any], pointer: str
) -> None:
    """It is refused at the door, and the answer points at it."""
    answer = await ann.post("/api/orders", json=body, headers=KEY)
    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]
    assert not backend.calls


@pytest.mark.parametrize(
    ("headers", "code"),
    [({}, "idempotency_key_missing"), ({"Idempotency-Key": "k" * 256}, "idempotency_key_invalid")],
)
async def test_an_order_needs_a_key(
    ann: httpx.AsyncClient, backend: respx.Router, headers: dict[str, str], code: str
) -> None:
    """Without a usable one nothing is placed."""
    answer = await ann.post("/api/orders", json=basket(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert not backend.calls


async def test_refusals_come_with_their_reasons(
    ann: httpx.AsyncClient, backend: respx.Router, a_refusal: Made
) -> None:
    """All shortages at once, under the shop's own address and trace, and nothing that is only the backend's."""
    shortage = {"product_id": PRODUCT_ID, "requested": 2, "available": 1}
    backend.post("/customer/orders").respond(
        **a_refusal(409, "insufficient_stock", shortages=[shortage | {"shard": 3}], table="Products")
    )
    answer = await ann.post("/api/orders", json=basket(), headers=KEY)
    problem = answer.json()
    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem.pop("trace_id") == answer.headers["traceparent"].split("-")[1]
    assert problem == {
        "type": "/problems/insufficient_stock",
        "title": "Refused",
        "status": 409,
        "detail": "Do otherwise.",
        "instance": "/api/orders",
        "code": "insufficient_stock",
        "shortages": [shortage],
    }


async def test_where_an_order_cannot_go_is_told(
    ann: httpx.AsyncClient, backend: respx.Router, a_refusal: Made
) -> None:
    """`from`, `to` and `allowed` reach the customer."""
    refusal = a_refusal(
        409, "transition_refused", **{"from": "SHIPPED", "to": "CANCELLED", "allowed": ["DELIVERED"]}
    )
    backend.post(f"/customer/orders/{ORDER_ID}/cancellation").respond(**refusal)
    problem = (await ann.post(f"/api/orders/{ORDER_ID}/cancellation")).json()
    assert (problem["from"], problem["to"], problem["allowed"]) == ("SHIPPED", "CANCELLED", ["DELIVERED"])


@pytest.mark.parametrize("status", [401, 403])
async def test_being_refused_by_the_backend_is_not_the_customers_fault(
    ann: httpx.AsyncClient, backend: respx.Router, a_refusal: Made, status: int
) -> None:
    """The customer is signed in here; that the backend will not have us is ours to mend."""
    backend.get("/customer/orders").respond(**a_refusal(status, "not_signed_in"))
    answer = await ann.get("/api/orders")
    assert (answer.status_code, answer.json()["code"]) == (502, "upstream_fault")


@pytest.mark.parametrize("status", [500, 503, 504])
async def test_a_failing_backend_is_a_503(
    ann: httpx.AsyncClient, backend: respx.Router, a_refusal: Made, status: int
) -> None:
    """With Retry-After, and none of the backend's words."""
    backend.get("/customer/orders").respond(**a_refusal(status, "internal_error", stack="secret"))
    answer = await ann.get("/api/orders")
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
    assert int(answer.headers["Retry-After"]) >= 1
    assert "secret" not in answer.text


async def test_orders_are_listed(ann: httpx.AsyncClient, backend: respx.Router, an_order: Made) -> None:
    """Page by page; the backend's cursor goes out and comes back as it is."""
    page = {"items": [an_order()], "next_cursor": "a.b-c_d"}
    route = backend.get("/customer/orders").respond(json=page)
    answer = await ann.get("/api/orders", params={"limit": 1, "cursor": "x.y&z"})
    assert answer.json()["next_cursor"] == "a.b-c_d"
    assert answer.json()["items"][0]["order_id"] == ORDER_ID
    assert dict(route.calls.last.request.url.params) == {"limit": "1", "cursor": "x.y&z"}


async def test_an_order_is_read_with_its_etag(
    ann: httpx.AsyncClient, backend: respx.Router, an_order: Made
) -> None:
    """The backend's ETag comes along, and what the customer has is not sent again."""
    route = backend.get(f"/customer/orders/{ORDER_ID}").respond(json=an_order(), headers={"ETag": '"1"'})
    answer = await ann.get(f"/api/orders/{ORDER_ID}")
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
    route.respond(304, headers={"ETag": '"1"'})
    again = await ann.get(f"/api/orders/{ORDER_ID}", headers={"If-None-Match": '"1"'})
    assert (again.status_code, again.headers["ETag"], again.content) == (304, '"1"', b"")
    assert route.calls.last.request.headers["If-None-Match"] == '"1"'


async def test_somebody_elses_order_looks_like_none(
    ann: httpx.AsyncClient, backend: respx.Router, a_refusal: Made
) -> None:
    """The backend's 404 is passed on word for word."""
    backend.get(f"/customer/orders/{ORDER_ID}").respond(**a_refusal(404, "not_found"))
    answer = await ann.get(f"/api/orders/{ORDER_ID}")
    assert (answer.status_code, answer.json()["detail"]) == (404, "Do otherwise.")


@pytest.mark.parametrize(("sent", "passed"), [(None, {}), ({"reason": "late"}, {"reason": "late"})])
async def test_an_order_is_cancelled(
    ann: httpx.AsyncClient, backend: respx.Router, an_order: Made, sent: Any, passed: dict[str, str]
) -> None:
    """With a reason or without a body at all; an answer that was cut is asked for again."""
    route = backend.post(f"/customer/orders/{ORDER_ID}/cancellation").mock(
        side_effect=[httpx.ReadError("cut"), httpx.Response(200, json=an_order(status="CANCELLED"))]
    )
    answer = await ann.post(f"/api/orders/{ORDER_ID}/cancellation", json=sent)
    assert answer.json()["status"] == "CANCELLED"
    assert json.loads(route.calls.last.request.content) == passed


async def test_a_timeline_is_the_customers_own(ann: httpx.AsyncClient, backend: respx.Router) -> None:
    """What the customer did is by "you", whatever else happened by "shop"."""
    entries = [
        {
            "version": 1,
            "type": "order.placed",
            "at": "2026-11-22T09:30:00Z",
            "actor": "customer:ann",
            "data": {},
        },
        {
            "version": 2,
            "type": "order.cancelled",
            "at": "2026-11-22T09:31:00Z",
            "actor": "ops:oli",
            "data": {"reason": "fraud?"},
        },
    ]
    backend.get(f"/customer/orders/{ORDER_ID}/timeline").respond(json={"items": entries})
    answer = await ann.get(f"/api/orders/{ORDER_ID}/timeline")
    assert [entry["actor"] for entry in answer.json()["items"]] == ["you", "shop"]
    assert "oli" not in answer.text
    assert "fraud" not in answer.text


async def test_an_answer_outside_the_contract_is_a_502(
    ann: httpx.AsyncClient, backend: respx.Router, an_order: Made
) -> None:
    """A backend that forgets a field is noticed here, not in the portal."""
    order = an_order()
    del order["total"]
    backend.get(f"/customer/orders/{ORDER_ID}").respond(json=order)
    answer = await ann.get(f"/api/orders/{ORDER_ID}")
    assert (answer.status_code, answer.json()["code"]) == (502, "upstream_fault")
