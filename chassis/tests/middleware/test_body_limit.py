"""chassis.middleware.body_limit"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, Request

from chassis.app import create_app
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

    @router.post("/stream")
    async def take_stream(request: Request) -> int:
        async for chunk in request.stream():
            note(len(chunk))
        return sum(read_chunks)

    settings = ServiceSettings(port=20000, max_body_bytes=LIMIT)
    return create_app(title="Mouth", description="", settings=settings, routers=[router])


async def pieces(count: int, size: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"1" * size


@pytest.mark.parametrize("path", ["/json", "/stream"])
async def test_an_announced_body_is_refused_unread(
    app: FastAPI, client_of: Any, path: str, read_chunks: list[int]
) -> None:
    """A Content-Length above the limit is 413 before a byte is read, and the connection is given up."""
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
