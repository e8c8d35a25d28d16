from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from chassis.days import Day

DAY: TypeAdapter[date] = TypeAdapter(Day)


def test_a_day_is_read() -> None:
    """As RFC 3339 writes it."""
    assert DAY.validate_python("2026-02-28") == date(2026, 2, 28)
    assert DAY.json_schema() == {"type": "string", "format": "date"}


@pytest.mark.parametrize(
    "text", ["", "today", "2026-02-30", "20260228", "1767225600", "2026-02-28T00:00:00Z", "\u0661026-01-01"]
)
def test_nothing_else_is_a_day(text: str) -> None:
    """Not even what could be taken for one."""
    with pytest.raises(ValidationError):
        DAY.validate_python(text)
