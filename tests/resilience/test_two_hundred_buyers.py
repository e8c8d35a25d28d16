"""Two hundred buyers want fifty units, and each tries three times."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

import pytest

from tests.checkers.attempts import Attempt, oversell_faults
from tests.portals import Portals, accepted
from tests.portals.crowd import Crowd
from tests.processes.platform import Platform
from tests.resilience.conftest import scaled

BUYERS, UNITS, TRIES = 200, 50, 3


@pytest.mark.parametrize("seed", range(scaled("BUYERS_SEEDS", 1)))
@pytest.mark.parametrize("tries", ["all at once", "one after the other"])
async def test_fifty_units_make_fifty_orders(
    platform: Platform, anna: Portals, seed: int, tries: str
) -> None:
    """Exactly fifty orders, one id a key with the same bytes each time, an empty shelf, and no 5xx."""
    mug = accepted(await anna.create_product(stock=UNITS), 201)
    wanted = {mug["product_id"]: 1}
    async with Crowd(platform.addresses) as crowd:
        names = [f"buyer-{seed}-{number}" for number in range(BUYERS)]
        await crowd.sign_in(*names)

        async def buyer(name: str) -> list[Attempt]:
            if tries == "all at once":
                return list(await asyncio.gather(*(crowd.buy(name, wanted, "k") for _ in range(TRIES))))
            return [await crowd.buy(name, wanted, "k") for _ in range(TRIES)]

        buyers: list[Coroutine[Any, Any, list[Attempt]]] = [buyer(name) for name in names]
        random.Random(seed).shuffle(buyers)
        attempts = [attempt for answered in await asyncio.gather(*buyers) for attempt in answered]
    assert oversell_faults(attempts, UNITS) == []
    stock = accepted(await anna.staff_product(mug))["stock"]
    assert stock == {"received": UNITS, "available": 0, "reserved": UNITS, "shipped": 0}
