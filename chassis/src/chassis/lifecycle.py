"""Whether the service is ending, for what would otherwise go on for ever."""

import asyncio


class Lifecycle:
    """Begins running; `begin_shutdown` ends that, once and for all."""

    def __init__(self) -> None:
        self._shutdown = asyncio.Event()

    @property
    def shutting_down(self) -> bool:
        return self._shutdown.is_set()

    def begin_shutdown(self) -> None:
        """To be called on the event loop; again is harmless."""
        self._shutdown.set()

    async def shutdown_begun(self) -> None:
        """Returns when the service begins to end: a stream of events should end then too."""
        await self._shutdown.wait()
