"""backend.events.outages."""

from __future__ import annotations

import pytest

from backend.events import outages
from backend.events.consumer import Delivery
from backend.events.outages import waiting_for_the_database
from backend.persistence.dynamo import DatabaseAway, DatabaseRefused
from chassis.context import remaining_seconds

DELIVERY = Delivery("m-1", "{}", 1, "handle")


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outages, "pause_seconds", lambda failures: 0.0)


async def test_an_outage_is_waited_out() -> None:
    """However often the database is away, the message does not fail, and each attempt has its own time."""
    left: list[float] = []

    async def handle(delivery: Delivery) -> None:
        assert delivery is DELIVERY
        left.append(remaining_seconds())
        if len(left) < 12:
            raise DatabaseAway("TransactWriteItems")

    await waiting_for_the_database(handle, attempt_seconds=7)(DELIVERY)
    assert len(left) == 12
    assert all(6 < seconds <= 7 for seconds in left)


async def test_what_is_no_outage_fails_at_once() -> None:
    """A fault of the message, or of the settings, counts as a try."""
    tries = 0

    async def handle(_: Delivery) -> None:
        nonlocal tries
        tries += 1
        raise DatabaseRefused("no such table")

    with pytest.raises(DatabaseRefused):
        await waiting_for_the_database(handle, attempt_seconds=7)(DELIVERY)
    assert tries == 1
