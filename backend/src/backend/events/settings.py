"""What the relay, the consumers and their commands read from the environment."""

from __future__ import annotations

from pydantic import Field

from backend.settings import TableSettings


class EventsSettings(TableSettings):
    """Every field is the environment variable of the same name in capitals."""

    port: int = 8004
    aws_endpoint_url: str | None = None
    """Where EventBridge and SQS answer; unset means AWS itself."""
    event_bus: str = Field(default="waybill", pattern=r"^[a-zA-Z0-9_-]{1,40}$")
    """The name of the bus, with which the names of queues and of the live feed begin."""
