"""Ids that sort by time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from backend.timed_ids import first_id, timed_id

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  # Hypothesis adds the zone
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
)
A_MILLISECOND = timedelta(milliseconds=1)


@given(MOMENTS, st.text())
def test_an_id_is_a_uuid_of_its_moment(at: datetime, name: str) -> None:
    """Of version 8, the same each time, between the first of its millisecond and the first of the next."""
    made = timed_id(at, name)
    assert made == timed_id(at, name)
    assert (UUID(made).version, UUID(made).variant) == (8, RFC_4122)
    assert first_id(at) < made < first_id(at + A_MILLISECOND)


def test_names_of_one_moment_differ() -> None:
    """What happens in one millisecond is told apart by its name, in all bits that are the name's."""
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    made = [UUID(timed_id(at, str(number))).int for number in range(1000)]
    assert len(set(made)) == 1000
    differing = 0
    for one in made:
        differing |= one ^ made[0]
    assert differing.bit_count() == 12 + 62
