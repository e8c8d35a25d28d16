"""chassis.late"""

import asyncio

import pytest

from chassis.late import Late


async def test_it_is_made_once_for_all_who_ask() -> None:
    """Also when they ask at once, and one of them gives up."""
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    late = Late("it", make)
    assert late.made is None
    hasty = asyncio.create_task(late.get())
    await asyncio.sleep(0)
    hasty.cancel()
    assert await asyncio.gather(*(late.get() for _ in range(5))) == [1] * 5
    assert late.made == 1


async def test_what_cannot_be_made_is_not_ready_and_tried_again() -> None:
    """Whoever asks gets the error, the readiness check too; the next who asks may fare better."""
    results: list[Exception | str] = [ValueError("no key"), "it"]

    def make() -> str:
        result = results.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    late = Late("it", make)
    await late.check()
    late.begin_after(0)
    while len(results) == 2:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.01)
    with pytest.raises(ValueError, match="no key"):
        await late.check()
    assert await late.get() == "it"
    await late.check()
