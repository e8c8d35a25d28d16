"""chassis.middleware.unhandled_errors"""

import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import APIRouter
from starlette.responses import StreamingResponse

from chassis.app import create_app
from chassis.settings import ServiceSettings


async def test_a_failure_is_told_to_the_log_and_not_to_the_caller(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer is a 500 problem without the reason; the log has the stack trace."""
    with caplog.at_level(logging.ERROR):
        answer = await client.delete("/parcels/1")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret reason" not in answer.text
    assert "Traceback" not in answer.text
    (record,) = [record for record in caplog.records if record.name == "chassis.errors"]
    assert record.exc_info is not None
    assert "the secret reason" in str(record.exc_info[1])


async def test_half_an_answer_is_not_made_to_look_whole(settings: ServiceSettings, client_of: Any) -> None:
    """An error after the answer has begun goes on to the server, which breaks the connection off."""
    router = APIRouter()

    @router.get("/half")
    async def half() -> StreamingResponse:
        async def stream() -> AsyncIterator[bytes]:
            yield b"half"
            raise RuntimeError("broke")

        return StreamingResponse(stream())

    app = create_app(title="Half", description="", settings=settings, routers=[router])
    async with client_of(app) as client:
        with pytest.raises(RuntimeError, match="broke"):
            await client.get("/half")
