"""Answers made by hand are those that FastAPI would have made."""

from datetime import UTC, datetime

import httpx
from fastapi import FastAPI, Response
from pydantic import BaseModel

from chassis.answers import json_answer


class Moment(BaseModel):
    """Something with a value of each kind that may be written in two ways."""

    at: datetime
    name: str
    amount: int | None


MOMENT = Moment(
    at=datetime(2026, 11, 22, 9, 30, 0, 123000, tzinfo=UTC), name='Zürich \u2028 "é"', amount=None
)


async def test_the_bytes_are_the_same() -> None:
    """Body, status and type are those of a route that returns its model; the headers are there too."""
    app = FastAPI()

    @app.post("/by-hand", response_model=Moment)
    async def by_hand() -> Response:
        return json_answer(MOMENT, status_code=201, headers={"Location": "/1"})

    @app.post("/by-fastapi", status_code=201)
    async def by_fastapi() -> Moment:
        return MOMENT

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        ours, theirs = await client.post("/by-hand"), await client.post("/by-fastapi")
    assert ours.content == theirs.content
    assert (ours.status_code, ours.headers["Location"]) == (theirs.status_code, "/1")
    assert ours.headers["Content-Type"] == theirs.headers["Content-Type"]
