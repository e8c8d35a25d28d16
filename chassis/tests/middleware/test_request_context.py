"""chassis.middleware.request_context"""

import asyncio
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Response

from chassis.app import create_app
from chassis.context import current, remaining_seconds
from chassis.problems import NotFound
from chassis.settings import ServiceSettings

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SPAN = "00f067aa0ba902b7"


@pytest.fixture
def app(settings: ServiceSettings) -> FastAPI:
    router = APIRouter()

    @router.get("/who")
    async def who() -> dict[str, Any]:
        await asyncio.sleep(0)
        context = current()
        return {
            "request_id": context.request_id,
            "trace_id": context.trace_id,
            "traceparent": context.traceparent,
            "left": remaining_seconds(),
        }

    @router.get("/gathered")
    async def gathered(fail: bool = False) -> Response:
        current().answer_headers[b"ratelimit"] = b'"read";r=1;t=1'
        current().set_cookies["a"] = b"a=1; HttpOnly"
        current().set_cookies["b"] = b"b=2"
        current().set_cookies["a"] = b"a=3"
        if fail:
            raise NotFound("Not here.")
        return Response(headers={"Cache-Control": "public", "Set-Cookie": "c=4"})

    return create_app(title="Mirror", description="", settings=settings, routers=[router])


async def test_a_sane_request_id_is_kept(client: httpx.AsyncClient) -> None:
    """The caller's id is the request's, and is answered."""
    answer = await client.get("/who", headers={"X-Request-ID": "a.b_C-1" + "x" * 121})
    assert answer.json()["request_id"] == answer.headers["x-request-id"] == "a.b_C-1" + "x" * 121


@pytest.mark.parametrize("sent", [b"", b"x" * 129, b"a b", b'a"b', b"a/b", b"\xe4"])
async def test_any_other_request_id_is_replaced(client: httpx.AsyncClient, sent: bytes) -> None:
    """An id that could do harm in a log or a header is replaced by a new one."""
    answer = await client.get("/who", headers={b"X-Request-ID": sent})
    assert answer.headers["x-request-id"] == answer.json()["request_id"] == answer.json()["trace_id"]


async def test_two_request_ids_are_none(client: httpx.AsyncClient) -> None:
    """A header sent twice is not trusted."""
    answer = await client.get("/who", headers=[("X-Request-ID", "a"), ("X-Request-ID", "b")])
    assert answer.headers["x-request-id"] not in ("a", "b")


async def test_a_trace_goes_on(client: httpx.AsyncClient) -> None:
    """The caller's trace and its flags go on under a span of our own."""
    answer = await client.get("/who", headers={"traceparent": f"00-{TRACE}-{SPAN}-01"})
    version, trace_id, span_id, flags = answer.headers["traceparent"].split("-")
    assert (version, trace_id, flags) == ("00", TRACE, "01")
    assert span_id != SPAN
    assert answer.json()["trace_id"] == TRACE
    assert answer.json()["traceparent"] == answer.headers["traceparent"]


@pytest.mark.parametrize("sent", ["", "00-xyz", f"00-{'0' * 32}-{SPAN}-01", f"ff-{TRACE}-{SPAN}-01"])
async def test_an_invalid_trace_is_replaced(client: httpx.AsyncClient, sent: str) -> None:
    """An invalid traceparent begins a new trace."""
    answer = await client.get("/who", headers={"traceparent": sent})
    trace_id = answer.headers["traceparent"].split("-")[1]
    assert trace_id not in (TRACE, "0" * 32)
    assert len(trace_id) == 32


async def test_requests_do_not_share_a_context(client: httpx.AsyncClient) -> None:
    """Requests served at the same time keep their own ids."""
    answers = await asyncio.gather(
        *(client.get("/who", headers={"X-Request-ID": f"r{n}"}) for n in range(20))
    )
    assert [answer.json()["request_id"] for answer in answers] == [f"r{n}" for n in range(20)]


@pytest.mark.parametrize(
    ("sent", "most"),
    [
        ("2000", 2.0),
        ("999999", 10.0),
        ("0", 0.0),
        ("-1", 10.0),
        ("1e3", 10.0),
        ("", 10.0),
        ("9" * 40, 10.0),
        (None, 10.0),
    ],
)
async def test_the_deadline_is_the_callers_but_capped(
    client: httpx.AsyncClient, sent: str | None, most: float
) -> None:
    """X-Request-Timeout-Ms shortens the time there is, and never lengthens it."""
    headers = {} if sent is None else {"X-Request-Timeout-Ms": sent}
    left = (await client.get("/who", headers=headers)).json()["left"]
    assert left <= most
    assert left > 0 or most == 0
    if most == 10.0:
        assert left > 2.0


@pytest.mark.parametrize("fail", [False, True])
async def test_what_a_request_gathers_goes_onto_its_answer(client: httpx.AsyncClient, fail: bool) -> None:
    """Also when the answer is a problem; the last line of a cookie counts, and no cache may keep any of them."""
    answer = await client.get("/gathered", params={"fail": fail})
    assert answer.headers["ratelimit"] == '"read";r=1;t=1'
    own = [] if fail else ["c=4"]
    assert answer.headers.get_list("set-cookie") == [*own, "a=3", "b=2"]
    assert answer.headers.get_list("cache-control") == ["no-store"]
