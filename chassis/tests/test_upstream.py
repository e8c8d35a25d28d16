import asyncio
import logging
from collections.abc import Callable

import httpx
import pytest
import respx
from pydantic import BaseModel

from chassis.context import RequestContext, current_request
from chassis.retry_budget import RetryBudget
from chassis.upstream import Answer, Operation, Upstream, UpstreamFault, UpstreamReached, UpstreamUnavailable

READ = Operation("GET", "/parcels/{parcel_id}")
SEND = Operation("POST", "/parcels")


class Parcel(BaseModel):
    weight: int


@pytest.fixture
def router() -> respx.Router:
    return respx.Router(base_url="http://upstream.test", assert_all_called=False)


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def upstream(router: respx.Router, pauses: list[float]) -> Upstream:
    return Upstream("http://upstream.test", httpx.MockTransport(router.async_handler), sleep=_note(pauses))


def _note(pauses: list[float]) -> Callable[[float], "asyncio.Future[None]"]:
    def sleep(seconds: float) -> "asyncio.Future[None]":
        pauses.append(seconds)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    return sleep


async def test_a_call_carries_the_request_on(router: respx.Router, upstream: Upstream) -> None:
    """Request id, trace and what is left of the deadline go with the call; so do its own headers and body."""
    due = asyncio.get_running_loop().time() + 5
    context = RequestContext("request-1", "a" * 32, f"00-{'a' * 32}-{'b' * 16}-01", due)
    token = current_request.set(context)
    route = router.post("/parcels").respond(201, json={"weight": 1})
    try:
        answer = await upstream.call(SEND, headers=[("Idempotency-Key", "k")], body=b'{"weight":1}')
    finally:
        current_request.reset(token)
    sent = route.calls.last.request
    assert answer.status == 201
    assert answer.parsed(Parcel).weight == 1
    assert sent.content == b'{"weight":1}'
    assert sent.headers["X-Request-ID"] == "request-1"
    assert sent.headers["traceparent"] == context.traceparent
    assert sent.headers["Idempotency-Key"] == "k"
    assert 4000 < int(sent.headers["X-Request-Timeout-Ms"]) <= 5000


def test_a_target_escapes_what_is_put_into_it() -> None:
    """A name or a value cannot reach into the path or the query around it."""
    assert READ.target(parcel_id="a/../b?c") == "/parcels/a%2F..%2Fb%3Fc"
    assert SEND.target(query=[("q", "a&b=c"), ("q", "é")]) == "/parcels?q=a%26b%3Dc&q=%C3%A9"


@pytest.mark.parametrize("status", [200, 304, 400, 404, 409, 422, 499])
async def test_an_answer_below_500_is_the_callers_to_judge(
    router: respx.Router, upstream: Upstream, status: int
) -> None:
    """Refusals come back as they are, after one attempt."""
    route = router.get("/parcels/1").respond(status)
    assert (await upstream.call(READ, READ.target(parcel_id=1))).status == status
    assert route.call_count == 1


@pytest.mark.parametrize(
    ("failure", "operation", "repeatable", "attempts"),
    [
        (httpx.ConnectError("refused"), READ, False, 3),
        (httpx.ConnectError("refused"), SEND, False, 3),
        (httpx.RemoteProtocolError("cut"), READ, False, 3),
        (httpx.RemoteProtocolError("cut"), SEND, True, 3),
        (httpx.RemoteProtocolError("cut"), SEND, False, 1),
        (httpx.ReadError("cut"), SEND, False, 1),
        (httpx.ReadTimeout("slow"), READ, True, 1),
        (httpx.ConnectTimeout("slow"), READ, True, 1),
        (httpx.Response(502), READ, False, 3),
        (httpx.Response(502), SEND, True, 3),
        (httpx.Response(502), SEND, False, 1),
        (httpx.Response(500), READ, True, 1),
        (httpx.Response(503), READ, True, 1),
        (httpx.Response(504), READ, True, 1),
    ],
    ids=lambda value: repr(value) if isinstance(value, Exception) else None,
)
async def test_sent_again_is_only_what_does_no_harm(
    router: respx.Router,
    upstream: Upstream,
    failure: httpx.Response | Exception,
    operation: Operation,
    repeatable: bool,
    attempts: int,
) -> None:
    """What reached nobody is sent again; what may have been done, only if repeatable; what timed out, never."""
    route = router.route()
    if isinstance(failure, Exception):
        route.mock(side_effect=failure)
    else:
        route.mock(return_value=failure)
    with pytest.raises(UpstreamUnavailable) as raised:
        await upstream.call(operation, "/parcels/1", repeatable=repeatable)
    assert route.call_count == attempts
    assert raised.value.status == 503
    assert raised.value.headers["Retry-After"] == "1"


async def test_a_retry_that_succeeds_is_all_the_caller_sees(
    router: respx.Router, upstream: Upstream, pauses: list[float]
) -> None:
    """The answer to the second attempt is the answer, after a pause of at most 50 ms."""
    router.get("/parcels/1").mock(side_effect=[httpx.ConnectError("refused"), httpx.Response(200)])
    assert (await upstream.call(READ, READ.target(parcel_id=1))).status == 200
    assert len(pauses) == 1
    assert 0 <= pauses[0] <= 0.05


async def test_the_upstreams_retry_after_is_passed_on(router: respx.Router, upstream: Upstream) -> None:
    """A busy upstream says itself when to come back."""
    router.get("/parcels/1").respond(503, headers={"Retry-After": "7"})
    with pytest.raises(UpstreamUnavailable) as raised:
        await upstream.call(READ, READ.target(parcel_id=1))
    assert raised.value.headers["Retry-After"] == "7"


async def test_a_spent_budget_ends_retries(router: respx.Router) -> None:
    """A dead upstream is not asked thrice by everybody."""
    budget = RetryBudget(share=0, floor=1)
    upstream = Upstream("http://upstream.test", httpx.MockTransport(router.async_handler), budget=budget)
    route = router.get("/parcels/1").mock(side_effect=httpx.ConnectError("refused"))
    for _ in range(5):
        with pytest.raises(UpstreamUnavailable):
            await upstream.call(READ, READ.target(parcel_id=1))
    assert route.call_count == 6


async def test_a_silent_upstream_is_given_up_at_the_deadline() -> None:
    """The caller is answered when its time is over, whatever the upstream does."""

    async def silence(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    upstream = Upstream("http://upstream.test", httpx.MockTransport(silence))
    with pytest.raises(UpstreamUnavailable):
        await upstream.call(READ, READ.target(parcel_id=1), within_seconds=0.01)


async def test_an_answer_that_is_no_model_is_a_fault_between_services(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is a 502, and the log names the field but not what stood in it."""
    answer = Answer(200, {}, b'{"weight": "secret"}')
    with caplog.at_level(logging.ERROR), pytest.raises(UpstreamFault):
        answer.parsed(Parcel)
    assert "weight" in caplog.text
    assert "secret" not in caplog.text


async def test_readiness_needs_one_answer_and_no_more(router: respx.Router, upstream: Upstream) -> None:
    """An instance that never reached its upstream is not ready; one that did stays so when the upstream is away."""
    reached = UpstreamReached()
    with pytest.raises(UpstreamUnavailable):
        await reached()
    reached.watch(upstream)
    router.get("/livez").mock(side_effect=httpx.ConnectError("refused"))
    with pytest.raises(UpstreamUnavailable):
        await reached()
    router.get("/livez").mock(return_value=httpx.Response(200))
    await reached()
    router.get("/livez").mock(side_effect=httpx.ConnectError("refused"))
    await reached()


async def test_any_answer_makes_ready(router: respx.Router, upstream: Upstream) -> None:
    """A call that was answered proves as much as a probe."""
    reached = UpstreamReached()
    reached.watch(upstream)
    router.get("/parcels/1").respond(404)
    router.get("/livez").mock(side_effect=httpx.ConnectError("refused"))
    await upstream.call(READ, READ.target(parcel_id=1))
    await reached()
