"""Threads for what boto3 would block."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backend.events import patience
from backend.events.aws import Threads


@pytest.fixture
def threads() -> Iterator[Threads]:
    made = Threads(4, "test")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for a pause that only spreads load."""
    monkeypatch.setattr(patience, "LONGEST_PAUSE_SECONDS", 0.002)
