"""Reading all that another service lists, page after page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Generic, Protocol, TypeVar

LONGEST_PAGE_SECONDS = 2.0
"""A page that takes longer counts as failed."""
PAGE_SIZE = 100

Given = TypeVar("Given", covariant=True)


class Page(Protocol[Given]):
    """`next_cursor` leads to the page behind it; None at the end."""

    @property
    def items(self) -> Sequence[Given]: ...

    @property
    def next_cursor(self) -> str | None: ...


class PagedSource(Generic[Given]):
    """A list with cursors as the source of a view."""

    def __init__(
        self, prepare: Callable[[], Awaitable[None]], page: Callable[[str | None], Awaitable[Page[Given]]]
    ) -> None:
        """prepare: returns when it can be read at once. page: the one at a cursor, None for the first, of PAGE_SIZE and
        within LONGEST_PAGE_SECONDS; it raises a Problem when it cannot be read."""
        self._prepare, self._page = prepare, page

    async def prepare(self) -> None:
        await self._prepare()

    async def pages(self) -> AsyncIterator[Sequence[Given]]:
        """Raises what `page` raises."""
        cursor: str | None = None
        while True:
            page = await self._page(cursor)
            yield page.items
            cursor = page.next_cursor
            if cursor is None:
                return
