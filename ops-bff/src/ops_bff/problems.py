"""Every problem that the back office's BFF answers with, beside those of any service.

Most are the backend's, passed on: `status` and `code` say which, and of its members those that the schema declares
reach staff, no others.
"""

from __future__ import annotations

from pydantic import BaseModel, Field

from chassis.cursors import InvalidCursor
from chassis.problems import Problem, ProblemDetail, ServiceUnavailable


class ManagerNeeded(Problem):
    """The caller may do a part of what they ask for; the rest is a manager's to do."""

    status, code, title = 403, "manager_needed", "It takes a manager"


class NotFound(Problem):
    """There is no such thing."""

    status, code, title = 404, "not_found", "Not found"


class IdempotencyKeyReused(Problem):
    """The key came with another request before."""

    status, code, title = 422, "idempotency_key_reused", "Idempotency-Key was used for another request"


class SkuTakenDetail(ProblemDetail):
    """The product that has the SKU."""

    product_id: str | None = None


class SkuTaken(Problem):
    """The SKU names a product that was created with other words."""

    status, code, title, schema = 409, "sku_taken", "The SKU is taken", SkuTakenDetail


class CsvUnreadable(Problem):
    """The file has no rows that can be told apart, or columns that nobody knows; `errors` says what."""

    status, code, title = 400, "csv_unreadable", "The file cannot be read"


class DeadLetterSettled(Problem):
    """The dead letter was sent again or discarded already."""

    status, code, title = 409, "dead_letter_settled", "It is settled already"


class EditRefused(Problem):
    """What is sent again must stay the same command, of the same person."""

    status, code, title = 409, "edit_refused", "Who asked for what may not be edited"


class VersionDetail(ProblemDetail):
    """What stands now."""

    current_version: int | None = None


class IfMatchMissing(Problem):
    """An edit must say which version it was made from."""

    status, code, title = 428, "if_match_missing", "If-Match is missing"


class StaleVersion(Problem):
    """Somebody changed it since it was read."""

    status, code, title, schema = 412, "stale_version", "It has changed", VersionDetail


class StockDetail(ProblemDetail):
    """How many units there are."""

    available: int | None = None


class InsufficientStock(Problem):
    """More was to be written off than there is."""

    status, code, title, schema = 409, "insufficient_stock", "Not enough in stock", StockDetail


class TransitionDetail(ProblemDetail):
    """Where the order stands, where it was to go, and where it can go."""

    from_: str | None = Field(default=None, alias="from")
    to: str | None = None
    allowed: list[str] | None = None


class TransitionRefused(Problem):
    """The order cannot move to that status from where it stands."""

    status, code, title, schema = 409, "transition_refused", "Not possible from this status", TransitionDetail


class UnshippableLine(BaseModel):
    product_id: str
    requested: int
    unshipped: int


class ShipmentDetail(ProblemDetail):
    """What is left to ship of the products that the shipment has too many of."""

    lines: list[UnshippableLine] | None = None


class ShipmentRefused(Problem):
    """The shipment has more of a product than is left to ship."""

    status, code, title, schema = 409, "shipment_refused", "More than is left to ship", ShipmentDetail


class TooManyShipments(Problem):
    """The order has as many shipments as an order can have."""

    status, code, title = 409, "too_many_shipments", "Too many shipments"


class CommandQueueUnavailable(ServiceUnavailable):
    """The queue of commands does not answer; nothing was queued, or the same again finds it queued."""

    code, title = "command_queue_unavailable", "Nothing can be queued right now"


class WebhookAddressRefused(Problem):
    """Nothing is ever sent to such an address."""

    status, code, title = 422, "webhook_address_refused", "Not an address for a webhook"


class TooManyWebhooks(Problem):
    """There are as many webhooks as there can be."""

    status, code, title = 409, "too_many_webhooks", "Too many webhooks"


class PeriodInvalid(Problem):
    """The days from and to which something is asked are none, or too many."""

    status, code, title = 422, "period_invalid", "Not such a period"


RELAYED: tuple[type[Problem], ...] = (
    ManagerNeeded,
    NotFound,
    InvalidCursor,
    IdempotencyKeyReused,
    SkuTaken,
    StaleVersion,
    InsufficientStock,
    TransitionRefused,
    ShipmentRefused,
    TooManyShipments,
    CsvUnreadable,
    DeadLetterSettled,
    EditRefused,
    WebhookAddressRefused,
    TooManyWebhooks,
    PeriodInvalid,
)
"""What the backend refuses for a reason that staff can do something about."""
