"""Every problem that the backend answers with, and which refusal of the rules it stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from backend.contention import OutOfTime
from backend.dead_letters.domain import errors as dead_letters
from backend.insights.period import PeriodRefused
from backend.notices.domain import errors as notices
from backend.operations.domain import errors as operations
from backend.orders.domain import errors as orders
from backend.persistence.dynamo import DatabaseAway
from backend.product_imports.domain import errors as product_imports
from backend.products.domain import errors as products
from backend.schemas import MoneyBody
from backend.webhooks.domain import errors as webhooks
from chassis.problems import Problem, ProblemDetail, ServiceUnavailable


class NotSignedIn(Problem):
    """Nobody that this service knows is calling."""

    status, code, title = 401, "not_signed_in", "Not signed in"


class NotAllowed(Problem):
    """The caller is known, and this is not for them."""

    status, code, title = 403, "not_allowed", "Not allowed"


class ManagerNeeded(Problem):
    """The caller may do a part of what they ask for; the rest is a manager's to do."""

    status, code, title = 403, "manager_needed", "It takes a manager"


class NotFound(Problem):
    """There is no such thing, or none that the caller may see."""

    status, code, title = 404, "not_found", "Not found"


class UnavailableLine(BaseModel):
    product_id: str
    reason: str


class ShortageLine(BaseModel):
    product_id: str
    requested: int
    available: int


class PriceLine(BaseModel):
    product_id: str
    unit_price: MoneyBody
    quantity: int


class OrderRefusedDetail(ProblemDetail):
    """All that stands against an order, for all its lines at once."""

    unavailable: list[UnavailableLine] | None = None
    shortages: list[ShortageLine] | None = None
    price_changes: list[PriceLine] | None = None
    current_total: MoneyBody | None = None


class ProductUnavailable(Problem):
    """A product of the order is unknown or archived."""

    status, code, title, schema = 409, "product_unavailable", "A product is not for sale", OrderRefusedDetail


class InsufficientStock(Problem):
    """There is less of a product than was asked for."""

    status, code, title, schema = 409, "insufficient_stock", "Not enough in stock", OrderRefusedDetail


class PriceChanged(Problem):
    """The order's total is not the expected one."""

    status, code, title, schema = 409, "price_changed", "The price has changed", OrderRefusedDetail


class MixedCurrencies(Problem):
    """The products of the order are sold in different currencies."""

    status, code, title = 409, "mixed_currencies", "More than one currency"


class OrderTotalTooLarge(Problem):
    """The order's total does not fit into 64 bits."""

    status, code, title = 409, "order_total_too_large", "The total is too large"


class IdempotencyKeyReused(Problem):
    """The key came with another request before."""

    status, code, title = 422, "idempotency_key_reused", "Idempotency-Key was used for another request"


class TransitionDetail(ProblemDetail):
    """Where the order stands, where it was to go, and where it can go."""

    allowed: list[str] | None = None


class TransitionRefused(Problem):
    """The order cannot move to that status from where it stands."""

    status, code, title, schema = 409, "transition_refused", "Not possible from this status", TransitionDetail


class ShipmentRefused(Problem):
    """The shipment has more of a product than is left to ship."""

    status, code, title = 409, "shipment_refused", "More than is left to ship"


class TooManyShipments(Problem):
    """The order has as many shipments as an order can have."""

    status, code, title = 409, "too_many_shipments", "Too many shipments"


class SkuTaken(Problem):
    """The SKU names a product that was created with other words."""

    status, code, title = 409, "sku_taken", "The SKU is taken"


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


class WebhookAddressRefused(Problem):
    """Nothing is ever sent to such an address."""

    status, code, title = 422, "webhook_address_refused", "Not an address for a webhook"


class PeriodInvalid(Problem):
    """The days from and to which something is asked are none, or too many."""

    status, code, title = 422, "period_invalid", "Not such a period"


class TooManyWebhooks(Problem):
    """There are as many webhooks as there can be."""

    status, code, title = 409, "too_many_webhooks", "Too many webhooks"


class Contended(ServiceUnavailable):
    """Others held the same products till the deadline; nothing was written."""

    code, title = "contended", "Too many orders for the same products at once"


class DatabaseUnavailable(ServiceUnavailable):
    """The database does not answer; the same request, with the same key, may be sent again."""

    code, title = "database_unavailable", "The database is away"


def _order_refused(error: orders.OrderRefused) -> Problem:
    refused: Callable[..., Problem]
    if error.unavailable:
        refused, detail = ProductUnavailable, "Take the products in `unavailable` out of the order."
    elif error.shortages:
        refused, detail = InsufficientStock, "Lower the quantities of the products in `shortages`."
    else:
        refused, detail = PriceChanged, "Accept `current_total`, or leave `expected_total` out."
    total = error.current_total
    return refused(
        detail,
        **_present(
            unavailable=[{"product_id": u.product_id, "reason": u.reason} for u in error.unavailable],
            shortages=[
                {"product_id": s.product_id, "requested": s.requested, "available": s.available}
                for s in error.shortages
            ],
            price_changes=[
                {"product_id": p.product_id, "unit_price": _money(p.unit_price), "quantity": p.quantity}
                for p in error.current_prices
            ],
            current_total=_money(total) if total else None,
        ),
    )


def _present(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}


def _money(money: Any) -> dict[str, Any]:
    return {"amount_minor": money.amount_minor, "currency": money.currency}


def _transition_refused(error: orders.TransitionRefused) -> Problem:
    members: dict[str, Any] = {"from": error.current, "to": error.wanted, "allowed": list(error.allowed)}
    return TransitionRefused(f"Not possible: {error.reason}.", **members)


def _shipment_refused(error: orders.ShipmentRefused) -> Problem:
    lines = [
        {"product_id": line.product_id, "requested": line.requested, "unshipped": line.unshipped}
        for line in error.lines
    ]
    return ShipmentRefused("Ship at most what `lines` says is left.", lines=lines)


def _stale_version(error: products.StaleVersion) -> Problem:
    return StaleVersion(
        "Read the product again, and send the edit with its ETag if it still makes sense.",
        current_version=error.current_version,
    )


PROBLEMS: Mapping[type[Exception], Callable[[Any], Problem]] = {
    orders.OrderNotFound: lambda _: NotFound("There is no such order."),
    orders.ShipmentNotFound: lambda _: NotFound("The order has no such shipment."),
    orders.KeyReused: lambda error: IdempotencyKeyReused(
        f"This Idempotency-Key was sent with another {error.names}. Use a new key for a new {error.names}."
    ),
    orders.OrderRefused: _order_refused,
    orders.MixedCurrencies: lambda error: MixedCurrencies(
        f"Order products in {', '.join(error.currencies)} separately.", currencies=list(error.currencies)
    ),
    orders.OrderTotalTooLarge: lambda _: OrderTotalTooLarge("Order less at once."),
    orders.TransitionRefused: _transition_refused,
    orders.ShipmentRefused: _shipment_refused,
    orders.StaleOrder: lambda error: StaleVersion(
        "Read the order again, and send the change with its ETag if it still makes sense.",
        current_version=error.current_version,
    ),
    orders.TooManyShipments: lambda error: TooManyShipments(f"An order has at most {error.limit} shipments."),
    operations.OperationNotFound: lambda _: NotFound("There is no such operation."),
    dead_letters.DeadLetterNotFound: lambda _: NotFound("There is no such dead letter."),
    dead_letters.DeadLetterSettled: lambda error: DeadLetterSettled(f"It is {error.state}."),
    dead_letters.EditRefused: lambda error: EditRefused(f"Leave {', '.join(error.names)} as they were."),
    product_imports.PartChanged: lambda _: IdempotencyKeyReused(
        "This Idempotency-Key was sent with another file. Use a new key for a new file."
    ),
    products.ProductNotFound: lambda _: NotFound("There is no such product."),
    products.SkuTaken: lambda error: SkuTaken(
        f"The SKU {error.sku} names another product. Choose another SKU, or edit that product.",
        product_id=error.product_id,
    ),
    products.StaleVersion: _stale_version,
    products.WriteOffTooLarge: lambda error: InsufficientStock(
        f"At most the {error.available} available units can be written off.", available=error.available
    ),
    PeriodRefused: lambda error: PeriodInvalid(str(error)),
    notices.NoticeNotFound: lambda _: NotFound("There is no such notice."),
    webhooks.WebhookNotFound: lambda _: NotFound("There is no such webhook."),
    webhooks.DeliveryNotFound: lambda _: NotFound("The webhook has no such delivery."),
    webhooks.AddressRefused: lambda error: WebhookAddressRefused(f"Send another `url`: {error.reason}."),
    webhooks.TooManyWebhooks: lambda error: TooManyWebhooks(
        f"There are at most {error.limit}. Remove one, or let one take more types."
    ),
    webhooks.KeyReused: lambda _: IdempotencyKeyReused(
        "This Idempotency-Key was sent with another webhook. Use a new key for a new webhook."
    ),
    OutOfTime: lambda _: Contended("Send the same request, with the same key, again."),
    DatabaseAway: lambda _: DatabaseUnavailable("Send the same request, with the same key, again."),
}
