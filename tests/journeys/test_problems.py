"""Whatever goes wrong, the answer is a problem (RFC 9457), in both doors."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from tests.portals import Portals, refused


@pytest.fixture(params=["shop", "staff"])
def door(request: pytest.FixtureRequest, anna: Portals) -> httpx.AsyncClient:
    return anna.shop if request.param == "shop" else anna.staff


async def test_an_unknown_address_is_a_problem(door: httpx.AsyncClient) -> None:
    """404, for a path that nothing serves."""
    refused(await door.get("/api/nothing"), 404, "not_found")


async def test_an_unknown_method_is_a_problem(door: httpx.AsyncClient) -> None:
    """405, naming the methods there are."""
    answer = await door.delete("/api/orders")
    refused(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["allow"]


async def test_a_broken_body_is_a_problem(anna: Portals) -> None:
    """What is no JSON is refused, and so is JSON of another kind, and a body of another type."""
    headers = {"Idempotency-Key": "broken", "Content-Type": "application/json"}
    for body in (b"{", b"[]", b"null", b"\xff\xfe"):
        answer = await anna.shop.post("/api/orders", content=body, headers=headers)
        assert refused(answer, answer.status_code)["status"] in {400, 422}
    answer = await anna.shop.post(
        "/api/orders", content=b"a=1", headers={**headers, "Content-Type": "text/plain"}
    )
    assert refused(answer, answer.status_code)["status"] in {415, 422}


HOSTILE = {
    "deep arrays": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep and never closed": b'{"lines":' + b"[" * 500_000,
    "a number of many digits": b'{"lines":[{"product_id":"x","quantity":' + b"9" * 100_000 + b"}]}",
    "a number too large for a float": b'{"lines":[{"product_id":"x","quantity":1e999}]}',
    "the same name twice": b'{"lines":[],"lines":[]}',
    "NaN": b'{"lines":NaN}',
    "UTF-16": '{"lines":[]}'.encode("utf-16"),
    "Latin-1": b'{"ship_to":{"name":"\xe4"}}',
    "an overlong encoding": b'{"lines":"\xc0\xaf"}',
    "half a surrogate pair": b'{"ship_to":{"name":"\\ud800"}}',
    "zeros": b"\0" * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_body_is_a_problem(anna: Portals, name: str) -> None:
    """What two readers might understand differently, or one only with all its memory, is refused in both doors."""
    for client, path in ((anna.shop, "/api/orders"), (anna.staff, "/api/products")):
        headers = {"Idempotency-Key": "hostile", "Content-Type": "application/json"}
        answer = await client.post(path, content=HOSTILE[name], headers=headers)
        assert refused(answer, answer.status_code)["status"] in {400, 413, 422}


async def test_a_huge_body_is_a_problem(anna: Portals) -> None:
    """413 above the limit, whether its length is announced or not."""

    def send(**length: str) -> httpx.Response:
        # Sockets that block: asyncio's give up on a door that closes while they send, and its answer is lost.
        headers = {
            **anna.shop.headers,
            "Idempotency-Key": "huge",
            "Content-Type": "application/json",
            **length,
        }
        content = (b" " * 65_536 for _ in range(20))
        return httpx.post(f"{anna.shop.base_url}/api/orders", content=content, headers=headers)

    refused(await asyncio.to_thread(send), 413, "body_too_large")
    announced = {"Content-Length": str(20 * 65_536)}
    refused(await asyncio.to_thread(send, **announced), 413, "body_too_large")


async def test_the_callers_trace_goes_through(door: httpx.AsyncClient) -> None:
    """The trace id of the request is the problem's, and the request id comes back."""
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    headers = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01", "X-Request-ID": "journey-1"}
    answer = await door.get("/api/orders/00000000-0000-4000-8000-000000000000", headers=headers)
    assert refused(answer, 404, "not_found")["trace_id"] == trace
    assert answer.headers["x-request-id"] == "journey-1"


async def test_the_documentation_is_served_by_the_door_itself(door: httpx.AsyncClient) -> None:
    """Swagger UI loads nothing from elsewhere."""
    page = await door.get("/docs")
    assert page.status_code == 200
    assert "https://" not in page.text.replace("https://www.w3.org", "")
    assert (await door.get("/openapi.json")).status_code == 200
