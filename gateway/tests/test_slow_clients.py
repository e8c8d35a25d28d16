"""Slow senders are cut, and cost nobody else anything."""

from __future__ import annotations

import asyncio

from aiohttp import ClientSession
from gateway_testing.upstream import Upstream

STARTS = {
    "headers": (b"GET /api/products HTTP/1.1\r\nHost: x\r\n", b"X-Slow: 1\r\n"),
    "chunked body": (
        b"POST /api/orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"1\r\na\r\n",
    ),
    "announced body": (b"POST /api/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n", b"a"),
}
SENDERS_OF_EACH = 40


async def slow(port: int, start: bytes, drip: bytes) -> bytes:
    """Sends `drip` after `drip`; what the gateway said until it answered or cut."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(start)
    answer = asyncio.create_task(reader.read(4096))
    try:
        while not answer.done():
            await asyncio.wait([answer], timeout=0.2)
            writer.write(drip)
        return answer.result()
    finally:
        answer.cancel()
        writer.close()


async def test_slow_senders_are_cut_while_others_are_served(
    client: ClientSession, bff: Upstream, ports: dict[str, int]
) -> None:
    """Slow headers are cut, slow bodies are told 408; the BFF hears of none, and healthy requests go on."""
    async with asyncio.timeout(30):
        senders = {
            kind: [asyncio.create_task(slow(ports["gateway"], *start)) for _ in range(SENDERS_OF_EACH)]
            for kind, start in STARTS.items()
        }
        for number in range(200):
            async with client.get(f"/api/products/{number}") as response:
                assert response.status == 200
        answers = {kind: await asyncio.gather(*tasks) for kind, tasks in senders.items()}
    assert set(answers["headers"]) == {b""}
    for kind in ("chunked body", "announced body"):
        assert all(answer.startswith(b"HTTP/1.1 408 ") for answer in answers[kind])
        assert all(b'"code":"request_timeout"' in answer for answer in answers[kind])
    assert [request.path for request in bff.requests] == [f"/api/products/{n}" for n in range(200)]
