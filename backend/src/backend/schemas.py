"""Parts of requests and responses that several capabilities share."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from backend.money import MAX_AMOUNT_MINOR, Money


def _whole(value: Any) -> Any:
    # JSON Schema's integers include 5.0 (JSON Schema 2020-12, 6.1.1), but not "5" or true.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _rfc_3339(value: Any) -> Any:
    if isinstance(value, str) and not _RFC_3339.fullmatch(value):
        raise ValueError("must be a time of RFC 3339, with its offset, such as 2026-11-22T09:30:00Z")
    return value


_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE)

WHOLE = BeforeValidator(_whole)
"""Behind the bounds of a strict integer: takes what JSON Schema takes for one."""
Moment = Annotated[AwareDatetime, BeforeValidator(_rfc_3339)]
"""A time of RFC 3339."""
SHOWS = r"[^\s\x00-\x1f]"
"""A character that shows. Control characters are named: \\s has some of them in Python and none in Rust's regex."""
ShownText = Annotated[str, Field(min_length=1, pattern=SHOWS)]
"""Text for people: at least one character that shows."""
PageLimit = Annotated[int, Field(ge=1, le=100)]
PageCursor = Annotated[str, Field(max_length=1000)]


class Request(BaseModel):
    """A body that says only what it may: an unknown field is an error, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class View(BaseModel):
    """A body that is read off a domain object of the same field names."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class MoneyBody(View):
    """An amount in the minor unit of its currency: 3500 USD is 35 dollars, 3500 JPY is 3500 yen."""

    model_config = ConfigDict(from_attributes=True, frozen=True, extra="forbid")

    amount_minor: Annotated[int, Field(strict=True, ge=0, le=MAX_AMOUNT_MINOR, examples=[3500]), WHOLE]
    currency: str = Field(pattern=r"^[A-Z]{3}$", description="ISO 4217", examples=["USD"])

    def to_money(self) -> Money:
        return Money(self.amount_minor, self.currency)
