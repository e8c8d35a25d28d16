"""Healthy requests through a gateway while hundreds of others send as slowly as they can."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import aiohttp

from tests.load.report import line, median, ratio
from tests.processes.addresses import Addresses

SLOW_SOCKETS = 500
HEALTHY_CALLS = 1000
HEALTHY_CLIENTS = 8
DRIP_SECONDS = 0.5
STARTS = (
    (b"GET /api/products HTTP/1.1\r\nHost: shop\r\n", b"X-Slow: 1\r\n"),
    (b"POST /api/orders HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    (b"POST /api/orders HTTP/1.1\r\nHost: shop\r\nContent-Length: 900000\r\n\r\n", b"a"),
)
"""What a slow sender begins with, and what it then sends drop by drop."""


async def measure_slow_clients(stack: Addresses, *, rounds: int) -> None:
    """Pairs of the same calls, alone and beside slow senders, whom the gateway cuts and who then come again."""
    alone: list[float] = []
    beside: list[float] = []
    async with aiohttp.ClientSession() as session:
        await _p99(session, stack.shop)
        for _ in range(rounds):
            alone.append(await _p99(session, stack.shop))
            async with _slow_senders(stack.shop):
                beside.append(await _p99(session, stack.shop))
    line("p99 of a product list through the gateway", median(alone) * 1000, "ms")
    line(f"the same beside {SLOW_SOCKETS} slow senders", median(beside) * 1000, "ms")
    pairs = zip(beside, alone, strict=True)
    ratio("p99 beside slow senders / alone", median([one / other for one, other in pairs]), at_most=2)


async def _p99(session: aiohttp.ClientSession, url: str) -> float:
    """Seconds within which 99 of a hundred calls are answered."""
    took: list[float] = []
    calls = iter(range(HEALTHY_CALLS))

    async def client() -> None:
        for _ in calls:
            began = time.perf_counter()
            async with session.get(f"{url}/api/products?limit=20") as response:
                await response.read()
                assert response.status == 200, response.status
            took.append(time.perf_counter() - began)

    await asyncio.gather(*(client() for _ in range(HEALTHY_CLIENTS)))
    return sorted(took)[int(len(took) * 0.99)]


@contextlib.asynccontextmanager
async def _slow_senders(url: str) -> AsyncIterator[None]:
    senders = [asyncio.create_task(_send_slowly(url, *STARTS[n % len(STARTS)])) for n in range(SLOW_SOCKETS)]
    await asyncio.sleep(2)
    yield
    for sender in senders:
        sender.cancel()
    await asyncio.gather(*senders, return_exceptions=True)


async def _send_slowly(url: str, start: bytes, drop: bytes) -> None:
    host, port = url.removeprefix("http://").split(":")
    while True:
        reader, writer = await asyncio.open_connection(host, int(port))
        try:
            writer.write(start)
            while not reader.at_eof() and not writer.is_closing():
                writer.write(drop)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(DRIP_SECONDS):
                        await reader.read(4096)
        except OSError:
            pass
        finally:
            writer.close()
