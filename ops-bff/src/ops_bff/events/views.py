"""Events as operations see them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, RootModel


class OpsEvent(BaseModel):
    """An event as the platform publishes it; `contracts/events/` has the schema of each type."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["order.placed", "notice.raised", "operation.changed"])
    event_id: str = Field(description="The same however often an event comes: drop what you have had.")


class Reset(BaseModel):
    """The event `reset`: something may have been missed, so read anew what you show. It says no more than that."""


class OpsStreamEvent(RootModel[OpsEvent | Reset]):
    """The `data` of an event; the event is called what its `type` says, or `reset`."""
