"""What the gateway lets through, and what it adds."""

from __future__ import annotations

import asyncio
import json
import os
import re
from pathlib import Path

import pytest
from aiohttp import ClientPayloadError, ClientSession
from gateway_testing.running import running
from gateway_testing.upstream import ORIGIN, Upstream, free_port, serve
from yarl import URL


async def test_a_request_reaches_the_bff_as_it_was_sent(client: ClientSession, bff: Upstream) -> None:
    """Path, query, body and headers, with a trace and an id."""
    headers = {"Idempotency-Key": "k1", "Authorization": "Bearer t", "Cookie": "a=b"}
    async with client.post("/api/orders/a%20b/cancellation?x=1", data=b"{}", headers=headers) as response:
        assert response.status == 200
    (request,) = bff.requests
    assert request.raw_path == "/api/orders/a%20b/cancellation?x=1"
    assert bff.bodies == [b"{}"]
    assert {name: request.headers[name] for name in headers} == headers
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-00", request.headers["traceparent"])
    assert request.headers["X-Request-ID"] in request.headers["traceparent"]


async def test_answers_carry_the_gateways_headers(client: ClientSession, bff: Upstream) -> None:
    """One X-Request-ID, no word about the server, and nothing that lets others frame or sniff."""
    async with client.get("/api/products", headers={"X-Request-ID": "mine"}) as response:
        assert response.headers.getall("X-Request-ID") == ["mine"]
        assert "Server" not in response.headers
        assert "Via" not in response.headers
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "Origin" in response.headers["Vary"]


async def test_pages_of_the_portal_get_a_strict_policy(client: ClientSession, ports: dict[str, int]) -> None:
    """No inline script or style, no frames, nothing from elsewhere."""
    runner = await serve(Upstream(), ports["portal"])
    try:
        async with client.get("/orders/1") as response:
            assert response.status == 200
            policy = response.headers["Content-Security-Policy"]
    finally:
        await runner.cleanup()
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


async def test_swagger_ui_and_health_pass(client: ClientSession, bff: Upstream) -> None:
    """The BFF answers them; /livez is the gateway's own."""
    for path in (
        "/docs",
        "/docs/swagger-ui.css",
        "/docs/oauth2-redirect",
        "/openapi.json",
        "/readyz",
        "/images/products/mug-01.svg",
        "/livez",
    ):
        async with client.get(path) as response:
            assert response.status == 200
    assert "/livez" not in [request.path for request in bff.requests]
    assert len(bff.requests) == 6


async def test_allowed_pages_may_call_and_read(client: ClientSession, bff: Upstream, gateway: str) -> None:
    """Preflights are answered by the gateway; answers and refusals can be read."""
    for origin in (gateway, ORIGIN):
        asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        async with client.options("/api/orders", headers=asked) as response:
            assert response.status == 204
            assert response.headers["Access-Control-Allow-Origin"] == origin
            assert "POST" in response.headers["Access-Control-Allow-Methods"]
            assert "Idempotency-Key" in response.headers["Access-Control-Allow-Headers"]
        for path in ("/api/products", "/api/nothing"):
            async with client.get(path, headers={"Origin": origin}) as response:
                assert response.headers.getall("Access-Control-Allow-Origin") == [origin]
                assert response.headers["Access-Control-Allow-Credentials"] == "true"
    assert {request.method for request in bff.requests} == {"GET"}


async def test_events_pass_one_by_one(client: ClientSession, bff: Upstream) -> None:
    """Each is read before the next is sent."""
    async with client.get("/api/products/events") as response:
        for number in range(3):
            bff.go_on.release()
            assert await response.content.readline() == f"data: {number}\n".encode()
            assert await response.content.readline() == b"\n"


async def test_an_answer_that_breaks_off_breaks_off(client: ClientSession, bff: Upstream) -> None:
    """What came goes through; a caller cannot take it for the whole."""
    async with client.get("/api/products/cut") as response:
        assert response.status == 200
        with pytest.raises(ClientPayloadError):
            await response.read()


async def test_one_line_of_json_a_request_without_secrets(
    client: ClientSession, bff: Upstream, log_file: Path
) -> None:
    """It names the request and its trace; query, cookies and tokens stay out."""
    headers = {
        "Cookie": "session=topsecret",
        "Authorization": "Bearer topsecret",
        "X-Request-ID": "seen-once",
    }
    async with client.get("/api/products?code=topsecret", headers=headers):
        pass
    async with client.get("/livez"):
        pass
    text = await asyncio.to_thread(log_file.read_text)
    lines = [json.loads(line) for line in text.splitlines()]
    (line,) = [line for line in lines if line.get("request_id") == "seen-once"]
    assert line["service"] == "shop-gateway"
    assert line["status"] == 200
    assert line["request"]["uri"] == "/api/products"
    assert re.fullmatch(r"[0-9a-f]{32}", line["trace_id"])
    assert "topsecret" not in text
    assert "/livez" not in text


async def test_without_a_portal_its_first_page_is_swagger_ui(
    bff: Upstream, ports: dict[str, int], tmp_path: Path
) -> None:
    """And its other pages are not there."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "BFF_UPSTREAM": f"127.0.0.1:{ports['bff']}",
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
    }
    with running(environment, tmp_path / "log", port):
        async with ClientSession(base_url=f"http://127.0.0.1:{port}") as client:
            async with client.get("/", allow_redirects=False) as response:
                assert (response.status, response.headers["Location"]) == (302, "/docs")
            async with client.get("/orders/1") as response:
                assert response.status == 404
                assert json.loads(await response.read())["code"] == "not_found"


async def test_the_shop_has_no_page_of_operations(
    client: ClientSession, gateway: str, ports: dict[str, int]
) -> None:
    """However the path is written: what the matcher sees is what the portal would get."""
    portal = Upstream()
    runner = await serve(portal, ports["portal"])
    try:
        for path in ("/ops", "/ops/", "/ops/orders", "/OPS", "/%6fps", "/./ops", "/x/../ops", "//ops"):
            async with client.get(URL(f"{gateway}{path}", encoded=True), allow_redirects=False) as response:
                assert (path, response.status) == (path, 404)
                assert (await response.json())["code"] == "not_found"
        assert portal.requests == []
        for path in ("/", "/opsimath", "/products/1", "/_next/static/chunks/1.js", "/assets/shop.svg"):
            async with client.get(path) as response:
                assert (path, response.status) == (path, 200)
    finally:
        await runner.cleanup()


async def test_operations_have_no_page_of_the_shop(ops_gateway: str, ports: dict[str, int]) -> None:
    """Their pages are under /ops, to which the first page leads."""
    portal = Upstream()
    runner = await serve(portal, ports["portal"])
    try:
        async with ClientSession(base_url=ops_gateway) as client:
            async with client.get("/", allow_redirects=False) as response:
                assert (response.status, response.headers["Location"]) == (302, "/ops")
            for path in ("/ops", "/ops/orders/1", "/_next/static/chunks/1.js", "/assets/ops.svg"):
                async with client.get(path) as response:
                    assert (path, response.status) == (path, 200)
            assert len(portal.requests) == 4
            for path in ("/basket", "/opsimath", "/OPS", "/products/1", "/favicon.ico"):
                async with client.get(path) as response:
                    assert (path, response.status) == (path, 404)
            assert len(portal.requests) == 4
    finally:
        await runner.cleanup()


async def test_a_portals_own_policy_stands(client: ClientSession, ports: dict[str, int]) -> None:
    """Its scripts bear a nonce that only it knows."""
    portal = Upstream()
    portal.headers["Content-Security-Policy"] = "script-src 'nonce-1'"
    runner = await serve(portal, ports["portal"])
    try:
        async with client.get("/") as response:
            assert response.headers.getall("Content-Security-Policy") == ["script-src 'nonce-1'"]
    finally:
        await runner.cleanup()


async def test_pages_are_only_read(client: ClientSession, ports: dict[str, int]) -> None:
    """What changes something goes to the API."""
    portal = Upstream()
    runner = await serve(portal, ports["portal"])
    try:
        async with client.post("/orders", data=b"{}") as response:
            assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")
        assert portal.requests == []
    finally:
        await runner.cleanup()
