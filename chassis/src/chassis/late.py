"""What takes long to load, and is not needed before the first request."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

_log = logging.getLogger("chassis.late")


class Late(Generic[T]):
    """Made once, in a thread, when it is first asked for: meanwhile health checks are answered."""

    def __init__(self, name: str, make: Callable[[], T]) -> None:
        """make: imports what it needs itself. name: for the log."""
        self._name = name
        self._make = make
        self._making: asyncio.Task[T] | None = None
        self.made: T | None = None
        """It, once it is there: asking for this costs nothing."""

    async def get(self) -> T:
        """It, whoever asks and however often. Raises what making it raised; it is then made anew for the next."""
        if self.made is None:
            if self._making is None or self._making.done():
                self._making = asyncio.create_task(asyncio.to_thread(self._make))
                self._making.add_done_callback(self._settle)
            return await asyncio.shield(self._making)  # who gives up does not end it for the others
        return self.made

    def begin_after(self, seconds: float) -> None:
        """Makes it when the load of the start is over, so that the first request need not wait."""
        asyncio.get_running_loop().call_later(seconds, lambda: asyncio.ensure_future(self._begin()))

    async def check(self) -> None:
        """A readiness check: raises what making it raised last."""
        if self._making is not None and self._making.done() and (error := self._making.exception()):
            raise error

    async def _begin(self) -> None:
        try:
            await self.get()
        except Exception as error:
            _log.error("%s cannot be had: %r", self._name, error)

    def _settle(self, making: asyncio.Task[T]) -> None:
        if not making.cancelled() and making.exception() is None:
            self.made = making.result()
