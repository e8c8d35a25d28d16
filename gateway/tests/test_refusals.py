"""Every refusal of the gateway's own is a problem (RFC 9457), in the words of the services."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession
from gateway_testing.upstream import MAX_BODY_BYTES, ORIGIN, Upstream
from yarl import URL

TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


async def problem(response: ClientResponse, status: int, code: str) -> dict[str, Any]:
    assert response.status == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "Server" not in response.headers
    members: dict[str, Any] = json.loads(await response.read())
    assert members["status"] == status
    assert members["code"] == code
    assert members["type"] == f"/problems/{code}"
    assert members["title"]
    assert members["detail"]
    assert members["instance"].endswith(response.url.path)  # aiohttp's address has its dots resolved
    assert re.fullmatch(r"[0-9a-f]{32}", members["trace_id"])
    return members


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/nothing",
        "/api/orders/",
        "/api/orders/1/2",
        "/api/orders/1/cancellation/x",
        "/API/orders",
        "/api/orders%2F1%2Fcancellation",
        "/api/orders/..%2f..%2freadyz",
        "/api/backend/orders",
        "/%2e%2e/api/orders",
    ],
)
async def test_a_path_that_the_bff_does_not_have_is_refused(
    client: ClientSession, bff: Upstream, path: str
) -> None:
    """404, and the BFF never hears of it."""
    async with client.get(URL(path, encoded=True)) as response:
        await problem(response, 404, "not_found")
    assert bff.requests == []


async def test_a_path_that_means_two_things_is_refused(ports: dict[str, int], bff: Upstream) -> None:
    """A client that does not tidy its paths cannot show one to the gateway and another to the BFF."""
    for path in (
        "//api/orders",
        "/docs/../api/orders",
        "/docs/./x",
        "/api/orders/..",
        "/docs%00",
        "/docs/%5c",
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", ports["gateway"])
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        assert answer.startswith(b"HTTP/1.1 404 "), path
        assert b'"code":"not_found"' in answer
        writer.close()
    assert bff.requests == []


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("DELETE", "/api/orders", "GET, POST"),
        ("POST", "/api/products", "GET"),
        ("PUT", "/api/products/1", "GET"),
        ("GET", "/api/orders/1/cancellation", "POST"),
        ("OPTIONS", "/api/products", "GET"),
        ("TRACE", "/api/products", "GET"),
        ("BREW", "/api/products", "GET"),
    ],
)
async def test_a_method_that_the_resource_does_not_know_is_refused(
    client: ClientSession, bff: Upstream, method: str, path: str, allow: str
) -> None:
    """405 with Allow, and the BFF never hears of it."""
    async with client.request(method, path) as response:
        await problem(response, 405, "method_not_allowed")
        assert response.headers["Allow"] == allow
    assert bff.requests == []


async def test_a_body_of_the_limit_passes_and_one_byte_more_does_not(
    client: ClientSession, bff: Upstream
) -> None:
    """413, whether the length was announced or not; the BFF sees only what may pass."""

    async def chunks(size: int) -> Any:
        yield b"a" * (size - 1)
        yield b"a"

    for body in (lambda size: b"a" * size, chunks):
        async with client.post("/api/orders", data=body(MAX_BODY_BYTES)) as response:
            assert response.status == 200
        async with client.post("/api/orders", data=body(MAX_BODY_BYTES + 1)) as response:
            await problem(response, 413, "body_too_large")
    assert [len(body) for body in bff.bodies] == [MAX_BODY_BYTES, MAX_BODY_BYTES]


async def test_an_upstream_that_is_away_is_503(client: ClientSession) -> None:
    """For the BFF and for the portal, with Retry-After."""
    for path in ("/api/products", "/", "/docs", "/readyz"):
        async with client.get(path) as response:
            await problem(response, 503, "service_unavailable")
            assert response.headers["Retry-After"] == "1"


async def test_an_upstream_that_is_late_is_504(client: ClientSession, bff: Upstream) -> None:
    """The caller is told to send the same again; the problem names the trace that the BFF was given."""
    async with client.get("/api/products/late") as response:
        members = await problem(response, 504, "upstream_timeout")
    assert members["trace_id"] in bff.requests[0].headers["traceparent"]
    bff.go_on.release()


async def test_pages_of_other_origins_are_refused(client: ClientSession, bff: Upstream) -> None:
    """403 without permission to read it, also where a part of an allowed origin is sent."""
    for origin in ("http://evil.example", "null", ORIGIN + ".evil.example", ORIGIN[:-1], ",", f"{ORIGIN},x"):
        for method in ("GET", "OPTIONS"):
            headers = {"Origin": origin, "Access-Control-Request-Method": "GET"}
            async with client.request(method, "/api/products", headers=headers) as response:
                await problem(response, 403, "origin_not_allowed")
                assert "Access-Control-Allow-Origin" not in response.headers
    assert bff.requests == []


async def test_a_path_cannot_write_into_the_problem(client: ClientSession) -> None:
    """Quotes, templates, placeholders and what is not UTF-8 come back as the text they are."""
    for path in (
        "/api/%22%2C%22status%22:200",
        "/api/%3C%25%20env%20%22PATH%22%20%25%3E",
        "/api/%7Benv.PATH%7D",
    ):
        async with client.get(URL(path, encoded=True)) as response:
            await problem(response, 404, "not_found")
    async with client.get(URL("/api/%ff%00%0d%0aX-Evil:1", encoded=True)) as response:
        assert response.status == 404
        assert "X-Evil" not in response.headers
        assert json.loads(await response.read())["code"] == "not_found"
    async with client.get("/api/" + "x" * 5000) as response:
        assert len(json.loads(await response.read())["instance"]) == 1024


async def test_a_refusal_names_the_callers_trace_and_request(client: ClientSession) -> None:
    """What the caller sent is kept, unless it cannot be an id."""
    headers = {"traceparent": TRACEPARENT, "X-Request-ID": "order-form.7"}
    async with client.get("/api/nothing", headers=headers) as response:
        members = await problem(response, 404, "not_found")
        assert response.headers["X-Request-ID"] == "order-form.7"
    assert members["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736"
    headers = {"traceparent": "00-" + "z" * 32, "X-Request-ID": 'a"b'}
    async with client.get("/api/nothing", headers=headers) as response:
        members = await problem(response, 404, "not_found")
        assert response.headers["X-Request-ID"] == members["trace_id"]
