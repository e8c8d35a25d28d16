"""The backend dies between a request and its answer."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.checkers.attempts import Attempt, attempt_faults
from tests.dynamodb_proxy import DynamoDBProxy, Fault, Hang, LateAnswer, Part
from tests.portals import Portals, accepted
from tests.portals.crowd import Crowd
from tests.processes.platform import Platform
from tests.resilience.conftest import scaled


async def until_played(part: Part) -> None:
    give_up_at = time.monotonic() + 10
    while not part.played:
        assert time.monotonic() < give_up_at, "the order never reached the database"
        await asyncio.sleep(0.005)


@pytest.mark.parametrize("kill", range(scaled("KILLS", 2)))
@pytest.mark.parametrize(
    ("moment", "written_before"), [(LateAnswer(seconds=30), 1), (Hang(), 0)], ids=["after", "before"]
)
async def test_a_killed_backend_loses_and_doubles_nothing(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals, moment: Fault, written_before: int, kill: int
) -> None:
    """Killed after the commit or before it, the retry with the same key finds or makes the one order."""
    mug = accepted(await anna.create_product(stock=10), 201)
    wanted = {mug["product_id"]: 1}
    async with Crowd(platform.addresses) as crowd:
        part = proxy.play(moment, on={"TransactWriteItems"}, times=1)
        first = asyncio.create_task(crowd.buy(anna.customer, wanted, "kill"))
        await until_played(part)
        # The late answer is held back only once the write is in; let it get there.
        await asyncio.sleep(0.3)
        platform.backend.kill()
        platform.backend.start()
        # What the first request got is the BFF's affair: a retry of its own, or a 503.
        interrupted = await first
        attempts = [interrupted] if interrupted.status == 201 else []
        for _ in range(3):
            attempts += (await crowd.buy_until_answered(anna.customer, wanted, "kill"))[-1:]
    assert attempt_faults(attempts) == []
    assert {attempt.status for attempt in attempts} == {201}
    assert interrupted.status in {201, 502, 503, 504}
    if written_before:
        assert all(attempt.replayed for attempt in attempts)
    assert accepted(await anna.staff_product(mug))["stock"]["available"] == 9
    own = [order["order_id"] async for order in anna.all_pages(anna.shop, "/api/orders")]
    assert own == [attempts[0].order_id]


async def test_a_crowd_survives_the_kill(platform: Platform, anna: Portals) -> None:
    """Killed in the midst of many orders: every customer who keeps trying with one key gets one order."""
    mug = accepted(await anna.create_product(stock=1000), 201)
    wanted = {mug["product_id"]: 1}
    async with Crowd(platform.addresses) as crowd:

        async def buyer(number: int) -> list[Attempt]:
            accepted_twice: list[Attempt] = []
            give_up_at = time.monotonic() + 60
            while len(accepted_twice) < 2:
                assert time.monotonic() < give_up_at, "never placed"
                attempt = await crowd.buy(f"{anna.customer}-{number}", wanted, "k")
                accepted_twice += [attempt] if attempt.status < 500 and attempt.status else []
                await asyncio.sleep(0.05)
            return accepted_twice

        buyers = [asyncio.create_task(buyer(number)) for number in range(60)]
        await asyncio.sleep(0.1)
        await asyncio.to_thread(platform.backend.kill)
        await asyncio.to_thread(platform.backend.start)
        answered = [attempt for answers in await asyncio.gather(*buyers) for attempt in answers]
    assert attempt_faults(answered) == []
    assert {attempt.status for attempt in answered} == {201}
    stock = accepted(await anna.staff_product(mug))["stock"]
    assert (stock["available"], stock["reserved"]) == (940, 60)
