"""What the port of notices promises, held by the fake and by the real DynamoDB alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from backend_testing.memory_notices import MemoryNotices
from backend_testing.samples import AT, LATER

from backend.clock import utc_now
from backend.contention import Contended
from backend.notices.domain.notice import Notice, notice
from backend.notices.domain.notices import Notices
from backend.notices.repository import DynamoNotices
from backend.persistence.dynamo import open_dynamo
from backend.timed_ids import first_id, timed_id

NOW = utc_now()


@dataclass
class Inbox:
    """The notices, and a way to add to them. Each test has hours of its own."""

    notices: Notices
    add: Callable[[Notice], Awaitable[None]]


@pytest.fixture(params=["memory", pytest.param("dynamodb", marks=pytest.mark.dynamodb)])
async def inbox(request: pytest.FixtureRequest) -> AsyncIterator[Inbox]:
    if request.param == "memory":
        memory = MemoryNotices()
        yield Inbox(memory, memory.add)
        return
    settings = request.getfixturevalue("tables")
    dynamo, session = open_dynamo(
        endpoint_url=settings.dynamodb_endpoint_url, region=settings.aws_region, connections=16
    )
    stored = DynamoNotices(dynamo, table=settings.operations_table)

    async def add(one: Notice) -> None:
        await dynamo.transact_write([stored.addition(one)])

    async with session:
        yield Inbox(stored, add)


def told(hour: int, number: int = 0) -> Notice:
    data = {"order_id": "an order", "total": {"amount_minor": 2000, "currency": "USD"}, "units": 4}
    return notice("order.placed", AT + timedelta(hours=hour, seconds=number), data, cause=f"event {number}")


async def test_notices_are_kept_whole(inbox: Inbox) -> None:
    """What is read back is what was added, newest first, between the bounds and no more than asked for."""
    kept = [told(10, number) for number in range(12)]
    for one in kept:
        await inbox.add(one)
    low, high = kept[1].notice_id, kept[10].notice_id
    found = await inbox.notices.newest(unread_only=False, low=low, high=high, limit=100)
    assert found == kept[10:0:-1]
    assert await inbox.notices.newest(unread_only=True, low=low, high=high, limit=3) == kept[10:7:-1]


async def test_the_first_reader_stays(inbox: Inbox) -> None:
    """Read once, it is among the read for everybody, in its place; adding is not undone by reading."""
    first, second = told(20, 1), told(20, 2)
    await inbox.add(first)
    await inbox.add(second)
    read = await inbox.notices.mark_read(first.notice_id, "ops:sam", LATER)
    assert read is not None
    assert (read.read_by, read.read_at, read.data) == ("ops:sam", LATER, first.data)
    assert await inbox.notices.mark_read(first.notice_id, "ops:olivia", AT) == read
    low, high = first_id(AT + timedelta(hours=20)), first_id(AT + timedelta(hours=21))
    assert await inbox.notices.newest(unread_only=True, low=low, high=high, limit=9) == [second]
    assert await inbox.notices.newest(unread_only=False, low=low, high=high, limit=9) == [second, read]


async def test_what_is_not_there_is_not_read(inbox: Inbox) -> None:
    """It is None, and stays away."""
    unknown = timed_id(AT + timedelta(hours=30), "nothing")
    assert await inbox.notices.mark_read(unknown, "ops:sam", LATER) is None
    assert await inbox.notices.newest(unread_only=False, low=unknown, high=unknown, limit=9) == []


async def test_of_many_readers_at_once_one_is_the_first(inbox: Inbox) -> None:
    """All are answered the same reader."""
    one = told(40)
    await inbox.add(one)

    async def read(name: str) -> str | None:
        while True:
            try:
                found = await inbox.notices.mark_read(one.notice_id, name, LATER)
            except Contended:
                continue
            assert found is not None
            return found.read_by

    names = await asyncio.gather(*(read(f"ops:{number}") for number in range(8)))
    assert len(set(names)) == 1


async def test_a_list_that_is_read_meanwhile_misses_nothing(inbox: Inbox) -> None:
    """Each notice is in the list once, while all of them are being read."""
    kept = [told(50, number) for number in range(20)]
    for one in kept:
        await inbox.add(one)
    low, high = kept[0].notice_id, kept[-1].notice_id

    async def read_all() -> None:
        for one in kept:
            await inbox.notices.mark_read(one.notice_id, "ops:sam", LATER)

    reading = asyncio.create_task(read_all())
    lists = 0
    while not reading.done() or lists == 0:
        found = await inbox.notices.newest(unread_only=False, low=low, high=high, limit=100)
        assert [one.notice_id for one in found] == [one.notice_id for one in reversed(kept)]
        lists += 1
    await reading
    assert await inbox.notices.newest(unread_only=True, low=low, high=high, limit=100) == []
