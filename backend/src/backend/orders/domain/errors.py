"""Why an order is refused.

OrderError
├── OrderNotFound
├── ShipmentNotFound
├── KeyReused                  the Idempotency-Key named something else before
├── OrderRefused               what is wanted cannot be sold as asked
├── MixedCurrencies
├── OrderTotalTooLarge
├── TransitionRefused          not from this status
├── ShipmentRefused            not these lines, or not so many
├── StaleOrder                 it has changed since it was read
└── TooManyShipments
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.money import Money


class OrderError(Exception):
    """A refusal: a result of the rules, never a fault."""


@dataclass
class OrderNotFound(OrderError):
    order_id: str


@dataclass
class ShipmentNotFound(OrderError):
    shipment_id: str


@dataclass
class KeyReused(OrderError):
    """The same key came with another request than the one it was first used for."""

    names: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A line whose product is not for sale: `reason` is `unknown` or `archived`."""

    product_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shortage:
    """A line that wants more than there is."""

    product_id: str
    requested: int
    available: int


@dataclass(frozen=True, slots=True)
class CurrentPrice:
    """What a line costs now."""

    product_id: str
    unit_price: Money
    quantity: int


@dataclass
class OrderRefused(OrderError):
    """Everything that stands against the order, for all its lines at once.

    `current_prices` names every line when the expected total is not the current one, `current_total` then says it.
    """

    unavailable: Sequence[Unavailable] = ()
    shortages: Sequence[Shortage] = ()
    current_prices: Sequence[CurrentPrice] = ()
    current_total: Money | None = None


@dataclass
class MixedCurrencies(OrderError):
    currencies: Sequence[str]


@dataclass
class OrderTotalTooLarge(OrderError):
    """The total does not fit into 64 bits."""


@dataclass
class TransitionRefused(OrderError):
    """`allowed` are the statuses that the order can move to from here."""

    current: str
    wanted: str
    allowed: Sequence[str]
    reason: str


@dataclass(frozen=True, slots=True)
class NotShippable:
    """A line of a shipment that asks for more than is left to ship."""

    product_id: str
    requested: int
    unshipped: int


@dataclass
class ShipmentRefused(OrderError):
    lines: Sequence[NotShippable]


@dataclass
class StaleOrder(OrderError):
    """Somebody changed the order since the version that the caller saw."""

    current_version: int


@dataclass
class TooManyShipments(OrderError):
    limit: int
