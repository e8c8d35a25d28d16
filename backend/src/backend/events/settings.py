"""What the relay, the consumers and their commands read from the environment."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from backend.settings import TableSettings


class EventsSettings(TableSettings):
    """Every field is the environment variable of the same name in capitals."""

    port: int = 8004
    aws_endpoint_url: str | None = None
    """Where EventBridge and SQS answer; unset means AWS itself."""
    event_bus: str = Field(default="waybill", pattern=r"^[a-zA-Z0-9_-]{1,40}$")
    """The name of the bus, with which the names of queues and of the live feed begin."""
    valkey_url: str | None = None
    """Where Valkey answers, `valkey://` or (with TLS) `valkeys://`; unset means that there is no live feed."""
    feed_entries: int = Field(default=20_000, ge=100)
    """About so many of the latest entries the live feed keeps, heartbeats included."""
    retry_first_pause_seconds: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    """A command that failed comes back after about so long, doubled with each failure."""
    queue_hidden_seconds: int | None = Field(default=None, ge=1, le=43_200)
    """For so long a message is hidden at a time while a consumer is at work on it: when that dies, it comes back after
    so long. Unset: as each queue declares."""
    queue_wait_seconds: int = Field(default=5, ge=1, le=20)
    """So long one call waits for messages, and so long the workers' end may have to wait for it."""
    relay_poll_seconds: float = Field(default=0.25, gt=0, allow_inf_nan=False)
    """From one read of a shard to the next. AWS allows five a second; DynamoDB Local any number."""
    relay_lease_seconds: float = Field(default=5.0, ge=2, allow_inf_nan=False)
    """So long after a relay's last sign of life another takes over."""

    @model_validator(mode="after")
    def _aws_of_production(self) -> Self:
        endpoint = self.aws_endpoint_url
        if self.environment == "production" and endpoint is not None and not endpoint.startswith("https://"):
            raise ValueError("AWS_ENDPOINT_URL begins with https:// in production; unset means AWS itself")
        return self
