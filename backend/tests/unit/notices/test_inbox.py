"""The inbox as a list, and what reading does to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from backend_testing.memory_notices import MemoryNotices
from backend_testing.samples import AT

from backend.notices.domain.errors import NoticeNotFound
from backend.notices.domain.notice import KEPT, Notice, notice
from backend.notices.queries import ListNotices
from backend.notices.use_cases.mark_notice_read import MarkNoticeRead
from chassis.cursors import Cursors, InvalidCursor


def told(minute: int, cause: str = "an event") -> Notice:
    return notice("order.placed", AT + timedelta(minutes=minute), {}, cause=cause)


async def inbox(*kept: Notice) -> tuple[MemoryNotices, ListNotices]:
    notices = MemoryNotices()
    for each in kept:
        await notices.add(each)
    return notices, ListNotices(notices, Cursors("a signing key of a test"), lambda: AT + timedelta(hours=1))


async def pages(listed: ListNotices, **asked: Any) -> list[list[Notice]]:
    found, cursor = [], None
    while True:
        page = await listed(cursor=cursor, **asked)
        found.append(page.items)
        cursor = page.next_cursor
        if cursor is None:
            return found


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (1, [1]), (4, [2, 2]), (5, [2, 2, 1])])
async def test_pages_are_newest_first_and_whole(count: int, sizes: list[int]) -> None:
    """Each notice once, though several are of one moment; the last page has no cursor."""
    kept = [told(number // 2, f"event {number}") for number in range(count)]
    _, listed = await inbox(*kept)
    found = await pages(listed, unread_only=False, limit=2)
    assert [len(page) for page in found] == sizes
    flat = [one for page in found for one in page]
    assert flat == sorted(kept, key=lambda one: one.notice_id, reverse=True)
    assert [one.at for one in flat] == sorted((one.at for one in kept), reverse=True)


async def test_what_is_read_is_no_longer_unread() -> None:
    """By whoever was first, for everybody; it stays in the whole list."""
    first, second = told(1), told(2)
    notices, listed = await inbox(first, second)
    mark_read = MarkNoticeRead(notices, lambda: AT)
    read = await mark_read(first.notice_id, "ops:sam")
    assert await mark_read(first.notice_id, "ops:olivia") == read
    assert (read.read_by, read.read_at) == ("ops:sam", AT)
    assert await pages(listed, unread_only=True, limit=9) == [[second]]
    assert await pages(listed, unread_only=False, limit=9) == [[second, read]]


async def test_two_readers_at_once_are_waited_for() -> None:
    """A reading that another one stands in the way of is tried again."""
    kept = told(1)
    notices, _ = await inbox(kept)
    notices.conflicts = 2
    assert (await MarkNoticeRead(notices, lambda: AT)(kept.notice_id, "ops:sam")).read_by == "ops:sam"


async def test_what_is_not_there_cannot_be_read() -> None:
    """It is said, and nothing is made."""
    notices, _ = await inbox()
    with pytest.raises(NoticeNotFound):
        await MarkNoticeRead(notices, lambda: AT)(told(1).notice_id, "ops:sam")
    assert notices.kept == {}


async def test_the_old_are_left_out() -> None:
    """What DynamoDB should have removed by now is not shown, and a cursor that leads there leads to the end."""
    old, young = told(0), told(61)
    notices = MemoryNotices({one.notice_id: one for one in (old, young)})
    cursors = Cursors("a signing key of a test")
    listed = ListNotices(notices, cursors, lambda: AT + KEPT + timedelta(minutes=1))
    assert await pages(listed, unread_only=False, limit=9) == [[young]]
    behind = await listed(unread_only=False, limit=9, cursor=cursors.issue("notices", old.notice_id))
    assert (behind.items, behind.next_cursor) == ([], None)


async def test_a_cursor_is_good_for_its_own_list() -> None:
    """The unread have others than all."""
    _, listed = await inbox(told(1), told(2))
    page = await listed(unread_only=False, limit=1, cursor=None)
    with pytest.raises(InvalidCursor):
        await listed(unread_only=True, limit=1, cursor=page.next_cursor)
