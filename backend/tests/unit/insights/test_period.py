from __future__ import annotations

from datetime import date

import pytest

from backend.insights.period import Period, PeriodRefused, period

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("first", "last", "meant"),
    [
        (None, None, Period(date(2026, 10, 27), TODAY)),
        (None, date(2026, 3, 1), Period(date(2026, 1, 31), date(2026, 3, 1))),
        (date(2026, 11, 25), None, Period(TODAY, TODAY)),
        (date(2024, 1, 1), date(2024, 12, 31), Period(date(2024, 1, 1), date(2024, 12, 31))),
        (None, date.min, Period(date.min, date.min)),
        (date.max, date.max, Period(date.max, date.max)),
    ],
)
def test_what_is_left_out_is_the_last_thirty_days(
    first: date | None, last: date | None, meant: Period
) -> None:
    """Up to the day that is named, or today; a leap year is not too much."""
    assert period(first, last, TODAY) == meant


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (date(2026, 11, 25), date(2026, 11, 24), "is after"),
        (date(2026, 11, 26), None, "is after"),
        (date(2025, 11, 24), None, "are 367 days"),
        (date.min, date.max, "at most 366"),
    ],
)
def test_none_and_too_many_are_refused(first: date, last: date | None, says: str) -> None:
    """And told apart."""
    with pytest.raises(PeriodRefused, match=says):
        period(first, last, TODAY)


def test_days_are_whole_and_in_order() -> None:
    """Both ends are among them."""
    assert list(Period(date(2026, 2, 27), date(2026, 3, 1))) == [
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
    ]
    assert list(Period(date.max, date.max)) == [date.max]
