"""chassis.live_view.paged_source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from chassis.live_view.paged_source import PagedSource
from chassis.upstream import UpstreamUnavailable


@dataclass
class Page:
    items: Sequence[int]
    next_cursor: str | None


PAGES = {None: Page([1, 2], "b"), "b": Page([], "c"), "c": Page([3], None)}


async def ready() -> None: ...


async def test_every_page_is_read_in_turn() -> None:
    """Also behind one that is empty, as a filter at the other side may leave it."""
    asked: list[str | None] = []

    async def page(cursor: str | None) -> Page:
        asked.append(cursor)
        return PAGES[cursor]

    assert [list(items) async for items in PagedSource(ready, page).pages()] == [[1, 2], [], [3]]
    assert asked == [None, "b", "c"]


async def test_a_failure_is_the_readers() -> None:
    """What was read before it is not taken for the whole."""

    async def page(cursor: str | None) -> Page:
        if cursor:
            raise UpstreamUnavailable("The list is away.")
        return PAGES[None]

    pages = PagedSource(ready, page).pages()
    assert await anext(pages) == [1, 2]
    with pytest.raises(UpstreamUnavailable):
        await anext(pages)
