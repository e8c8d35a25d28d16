"""What a view of 100,000 products holds and costs, in a process of its own: `python -m tests.load.large_view`."""

from __future__ import annotations

import asyncio
import random
import resource
import time
import uuid
from pathlib import Path
from typing import Any

from chassis.cursors import Cursors
from chassis.sessions.caller import Caller
from customer_bff.backend_api import contract
from customer_bff.products.catalogue import Catalogue
from customer_bff.products.freshness import FreshCatalogue
from customer_bff.products.listing import Listing, Query
from tests.load.report import line, median

PRODUCTS = 100_000
_WORDS = [
    f"{a}{b}"
    for a in ("no", "tum", "lam", "bot", "des", "gla", "wo", "ste")
    for b in ("mad", "bler", "p", "tle", "k", "ss", "od", "el", "ra", "lin", "tor", "sen")
]


class _Backend:
    """Answers pages as the real one does, as JSON that is parsed anew."""

    def __init__(self) -> None:
        self.pages = PRODUCTS // 100

    async def prepare(self) -> None: ...

    async def list_products(
        self, caller: Caller, limit: int, cursor: str | None, *, within_seconds: float | None = None
    ) -> contract.ProductPageView:
        number = int(cursor or 0)
        await asyncio.sleep(0)
        items = [_product(100 * number + index) for index in range(100)]
        more = str(number + 1) if number + 1 < self.pages else None
        return contract.ProductPageView.model_validate({"items": items, "next_cursor": more})


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


async def main() -> None:
    catalogue = Catalogue()
    freshness = FreshCatalogue(_Backend(), catalogue, _nobody)  # type: ignore[arg-type]  # it behaves like one
    before = _resident()
    await freshness.renew()
    line(f"memory of a view of {len(catalogue)} products", _resident() - before, "MB", "at most 150")
    await freshness._read()
    line("  after it was read again", _resident() - before, "MB")
    line("  at its peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before, "MB")
    changed = [contract.ProductView.model_validate(_product(number, 2)) for number in range(0, PRODUCTS, 100)]
    began = time.perf_counter()
    for product in changed:
        catalogue.apply(product)
    line("  a sale, taken in", (time.perf_counter() - began) * 1e6 / len(changed), "µs")
    listing = Listing(catalogue, Cursors("key"))
    for what, query in (
        ("first page", Query()),
        ("search with many finds", Query("tumbler")),
        ("search with one find", Query("sku 000077")),
        ("search with none", Query("zebra")),
        ("search with a slip", Query("tumbelr")),
    ):
        line(f"  {what}, made", median([_made(listing, query) for _ in range(5)]), "ms")


def _made(listing: Listing, query: Query) -> float:
    began = time.perf_counter()
    listing._make(query)
    return (time.perf_counter() - began) * 1000


async def _nobody() -> Caller:
    return Caller(None, "a passport")


def _resident() -> float:
    for text in Path("/proc/self/status").read_text().splitlines():
        if text.startswith("VmRSS:"):
            return int(text.split()[1]) / 1024
    raise LookupError("VmRSS")


if __name__ == "__main__":
    asyncio.run(main())
