"""chassis.middleware.access_log"""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from chassis.settings import ServiceSettings

Lines = Callable[[], list[dict[str, Any]]]


async def test_one_line_a_request(client: httpx.AsyncClient, access_lines: Lines) -> None:
    """A request is one line that says who, what, how long and how much."""
    answer = await client.get("/parcels/7?token=hunter2", headers={"X-Request-ID": "r1"})
    (line,) = access_lines()
    assert line.pop("ts").endswith("Z")
    assert line.pop("duration_ms") >= 0
    assert line == {
        "level": "info",
        "service": "parcel-office",
        "event": "request",
        "method": "GET",
        "path": "/parcels/7",
        "route": "/parcels/{parcel_id}",
        "status": 200,
        "bytes": len(answer.content),
        "request_id": "r1",
        "trace_id": answer.headers["traceparent"].split("-")[1],
    }


async def test_a_failure_is_one_line_of_level_error(client: httpx.AsyncClient, access_lines: Lines) -> None:
    """An unhandled error is a request with status 500, at level error."""
    await client.delete("/parcels/7")
    (line,) = access_lines()
    assert (line["status"], line["level"]) == (500, "error")


async def test_hostile_paths_stay_within_their_line(client: httpx.AsyncClient, access_lines: Lines) -> None:
    """Newlines and quotes in a path cannot forge a line, and a long path is cut."""
    await client.get('/%0a{"event":"request"}%22' + "x" * 5000)
    (line,) = access_lines()
    assert line["path"].startswith('/\n{"event"')
    assert len(line["path"]) == 1024


async def test_health_checks_leave_no_line_unless_they_fail(
    client: httpx.AsyncClient, app: FastAPI, access_lines: Lines
) -> None:
    """Passing health checks are not logged."""
    await client.get("/livez")
    await client.get("/readyz")
    assert access_lines() == []
    app.state.lifecycle.begin_shutdown()
    await client.get("/readyz")
    assert [line["status"] for line in access_lines()] == [503]


async def test_a_request_without_an_answer_is_logged(
    settings: ServiceSettings, app: FastAPI, access_lines: Lines
) -> None:
    """A request whose client went away before the answer has status 499."""
    started = asyncio.Event()

    async def receive() -> Any:
        started.set()
        await asyncio.Event().wait()

    async def send(message: Any) -> None: ...

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/parcels",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"content-length", b"2")],
        "root_path": "",
        "state": {},
    }
    task = asyncio.create_task(app(scope, receive, send))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [line["status"] for line in access_lines()] == [499]
