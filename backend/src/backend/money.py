"""Amounts of money in minor units, never a float."""

from __future__ import annotations

from dataclasses import dataclass

MAX_AMOUNT_MINOR = 2**63 - 1
"""The largest amount that every consumer of the platform can hold: a signed 64-bit integer."""


@dataclass(frozen=True, slots=True)
class Money:
    """`amount_minor` in the smallest unit of `currency` (ISO 4217): 3500 USD is 35 dollars, 3500 JPY 3500 yen."""

    amount_minor: int
    currency: str

    def __mul__(self, quantity: int) -> Money:
        return Money(self.amount_minor * quantity, self.currency)
