"""What requests about orders may say, beyond the contract's models."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ops_bff.backend_api import contract


def _rfc_3339(value: Any) -> Any:
    if isinstance(value, str) and not _RFC_3339.fullmatch(value):
        raise ValueError("must be a time of RFC 3339, with its offset, such as 2026-11-22T09:30:00Z")
    return value


_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE)

Moment = Annotated[AwareDatetime, BeforeValidator(_rfc_3339)]
"""A time of RFC 3339."""
SHOWS = r"[^\s\x00-\x1f]"
"""A character that shows."""
ORDER_NUMBER = "^[0-9A-Fa-f]{4}[0-9A-Fa-f-]{0,32}$"
"""Four digits of an id or more, with or without its dashes."""


class ShipmentEdit(contract.ShipmentEdit):
    """DELIVERED says that the parcel has arrived; the other fields correct what was typed wrong."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say at least one of status, carrier and tracking_number")
        return self


class Transitions(BaseModel):
    """Orders that are to move to one status. Each of them once, however often it is named."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: Literal["SHIPPED", "DELIVERED", "CANCELLED"]
    order_ids: list[UUID] = Field(min_length=1, max_length=500)
    reason: str | None = Field(default=None, max_length=500)
