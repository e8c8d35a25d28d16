"""What the queue of operations costs with few orders behind it, and with many."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping

import aiohttp

from tests.identity.access_tokens import SignIns
from tests.load.many_orders import write_orders
from tests.load.report import line, median, ratio
from tests.processes.platform import Platform

FEW = 1_000
PAGES_DEEP = 10
VIEWS: Mapping[str, Mapping[str, str | list[str]]] = {
    "all orders": {},
    "orders to ship": {"status": "PROCESSING"},
    "two statuses": {"status": ["PROCESSING", "SHIPPED"]},
    "one customer's": {"customer_id": "many"},
    "orders of a day": {"placed_from": "2026-01-01T00:00:00Z", "placed_before": "2026-01-02T00:00:00Z"},
}


async def measure_queueing(platform: Platform, *, orders: int, rounds: int) -> None:
    """Each view's first page and those behind it, as the desk asks for them, before and after so many orders more."""
    await asyncio.to_thread(write_orders, platform, FEW, customer="many")
    bearer = await SignIns(platform.identity.url).bearer("sam")
    async with aiohttp.ClientSession(headers=bearer) as session:
        few = await _pages(session, platform, rounds)
        await asyncio.to_thread(write_orders, platform, orders, customer="many")
        many = await _pages(session, platform, rounds)
    for view in VIEWS:
        line(f"a page of {view}, {FEW:,} orders", few[view] * 1000, "ms")
        line(f"  and {FEW + orders:,} orders", many[view] * 1000, "ms")
        ratio("  that / that", many[view] / few[view], at_most=1.5)


async def _pages(session: aiohttp.ClientSession, platform: Platform, rounds: int) -> dict[str, float]:
    """The median time of a page of each view, in seconds."""
    took: dict[str, list[float]] = {view: [] for view in VIEWS}
    for _ in range(rounds):
        for view, wanted in VIEWS.items():
            cursor: str | None = None
            for _ in range(PAGES_DEEP):
                asked = {"limit": "50", **wanted, **({"cursor": cursor} if cursor else {})}
                began = time.perf_counter()
                async with session.get(f"{platform.ops_bff.url}/api/orders", params=asked) as answer:
                    page = await answer.json()
                    answer.raise_for_status()
                took[view].append(time.perf_counter() - began)
                assert page["items"]
                cursor = page["next_cursor"]
                if cursor is None:
                    break
    return {view: median(times) for view, times in took.items()}
