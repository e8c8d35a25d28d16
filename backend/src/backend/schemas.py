"""Parts of requests and responses that several capabilities share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from backend.money import MAX_AMOUNT_MINOR, Money

ShownText = Annotated[str, Field(min_length=1, pattern=r"\S")]
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

    amount_minor: int = Field(ge=0, le=MAX_AMOUNT_MINOR, strict=True, examples=[3500])
    currency: str = Field(pattern=r"^[A-Z]{3}$", description="ISO 4217", examples=["USD"])

    def to_money(self) -> Money:
        return Money(self.amount_minor, self.currency)
