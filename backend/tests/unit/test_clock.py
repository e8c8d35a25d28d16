"""Times as they are stored."""

from __future__ import annotations

from datetime import UTC, datetime

from backend_testing.strategies import moments
from hypothesis import given

from backend.clock import timestamp, utc_now


def test_now_survives_being_stored() -> None:
    """The time of day reads back from its timestamp as the same value."""
    now = utc_now()
    assert datetime.fromisoformat(timestamp(now)) == now


@given(moments, moments)
def test_text_order_is_time_order(one: datetime, other: datetime) -> None:
    """Timestamps sort as text in the order of the times, to the millisecond."""
    assert (timestamp(one) < timestamp(other)) == (one < other)


def test_a_timestamp_is_rfc_3339_in_utc() -> None:
    """Milliseconds are always written, and the zone is Z."""
    assert timestamp(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)) == "2026-01-02T03:04:05.000Z"
