"""Whatever goes wrong, the answer is a problem (RFC 9457), in both doors."""

from __future__ import annotations

from collections.abc import AsyncIterator

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


async def test_a_huge_body_is_a_problem(anna: Portals) -> None:
    """413 above the limit, whether its length is announced or not."""

    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 65_536

    headers = {"Idempotency-Key": "huge", "Content-Type": "application/json"}
    refused(
        await anna.shop.post("/api/orders", content=unannounced(), headers=headers), 413, "body_too_large"
    )
    headers["Content-Length"] = str(20 * 65_536)
    refused(
        await anna.shop.post("/api/orders", content=unannounced(), headers=headers), 413, "body_too_large"
    )


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
