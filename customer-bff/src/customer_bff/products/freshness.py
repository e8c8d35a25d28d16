"""How the catalogue in memory is kept up with the backend's: read again when somebody looks, at a bounded rate."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import logging
from collections.abc import Awaitable, Callable
from time import monotonic

from chassis.problems import Problem
from chassis.sessions.caller import Caller
from chassis.upstream import UpstreamUnavailable
from customer_bff.backend_api.client import BackendClient
from customer_bff.products.catalogue import Catalogue

YOUNG_SECONDS = 0.15
"""The catalogue is not read again while it is younger."""
OLD_SECONDS = 0.25
"""When it is older, whoever looks waits for the reading; in between it is read behind their backs, so that a shop with
customers in it keeps nobody waiting."""
SHARE_OF_TIME_READING = 0.1
"""A large catalogue takes long to read: it is read again no sooner than when nine times as long has gone by."""
PAUSE_AFTER_FAILURE_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 0.5
"""How long a reading is waited for when there is an older catalogue to show."""
LONGEST_PAGE_SECONDS = 2.0
"""A page of the backend's list that takes longer counts as failed."""
PAGE_SIZE = 100

_log = logging.getLogger("customer_bff.products")


class FreshCatalogue:
    """Reads the whole catalogue from the backend, once for everybody who waits.

    After a failure the catalogue stays as it was, and `stale` says so.
    """

    def __init__(
        self,
        backend: BackendClient,
        catalogue: Catalogue,
        reader: Callable[[], Awaitable[Caller]],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """reader: on whose behalf it is read, as of now."""
        self.stale = False
        self._backend = backend
        self._catalogue = catalogue
        self._reader = reader
        self._clock = clock
        self._as_of: float | None = None
        self._not_before = 0.0
        self._reading: asyncio.Task[None] | None = None
        self._reading_since = 0.0

    @property
    def age_seconds(self) -> int:
        """Whole seconds since the catalogue was known to be what the backend has."""
        return int(self._clock() - self._as_of) if self._as_of is not None else 0

    async def renew(self) -> None:
        """Returns when the catalogue is as fresh as it may be for now.

        Raises UpstreamUnavailable when there is none to show.
        """
        age = self._clock() - self._as_of if self._as_of is not None else None
        if age is not None and age < YOUNG_SECONDS:
            return
        reading = self._start_reading()
        if age is None:
            if reading is not None:
                # Whoever waits may go away: the reading goes on for the others.
                await asyncio.shield(reading)
            if self._as_of is None:
                raise UpstreamUnavailable("The catalogue cannot be read right now; try again.")
        elif reading is not None and age >= OLD_SECONDS:
            left = self._reading_since + LONGEST_WAIT_SECONDS - self._clock()
            if left > 0:
                await asyncio.wait([reading], timeout=left)

    async def begin(self) -> None:
        """Reads the catalogue for the first time; waits for nothing."""
        self._start_reading()

    def _start_reading(self) -> asyncio.Task[None] | None:
        """The reading that is under way, begun now if it may be; None when it may not."""
        if self._reading is None and self._clock() >= self._not_before:
            self._reading_since = self._clock()
            # In a context of its own: it outlives the request that began it, and its deadline.
            self._reading = asyncio.get_running_loop().create_task(
                self._read(), context=contextvars.Context()
            )
        return self._reading

    async def stop(self) -> None:
        """Ends a reading that is under way."""
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading

    async def _read(self) -> None:
        try:
            await self._backend.prepare()
            self._reading_since = self._clock()
            await self._read_pages()
        except Exception as error:
            if not isinstance(error, Problem):
                _log.exception("the catalogue cannot be read")
            elif not self.stale:
                _log.warning("the catalogue cannot be read: %s", error.detail)
            self.stale = True
            self._not_before = self._clock() + PAUSE_AFTER_FAILURE_SECONDS
        else:
            self.stale = False
            self._as_of = self._reading_since
            ended = self._clock()
            self._not_before = ended + (ended - self._as_of) * (1 / SHARE_OF_TIME_READING - 1)
        finally:
            self._reading = None

    async def _read_pages(self) -> None:
        """Takes in page after page, so that a large catalogue is never held twice."""
        listed: set[str] = set()
        cursor: str | None = None
        while True:
            page = await self._backend.list_products(
                await self._reader(), PAGE_SIZE, cursor, within_seconds=LONGEST_PAGE_SECONDS
            )
            for product in page.items:
                listed.add(product.product_id)
                self._catalogue.apply(product)
            cursor = page.next_cursor
            if cursor is None:
                break
        self._catalogue.retain(listed)
