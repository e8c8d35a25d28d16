"""chassis.middleware.body_limit"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, Request
from starlette.types import Message

from chassis.app import create_app
from chassis.middleware.body_limit import READ_ON_BYTES
from chassis.settings import ServiceSettings

LIMIT = 1000


@pytest.fixture
def read_chunks() -> list[int]:
    return []


@pytest.fixture
def app(read_chunks: list[int]) -> FastAPI:
    router = APIRouter()
    note = read_chunks.append

    @router.post("/json")
    async def take_json(body: list[int]) -> int:
        return len(body)

    @router.post("/files")
    @router.post("/stream")
    async def take_stream(request: Request) -> int:
        async for chunk in request.stream():
            note(len(chunk))
        return sum(read_chunks)

    settings = ServiceSettings(port=20000, max_body_bytes=LIMIT)
    return create_app(
        title="Mouth",
        description="",
        settings=settings,
        routers=[router],
        larger_bodies={"/files": 3 * LIMIT},
    )


async def pieces(count: int, size: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"1" * size


@pytest.mark.parametrize("path", ["/json", "/stream"])
async def test_an_announced_body_is_refused_unread(
    app: FastAPI, client_of: Any, path: str, read_chunks: list[int]
) -> None:
    """A Content-Length above the limit is 413 before the route sees a byte, and the connection is given up."""
    async with client_of(app) as client:
        answer = await client.post(
            path, content=b"1" * (LIMIT + 1), headers={"Content-Type": "application/json"}
        )
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert answer.headers["connection"] == "close"
    assert read_chunks == []


@pytest.mark.parametrize("path", ["/json", "/stream"])
async def test_a_streamed_body_is_refused_when_it_passes_the_limit(
    app: FastAPI, client_of: Any, path: str, read_chunks: list[int]
) -> None:
    """A body of unknown length is 413 as soon as it is too long, and no more of it is kept."""
    async with client_of(app) as client:
        answer = await client.post(
            path, content=pieces(50, 100), headers={"Content-Type": "application/json"}
        )
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert sum(read_chunks) <= LIMIT


async def test_a_body_of_just_the_limit_passes(app: FastAPI, client_of: Any) -> None:
    """The limit itself is allowed, announced or streamed."""
    async with client_of(app) as client:
        announced = await client.post("/stream", content=b"1" * LIMIT)
        streamed = await client.post("/stream", content=pieces(10, 100))
    assert (announced.status_code, streamed.status_code) == (200, 200)


@pytest.mark.parametrize("length", ["-1", "abc", "9" * 30, "+5", ""])
async def test_a_strange_content_length_is_refused(app: FastAPI, client_of: Any, length: str) -> None:
    """A Content-Length that is no number in range never reaches a route."""
    async with client_of(app) as client:
        answer = await client.post("/stream", content=b"", headers={"Content-Length": length})
    assert answer.status_code == 413


async def refuse(
    app: FastAPI, body: list[Message], *headers: tuple[bytes, bytes]
) -> tuple[int, list[Message]]:
    """The status of a POST whose messages are `body`, and those that nobody had read before the answer began."""
    unread = list(body)
    left: list[Message] = []
    statuses: list[int] = []

    async def receive() -> Message:
        if not unread:
            await asyncio.Event().wait()
        return unread.pop(0)

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
            left.extend(unread)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/json",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), *headers],
    }
    await app(scope, receive, send)
    return statuses[0], left


ANNOUNCED = (b"content-length", b"99999999")
STREAMED = (b"transfer-encoding", b"chunked")


def chunks(count: int, size: int) -> list[Message]:
    return [{"type": "http.request", "body": b"1" * size, "more_body": n < count - 1} for n in range(count)]


@pytest.mark.parametrize("length", [ANNOUNCED, STREAMED])
async def test_what_is_still_coming_is_read_before_the_answer(
    app: FastAPI, length: tuple[bytes, bytes]
) -> None:
    """A sender who is still sending gets to see the answer: its connection is not closed on what it sends."""
    assert await refuse(app, chunks(20, 65_536), length) == (413, [])


@pytest.mark.parametrize("length", [ANNOUNCED, STREAMED])
async def test_no_more_than_a_bound_is_read_on(app: FastAPI, length: tuple[bytes, bytes]) -> None:
    """Whoever sends without end is answered all the same."""
    status, left = await refuse(app, chunks(200, 65_536), length)
    assert status == 413
    assert len(left) * 65_536 > 200 * 65_536 - READ_ON_BYTES - LIMIT - 3 * 65_536


@pytest.mark.parametrize("length", [ANNOUNCED, STREAMED])
async def test_a_sender_who_stalls_is_answered(
    app: FastAPI, length: tuple[bytes, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading on ends after a while, also when nothing comes."""
    monkeypatch.setattr("chassis.middleware.body_limit.READ_ON_SECONDS", 0.01)
    assert (await refuse(app, chunks(20, 65_536)[:3], length))[0] == 413


async def test_who_waits_to_be_asked_is_not_asked(app: FastAPI) -> None:
    """A request that expects 100 Continue is refused before anything is read, which would ask for the body."""
    status, left = await refuse(app, chunks(3, 65_536), ANNOUNCED, (b"expect", b"100-continue"))
    assert (status, len(left)) == (413, 3)


async def test_more_may_come_where_it_is_said(app: FastAPI, client_of: Any) -> None:
    """At that path alone, and there too only so much."""
    async with client_of(app) as client:
        taken = await client.post("/files", content=b"1" * 3 * LIMIT)
        too_large = await client.post("/files", content=pieces(31, 100))
        elsewhere = await client.post("/stream", content=b"1" * 3 * LIMIT)
    assert [answer.status_code for answer in (taken, too_large, elsewhere)] == [200, 413, 413]
