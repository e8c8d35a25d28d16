"""The inbox over HTTP, as ops-bff meets it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from backend_testing.driver import Driver, problem
from backend_testing.passports import agent, manager
from fastapi import FastAPI

from backend.clock import utc_now
from backend.notices.domain.notice import Notice, notice
from backend.notices.schemas import NoticeView

pytestmark = pytest.mark.dynamodb


@pytest.fixture
async def kept(app: FastAPI, backend: Driver) -> list[Notice]:
    """Three notices of the last minutes, newest first."""
    now = utc_now()
    made = [
        notice("order.placed", now - timedelta(minutes=n), {"order_id": f"{n}"}, cause=uuid.uuid4().hex)
        for n in range(3)
    ]
    await app.state.dynamo.transact_write([app.state.notices.addition(one) for one in made])
    return made


async def test_the_inbox_is_read_in_pages(backend: Driver, kept: list[Notice]) -> None:
    """Newest first, each with what it is about."""
    first = (await backend.http.get("/notices", params={"limit": 2}, headers=agent())).json()
    assert first["items"] == [
        {
            "notice_id": one.notice_id,
            "type": "order.placed",
            "at": NoticeView.model_validate(one).model_dump(mode="json")["at"],
            "data": one.data,
            "read_at": None,
            "read_by": None,
        }
        for one in kept[:2]
    ]
    query = {"limit": 2, "cursor": first["next_cursor"]}
    second = (await backend.http.get("/notices", params=query, headers=agent())).json()
    assert second["items"][0]["notice_id"] == kept[2].notice_id
    wrong = await backend.http.get("/notices", params={**query, "unread": True}, headers=agent())
    assert problem(wrong) == (400, "invalid_cursor")


async def test_a_notice_is_read_by_whoever_is_first(backend: Driver, kept: list[Notice]) -> None:
    """It is then read for everybody, and no longer among the unread."""
    reading = f"/notices/{kept[0].notice_id}/reading"
    read = await backend.http.post(reading, headers=agent("sam"))
    again = await backend.http.post(reading, headers=manager("olivia"))
    assert (read.status_code, read.json()["read_by"]) == (200, "ops:sam")
    assert again.json() == read.json()
    unread = (await backend.http.get("/notices", params={"unread": True}, headers=manager())).json()["items"]
    ids = [item["notice_id"] for item in unread]
    assert kept[0].notice_id not in ids
    assert kept[1].notice_id in ids


async def test_an_unknown_notice_cannot_be_read(backend: Driver) -> None:
    """404, and nothing else is told."""
    assert problem(await backend.http.post(f"/notices/{uuid.uuid4()}/reading", headers=agent())) == (
        404,
        "not_found",
    )
