"""What a view of 100,000 products holds and costs, in a process of its own: `python -m tests.load.large_view`.

With the argument `ops`, that of the back office instead of the shop's.
"""

from __future__ import annotations

import asyncio
import importlib
import random
import resource
import sys
import time
import uuid
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from chassis.cursors import Cursors
from chassis.live_view.freshness import Freshness
from tests.load.report import line, median

PRODUCTS = 100_000
_WORDS = [
    f"{a}{b}"
    for a in ("no", "tum", "lam", "bot", "des", "gla", "wo", "ste")
    for b in ("mad", "bler", "p", "tle", "k", "ss", "od", "el", "ra", "lin", "tor", "sen")
]


class _Backend:
    """Gives pages as the real one does, as JSON that is parsed anew."""

    def __init__(self, parsed: Callable[[dict[str, Any]], Any]) -> None:
        self._parsed = parsed

    async def prepare(self) -> None: ...

    async def pages(self) -> AsyncIterator[list[Any]]:
        for number in range(PRODUCTS // 100):
            await asyncio.sleep(0)
            items = [_product(100 * number + index) for index in range(100)]
            yield self._parsed({"items": items, "next_cursor": None}).items


def _product(number: int, revision: int = 1) -> dict[str, Any]:
    seeded = random.Random(number)
    return {
        "product_id": str(uuid.UUID(int=seeded.getrandbits(128), version=4)),
        "sku": f"SKU-{number:06d}",
        "name": " ".join(seeded.choices(_WORDS, k=3)).title(),
        "description": " ".join(seeded.choices(_WORDS, k=15)),
        "image_url": f"/images/products/sku-{number:06d}.svg",
        "category": f"category-{number % 40}",
        "price": {"amount_minor": seeded.randrange(100, 100_000), "currency": "USD"},
        "status": "ACTIVE",
        "stock": {"received": 50, "available": 50 - revision % 50, "reserved": 0, "shipped": 0},
        "low_stock_threshold": 5,
        "version": 1,
        "revision": revision,
        "created_at": f"2026-11-22T09:{number % 60:02d}:00Z",
        "updated_at": "2026-11-22T09:30:00Z",
    }


async def main(bff: str) -> None:
    # One of the two: the memory that the other's modules take is not to be counted.
    contract = importlib.import_module(f"{bff}.backend_api.contract")
    products = importlib.import_module(f"{bff}.products.catalogue")
    listings = importlib.import_module(f"{bff}.products.listing")
    catalogue = products.Catalogue()
    freshness = Freshness("catalogue", _Backend(contract.ProductPageView.model_validate), catalogue)
    before = _resident()
    await freshness._read()
    line(f"memory of a view of {len(catalogue)} products", _resident() - before, "MB", "at most 150")
    await freshness._read()
    line("  after it was read again", _resident() - before, "MB")
    line("  at its peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before, "MB")
    changed = [contract.ProductView.model_validate(_product(number, 2)) for number in range(0, PRODUCTS, 100)]
    began = time.perf_counter()
    for product in changed:
        catalogue.apply(product)
    line("  a sale, taken in", (time.perf_counter() - began) * 1e6 / len(changed), "µs")
    listing = listings.Listing(catalogue, Cursors("key"))
    for what, query in (
        ("first page", listings.Query()),
        ("search with many finds", listings.Query("tumbler")),
        ("search with one find", listings.Query("sku 000077")),
        ("search with none", listings.Query("zebra")),
        ("search with a slip", listings.Query("tumbelr")),
    ):
        line(f"  {what}, made", median([_made(listing, query) for _ in range(5)]), "ms")


def _made(listing: Any, query: Any) -> float:
    began = time.perf_counter()
    listing._make(query)
    return (time.perf_counter() - began) * 1000


def _resident() -> float:
    for text in Path("/proc/self/status").read_text().splitlines():
        if text.startswith("VmRSS:"):
            return int(text.split()[1]) / 1024
    raise LookupError("VmRSS")


if __name__ == "__main__":
    asyncio.run(main("ops_bff" if "ops" in sys.argv[1:] else "customer_bff"))
