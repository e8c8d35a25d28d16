"""The days that a question is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MOST_DAYS = 366
USUAL_DAYS = 30


class PeriodRefused(Exception):
    """The days are none, or too many; the text says which."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days of UTC, both included."""

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:
        """Day by day, the oldest first."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)


def period(first: date | None, last: date | None, today: date) -> Period:
    """Left out, `last` is today, and `first` makes 30 days of it. Raises PeriodRefused."""
    last = last or today
    if first is None:
        first = last - min(timedelta(days=USUAL_DAYS - 1), last - date.min)
    if first > last:
        raise PeriodRefused(f"`from` ({first}) is after `to` ({last}).")
    days = (last - first).days + 1
    if days > MOST_DAYS:
        raise PeriodRefused(f"From {first} to {last} are {days} days; ask for at most {MOST_DAYS}.")
    return Period(first, last)
