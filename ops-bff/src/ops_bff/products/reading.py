"""Reading the whole catalogue from the backend."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from chassis.sessions.caller import Caller
from ops_bff.backend_api import contract
from ops_bff.backend_api.client import BackendClient

LONGEST_PAGE_SECONDS = 2.0
"""A page of the backend's list that takes longer counts as failed."""
PAGE_SIZE = 100


class BackendCatalogue:
    """The backend's catalogue, archived products too."""

    def __init__(self, backend: BackendClient, reader: Callable[[], Awaitable[Caller]]) -> None:
        """reader: on whose behalf it is read, as of now."""
        self._backend = backend
        self._reader = reader

    async def prepare(self) -> None:
        await self._backend.prepare()

    async def pages(self) -> AsyncIterator[list[contract.ProductView]]:
        """Raises UpstreamUnavailable and UpstreamFault."""
        cursor: str | None = None
        while True:
            page = await self._backend.list_products(
                await self._reader(), PAGE_SIZE, cursor, within_seconds=LONGEST_PAGE_SECONDS
            )
            yield page.items
            cursor = page.next_cursor
            if cursor is None:
                return
