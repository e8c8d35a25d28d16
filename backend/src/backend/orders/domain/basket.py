"""What a customer asks for: lines, an address and, if they like, the total they expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from backend.fingerprint import fingerprint
from backend.money import Money
from backend.orders.domain.order import Address


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many of one product."""

    product_id: str
    quantity: int


@dataclass(frozen=True)
class Basket:
    """A request to order. Lines for the same product are merged, in the order in which they first appear."""

    lines: tuple[Wanted, ...]
    ship_to: Address
    expected_total: Money | None

    @classmethod
    def of(cls, lines: Sequence[Wanted], ship_to: Address, expected_total: Money | None = None) -> Basket:
        quantities: dict[str, int] = {}
        for line in lines:
            quantities[line.product_id] = quantities.get(line.product_id, 0) + line.quantity
        return cls(tuple(Wanted(*item) for item in quantities.items()), ship_to, expected_total)

    @property
    def product_ids(self) -> list[str]:
        return [line.product_id for line in self.lines]

    @cached_property
    def fingerprint(self) -> str:
        """Tells this request from another under the same Idempotency-Key."""
        to, expected = self.ship_to, self.expected_total
        return fingerprint(
            {
                "lines": [[line.product_id, line.quantity] for line in self.lines],
                "ship_to": [to.name, to.line1, to.line2, to.city, to.postal_code, to.region, to.country],
                "expected_total": expected and [expected.amount_minor, expected.currency],
            }
        )
