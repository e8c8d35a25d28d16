"""DynamoDB Local's lock timeouts: read again for a while, then the database counts as away."""

from __future__ import annotations

from typing import Any, cast

import pytest
from aiodynamo.client import Client

from backend.persistence import dynamo
from backend.persistence.dynamo import DatabaseAway, Dynamo, TransactionCancelled, _LockTimeout


class Locked:
    """A database whose item is locked for the first `times` calls."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.calls = 0

    async def send_request(self, **_: Any) -> dict[str, Any]:
        self.calls += 1
        if self.calls <= self.times:
            raise _LockTimeout
        return {"Item": {"id": {"S": "a"}}}


def client(locked: Locked) -> Dynamo:
    return Dynamo(cast("Client", locked))


async def test_a_read_waits_for_a_lock() -> None:
    """A read that finds the item locked reads again, and answers what stands then."""
    assert await client(Locked(3)).get("Orders", {"id": {"S": "a"}}) == {"id": {"S": "a"}}


async def test_a_read_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that outlasts the time there was at the start is a database that is away, outside of a request too."""
    monkeypatch.setattr(dynamo, "remaining_seconds", lambda: 0.01)
    with pytest.raises(DatabaseAway):
        await client(Locked(10**9)).get("Orders", {"id": {"S": "a"}})


async def test_a_locked_write_is_a_conflict() -> None:
    """A write that finds its item locked wrote nothing, and says so as DynamoDB would."""
    with pytest.raises(TransactionCancelled) as cancelled:
        await client(Locked(1)).transact_write([{"Put": {}}])
    assert cancelled.value.contended
