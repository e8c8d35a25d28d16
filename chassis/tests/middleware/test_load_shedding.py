"""chassis.middleware.load_shedding"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from starlette.responses import StreamingResponse

from chassis.app import create_app
from chassis.settings import ServiceSettings


class Gate:
    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.entered = 0


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def app(gate: Gate) -> FastAPI:
    router = APIRouter()

    @router.get("/slow")
    async def slow() -> str:
        gate.entered += 1
        await gate.open.wait()
        return "done"

    @router.get("/fails")
    async def fails() -> None:
        raise RuntimeError

    @router.get("/events")
    async def events(media_type: str) -> StreamingResponse:
        async def stream() -> AsyncIterator[bytes]:
            yield b": hello\n\n"
            gate.entered += 1
            await gate.open.wait()

        return StreamingResponse(stream(), media_type=media_type)

    settings = ServiceSettings(port=20000, max_in_flight=2)
    return create_app(title="Gate", description="", settings=settings, routers=[router])


async def until_entered(gate: Gate, count: int) -> None:
    while gate.entered < count:
        await asyncio.sleep(0)


async def test_one_request_too_many_is_refused_at_once(app: FastAPI, gate: Gate, client_of: Any) -> None:
    """Beyond the limit the answer is 503 `overloaded` with Retry-After; health checks and the served go on."""
    async with client_of(app) as client:
        served = [asyncio.create_task(client.get("/slow")) for _ in range(2)]
        await until_entered(gate, 2)
        refused = await client.get("/slow")
        alive = [await client.get("/livez"), await client.get("/readyz")]
        gate.open.set()
        answers = [await task for task in served]
        after = await client.get("/slow")
    assert (refused.status_code, refused.json()["code"]) == (503, "overloaded")
    assert refused.headers["retry-after"] == "1"
    assert refused.headers["x-request-id"]
    assert [answer.status_code for answer in [*alive, *answers, after]] == [200] * 5


async def test_failed_and_cancelled_requests_give_their_place_back(
    app: FastAPI, gate: Gate, client_of: Any
) -> None:
    """However a request ends, its place is free again."""
    async with client_of(app) as client:
        for _ in range(5):
            await client.get("/fails")
        for count in range(1, 6):
            task = asyncio.create_task(client.get("/slow"))
            await until_entered(gate, count)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        gate.open.set()
        answers = await asyncio.gather(client.get("/slow"), client.get("/slow"))
    assert [answer.status_code for answer in answers] == [200, 200]


@pytest.mark.parametrize(("media_type", "status"), [("text/event-stream", 200), ("text/csv", 503)])
async def test_event_streams_do_not_fill_the_service(
    app: FastAPI, gate: Gate, client_of: Any, media_type: str, status: int
) -> None:
    """Open streams of events leave room for requests; any other long answer counts till its end."""
    async with client_of(app) as client:
        streams = [
            asyncio.create_task(client.get("/events", params={"media_type": media_type})) for _ in range(2)
        ]
        await until_entered(gate, 2)
        probe = asyncio.create_task(client.get("/slow"))
        if status == 200:
            await until_entered(gate, 3)
        gate.open.set()
        assert (await probe).status_code == status
        for stream in streams:
            assert (await stream).status_code == 200
