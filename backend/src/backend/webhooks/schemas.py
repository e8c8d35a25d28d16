"""Webhooks on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from backend.schemas import Request, View
from backend.webhooks.domain.delivery import DeliveryState
from backend.webhooks.domain.webhook import MessageType
from backend.webhooks.use_cases.create_webhook import NewWebhook

WebhookUrl = Annotated[
    str,
    Field(
        max_length=2048,
        pattern=r"^https?://[^\s#]+$",
        description="With https, and of the internet; http and private networks in development alone.",
        examples=["https://example.com/hooks/waybill"],
    ),
]
Types = Annotated[list[MessageType], Field(min_length=1, max_length=50)]
Words = Annotated[str, Field(max_length=200, examples=["the warehouse's own system"])]

_LEFT_OUT: Any = None


class NewWebhookRequest(Request):
    """An address to post messages of these types to."""

    url: WebhookUrl
    types: Types
    description: Words = ""

    def to_new_webhook(self) -> NewWebhook:
        return NewWebhook(self.url, [kind.value for kind in self.types], self.description)


class WebhookEditRequest(Request):
    """The fields to change, and only those."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    # None stands for "left out" here, and is not a value that a client may send.
    url: WebhookUrl = Field(default=_LEFT_OUT)
    types: Types = Field(default=_LEFT_OUT)
    description: Words = Field(default=_LEFT_OUT)
    enabled: bool = Field(default=_LEFT_OUT, strict=True)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say at least one of url, types, description and enabled")
        return self

    def fields(self) -> dict[str, Any]:
        """The webhook's fields to change, by name."""
        said = {name: getattr(self, name) for name in self.model_fields_set}
        if "types" in said:
            said["types"] = tuple(sorted({kind.value for kind in self.types}))
        return said


class WebhookView(View):
    """A webhook as it stands."""

    webhook_id: str
    url: str
    types: list[str]
    description: str
    enabled: bool
    disabled_because: str | None = Field(
        description="`gone`: it answered 410. `failing`: for days nothing came through. null: a manager said so"
    )
    failing_since: datetime | None = Field(description="null: the latest delivery came through")
    created_at: datetime
    created_by: str


class WebhookWithSecret(WebhookView):
    """A webhook with its secret, which is shown here and nowhere else."""

    secret: str = Field(
        description="For a library of Standard Webhooks, which checks with it that a message is ours",
        examples=["whsec_"],
    )


class WebhookListView(View):
    """Every webhook, oldest first."""

    items: list[WebhookView]


class AttemptView(View):
    """One try: the status of the answer, or why there was none."""

    at: datetime
    status: int | None
    error: str | None = Field(description="`timed_out`, `address_refused` or `connection_failed`")
    duration_ms: int


class DeliveryView(View):
    """A message for a webhook, and what has become of it."""

    delivery_id: str
    message_id: str = Field(
        description="The event's or the notice's id, sent as `webhook-id`; the same in repeats"
    )
    type: str
    state: DeliveryState
    attempts: list[AttemptView] = Field(description="The last 20, oldest first")
    next_attempt_at: datetime | None
    created_at: datetime


class DeliveryPageView(View):
    """Some deliveries, newest first. `next_cursor` leads to older ones; null at the end."""

    items: list[DeliveryView]
    next_cursor: str | None
