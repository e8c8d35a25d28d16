"""Against a real server: what a reader sees of an answer that is sent as it is made."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
import uvicorn
from fastapi import FastAPI

from chassis.streamed import BrokenOff, StreamedResponse

PART = b"x" * 65536


class Made:
    """What the answer is made of, and how far it got."""

    def __init__(self, *, parts: int, fails: bool = False) -> None:
        self.wanted, self.fails = parts, fails
        self.made = 0
        self.closed = asyncio.Event()

    async def parts(self) -> AsyncGenerator[bytes, None]:
        try:
            while self.made < self.wanted:
                self.made += 1
                yield PART
                await asyncio.sleep(0)
            if self.fails:
                raise ConnectionError("the database went away")
        finally:
            self.closed.set()


@asynccontextmanager
async def served(made: Made, **options: Any) -> AsyncIterator[str]:
    app = FastAPI()

    @app.get("/")
    async def answer() -> StreamedResponse:
        return StreamedResponse(made.parts(), media_type="text/csv", headers={"X-Name": "a"}, **options)

    config = uvicorn.Config(app, port=0, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


async def test_all_parts_come() -> None:
    """In order, with the headers, and with no length that nobody can know."""
    made = Made(parts=3)
    async with served(made) as url, aiohttp.ClientSession() as session, session.get(url) as answer:
        assert (answer.headers["Content-Type"], answer.headers["X-Name"]) == ("text/csv", "a")
        assert "Content-Length" not in answer.headers
        assert await answer.read() == PART * 3
    assert made.closed.is_set()


async def test_an_answer_that_fails_half_way_does_not_look_whole() -> None:
    """The connection breaks off: the reader has an error, not a shorter file."""
    async with (
        served(Made(parts=3, fails=True)) as url,
        aiohttp.ClientSession() as session,
        session.get(url) as answer,
    ):
        assert answer.status == 200
        with pytest.raises(aiohttp.ClientPayloadError):
            await answer.read()


async def test_the_failure_goes_on() -> None:
    """So that it is logged, and the server hears of it."""

    async def never_leaves() -> Any:
        await asyncio.Event().wait()

    async def take(message: Any) -> None:
        pass

    answer = StreamedResponse(Made(parts=1, fails=True).parts(), media_type="text/csv")
    with pytest.raises(BrokenOff):
        await answer({"type": "http"}, never_leaves, take)


async def test_a_reader_who_leaves_ends_the_making() -> None:
    """What nobody takes is not made, and what it is made from is closed."""
    made = Made(parts=10**9)
    async with served(made) as url, aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            await answer.content.readexactly(len(PART))
        async with asyncio.timeout(5):
            await made.closed.wait()


async def test_a_slow_reader_holds_the_making_up() -> None:
    """No more is made than fits into the buffers on the way; a reader who takes nothing at all is broken off."""
    made = Made(parts=10**9)
    async with (
        served(made, reader_seconds=0.5) as url,
        aiohttp.ClientSession() as session,
        session.get(url),
    ):
        await asyncio.sleep(0.3)
        ahead = made.made
        assert not made.closed.is_set()
        assert ahead * len(PART) < 32 * 1024 * 1024
        async with asyncio.timeout(5):
            await made.closed.wait()
    assert made.made <= ahead + 1
