"""chassis.rate_limits.rate_limits"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import APIRouter

from chassis.app import create_app
from chassis.context import RequestContext, current_request
from chassis.problems import NotFound, TooManyRequests
from chassis.rate_limits.counters import MemoryCounters
from chassis.rate_limits.rate_limits import RateLimits
from chassis.rate_limits.settings import RateLimitSettings
from chassis.settings import ServiceSettings

ADA, BEN = "person:ada", "person:ben"
SETTINGS = RateLimitSettings(
    rate_limit_reads="2/minute", rate_limit_changes="3/minute", rate_limit_sign_ins=""
)


class Clock:
    """48 s before the end of a minute."""

    def __init__(self) -> None:
        self.now = 60 * 28_000_000 + 12.0

    def __call__(self) -> float:
        return self.now


class Away:
    """A storage that is not there."""

    async def incr(self, key: str, expiry: int) -> int | None:
        return None


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> RateLimits:
    return RateLimits(SETTINGS, service="shop", clock=clock)


@pytest.fixture
def headers() -> Iterator[dict[bytes, bytes]]:
    """What the answer to the request being served will carry."""
    context = RequestContext("r", "a" * 32, "", 0)
    token = current_request.set(context)
    yield context.answer_headers
    current_request.reset(token)


async def refusals(limits: RateLimits, who: str, requests: int) -> int:
    """How many of `requests` changes, all made at once, are refused."""
    results = await asyncio.gather(
        *(limits.spend("changes", who) for _ in range(requests)), return_exceptions=True
    )
    assert all(result is None or isinstance(result, TooManyRequests) for result in results)
    return sum(result is not None for result in results)


async def test_so_many_are_let_through_and_no_more(limits: RateLimits) -> None:
    """Each person and each address by itself, however many come at once."""
    for who in (ADA, BEN, "address:203.0.113.7"):
        assert await refusals(limits, who, 100) == 97


async def test_groups_are_counted_apart(limits: RateLimits) -> None:
    """Who may change nothing more for now may still read."""
    assert await refusals(limits, ADA, 4) == 1
    await limits.spend("reads", ADA)


async def test_a_new_window_lets_through_again(limits: RateLimits, clock: Clock) -> None:
    """However often somebody was refused, at the time that they were told they may call again."""
    assert await refusals(limits, ADA, 100) == 97
    clock.now += 47.9
    assert await refusals(limits, ADA, 1) == 1
    clock.now += 0.1
    assert await refusals(limits, ADA, 100) == 97


async def test_an_answer_says_what_is_left(
    limits: RateLimits, clock: Clock, headers: dict[bytes, bytes]
) -> None:
    """How many, and in how many seconds there are all of them again; not before half of them are spent."""
    await limits.spend("changes", ADA)
    assert headers == {}
    clock.now += 0.5
    await limits.spend("changes", ADA)
    assert headers == {b"ratelimit": b'"changes";r=1;t=48', b"ratelimit-policy": b'"changes";q=3;w=60'}


async def test_an_answer_names_each_group_that_was_spent_from(
    limits: RateLimits, headers: dict[bytes, bytes]
) -> None:
    """The headers are lists."""
    for _ in range(2):
        headers.clear()
        await limits.spend("changes", ADA)
        await limits.spend("reads", ADA)
    assert headers == {
        b"ratelimit": b'"changes";r=1;t=48, "reads";r=0;t=48',
        b"ratelimit-policy": b'"changes";q=3;w=60, "reads";q=2;w=60',
    }


@pytest.mark.parametrize(("seconds_on", "wait"), [(0, "48"), (0.001, "48"), (47.999, "1"), (48, "60")])
async def test_a_refusal_says_when_to_come_back(
    limits: RateLimits, clock: Clock, headers: dict[bytes, bytes], seconds_on: float, wait: str
) -> None:
    """In whole seconds, never too early and never 0; the problem itself carries it."""
    clock.now += seconds_on
    assert await refusals(limits, ADA, 3) == 0
    headers.clear()
    with pytest.raises(TooManyRequests, match=f"Wait {wait} s and send the same request again") as refused:
        await limits.spend("changes", ADA)
    assert refused.value.headers == {
        "Retry-After": wait,
        "RateLimit": f'"changes";r=0;t={wait}',
        "RateLimit-Policy": '"changes";q=3;w=60',
    }
    assert headers == {}


async def test_without_a_limit_nobody_is_refused(limits: RateLimits, headers: dict[bytes, bytes]) -> None:
    """And no answer says anything of one."""
    for _ in range(1000):
        await limits.spend("sign_ins", "address:203.0.113.7")
    assert headers == {}


async def test_without_its_storage_nobody_is_refused(headers: dict[bytes, bytes]) -> None:
    """What was not counted is let through, and no answer makes anything up."""
    limits = RateLimits(SETTINGS, service="shop", counters=Away())
    assert await refusals(limits, ADA, 100) == 0
    assert headers == {}


async def test_instances_count_together_and_services_apart(clock: Clock) -> None:
    """In one storage, what somebody does in one portal is not held against them in another."""
    shared = MemoryCounters()
    shop, shop_too, office = (
        RateLimits(SETTINGS, service=service, counters=shared, clock=clock)
        for service in ("shop", "shop", "office")
    )
    assert await refusals(shop, ADA, 3) == 0
    assert await refusals(shop_too, ADA, 1) == 1
    assert await refusals(office, ADA, 3) == 0


@pytest.mark.parametrize(("path", "status"), [("/parcels", 200), ("/nowhere", 404)])
async def test_over_http(
    client_of: Any, settings: ServiceSettings, limits: RateLimits, path: str, status: int
) -> None:
    """An answer has each header once, a refusal by the route itself and one by its limit too."""
    router = APIRouter()

    @router.get("/parcels")
    async def list_parcels() -> None:
        await limits.spend("changes", ADA)

    @router.get("/nowhere")
    async def find_nothing() -> None:
        await limits.spend("changes", ADA)
        raise NotFound("Nothing is here.")

    app = create_app(title="Shop", description="", settings=settings, routers=[router])
    async with client_of(app) as client:
        answers = [await client.get(path) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [status] * 3 + [429]
    assert [answer.headers.get_list("RateLimit") for answer in answers] == [
        [],
        ['"changes";r=1;t=48'],
        ['"changes";r=0;t=48'],
        ['"changes";r=0;t=48'],
    ]
    policies = [answer.headers.get_list("RateLimit-Policy") for answer in answers]
    assert policies == [[], *[['"changes";q=3;w=60']] * 3]
    assert answers[3].headers["Retry-After"] == "48"
    assert answers[3].headers["Content-Type"] == "application/problem+json"
    assert answers[3].json()["code"] == "too_many_requests"
