"""chassis.lifecycle"""

import asyncio

from chassis.lifecycle import Lifecycle


async def test_those_who_wait_learn_of_the_shutdown() -> None:
    """A stream that waits for the end is woken by it, and one that comes later does not wait."""
    lifecycle = Lifecycle()
    waiting = asyncio.create_task(lifecycle.shutdown_begun())
    await asyncio.sleep(0)
    assert not waiting.done()
    assert not lifecycle.shutting_down
    lifecycle.begin_shutdown()
    lifecycle.begin_shutdown()
    await waiting
    await lifecycle.shutdown_begun()
    assert lifecycle.shutting_down
