"""Days of the calendar in requests."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _full_date(value: Any) -> Any:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("must be a day, such as 2026-11-22")
    return value


Day = Annotated[date, BeforeValidator(_full_date)]
"""A full-date of RFC 3339, and nothing else that may be read as one, such as seconds since 1970."""
