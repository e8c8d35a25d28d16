"""Every problem that the shop's BFF answers with, beside those of any service.

Most are the backend's, passed on: `status` and `code` say which, and of its members those that the schema declares
reach the customer, no others.
"""

from __future__ import annotations

from pydantic import BaseModel, Field

from chassis.cursors import InvalidCursor
from chassis.problems import Problem, ProblemDetail


class NotFound(Problem):
    """There is no such thing, or none that the caller may see."""

    status, code, title = 404, "not_found", "Not found"


class IdempotencyKeyReused(Problem):
    """The key came with another request before."""

    status, code, title = 422, "idempotency_key_reused", "Idempotency-Key was used for another request"


class Amount(BaseModel):
    amount_minor: int
    currency: str


class UnavailableLine(BaseModel):
    product_id: str
    reason: str


class ShortageLine(BaseModel):
    product_id: str
    requested: int
    available: int


class PriceLine(BaseModel):
    product_id: str
    unit_price: Amount
    quantity: int


class OrderRefusedDetail(ProblemDetail):
    """All that stands against an order, for all its lines at once."""

    unavailable: list[UnavailableLine] | None = None
    shortages: list[ShortageLine] | None = None
    price_changes: list[PriceLine] | None = None
    current_total: Amount | None = None


class ProductUnavailable(Problem):
    """A product of the order is unknown or no longer for sale."""

    status, code, title, schema = 409, "product_unavailable", "A product is not for sale", OrderRefusedDetail


class InsufficientStock(Problem):
    """There is less of a product than was asked for."""

    status, code, title, schema = 409, "insufficient_stock", "Not enough in stock", OrderRefusedDetail


class PriceChanged(Problem):
    """The order's total is not the expected one."""

    status, code, title, schema = 409, "price_changed", "The price has changed", OrderRefusedDetail


class CurrenciesDetail(ProblemDetail):
    """The currencies that met."""

    currencies: list[str] | None = None


class MixedCurrencies(Problem):
    """The products of the order are sold in different currencies."""

    status, code, title, schema = 409, "mixed_currencies", "More than one currency", CurrenciesDetail


class OrderTotalTooLarge(Problem):
    """The order's total does not fit into 64 bits."""

    status, code, title = 409, "order_total_too_large", "The total is too large"


class TransitionDetail(ProblemDetail):
    """Where the order stands, where it was to go, and where it can go."""

    from_: str | None = Field(default=None, alias="from")
    to: str | None = None
    allowed: list[str] | None = None


class TransitionRefused(Problem):
    """The order cannot move to that status from where it stands."""

    status, code, title, schema = 409, "transition_refused", "Not possible from this status", TransitionDetail


RELAYED: tuple[type[Problem], ...] = (
    NotFound,
    InvalidCursor,
    IdempotencyKeyReused,
    ProductUnavailable,
    InsufficientStock,
    PriceChanged,
    MixedCurrencies,
    OrderTotalTooLarge,
    TransitionRefused,
)
"""What the backend refuses for a reason that the customer can do something about."""
