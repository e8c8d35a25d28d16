"""What the seed orders are: who orders what, when, and what becomes of it.

A plan is the same on every day and every machine. It says times as minutes before an anchor, so that the same
orders stay as fresh as the day on which they are loaded.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ORDERS = 200
DAYS = 60
MINUTES_A_DAY = 24 * 60
_FREQUENT = {"ada": 20, "grace": 14}
_CARRIERS = ("UPS", "DHL", "FedEx", "DPD")
_AGENTS = ("noor", "theo", "marisol")
_BY_CUSTOMER = (
    "Ordered twice by mistake",
    "Found it in a shop nearby",
    None,
    "Moving house, will order again",
    None,
)
_BY_OPS = (
    "The address could not be confirmed",
    "The last one was damaged in the warehouse",
    "Payment was declined",
)
_CLOSING = ("The rest was damaged in the warehouse and is refunded", "The customer no longer wants the rest")


class Fate(StrEnum):
    """What becomes of an order."""

    PROCESSING = "processing"
    PARTLY_SHIPPED = "partly shipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    CLOSED = "closed"


@dataclass(frozen=True)
class PlannedParcel:
    """A shipment: `lines` by SKU, None for all that is left; times in minutes before the anchor."""

    key: str
    carrier: str
    tracking_number: str
    lines: dict[str, int] | None
    shipped: int
    delivered: int | None


@dataclass(frozen=True)
class Ending:
    """A cancellation or a closing: `by` names the member of staff, None is the customer."""

    at: int
    by: str | None
    reason: str | None


@dataclass(frozen=True)
class PlannedOrder:
    """An order: `key` is its Idempotency-Key, `lines` counts by SKU, `placed` minutes before the anchor."""

    key: str
    customer_id: str
    agent: str
    placed: int
    lines: dict[str, int]
    fate: Fate
    parcels: tuple[PlannedParcel, ...] = ()
    ending: Ending | None = None


def read(name: str) -> list[dict[str, Any]]:
    """The records of one of this folder's JSON files."""
    records: list[dict[str, Any]] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return records


def plan() -> list[PlannedOrder]:
    """The orders, oldest first. No product is ordered more often than its initial stock allows."""
    dice = random.Random(267)  # makes things up, guards nothing
    products = read("products.json")
    left = {product["sku"]: product["initial_stock"] for product in products}
    prices = {product["sku"]: product["price"]["amount_minor"] for product in products}
    customers = _customers(dice)
    orders = []
    for index in range(ORDERS, 0, -1):
        # The curve makes recent days busier: a shop that grows.
        age = int(DAYS * MINUTES_A_DAY * (index / (ORDERS + 1)) ** 1.4) + dice.randrange(20, 120)
        age = min(age, DAYS * MINUTES_A_DAY - 1)
        fate = _fate(dice, age)
        lines = _basket(dice, left, prices, at_least=2 if fate in (Fate.PARTLY_SHIPPED, Fate.CLOSED) else 1)
        number = ORDERS + 1 - index
        orders.append(_order(dice, number, customers[number - 1], age, fate, lines))
    return sorted(orders, key=lambda order: -order.placed)


def _customers(dice: random.Random) -> list[str]:
    others = [c["customer_id"] for c in read("customers.json") if c["customer_id"] not in _FREQUENT]
    chosen = [customer_id for customer_id, orders in _FREQUENT.items() for _ in range(orders)]
    chosen += [others[i % len(others)] for i in range(ORDERS - len(chosen))]
    dice.shuffle(chosen)
    return chosen


def _fate(dice: random.Random, age: int) -> Fate:
    days = age / MINUTES_A_DAY
    odds: tuple[tuple[int, Fate], ...]
    if days < 1.5:
        odds = ((85, Fate.PROCESSING), (15, Fate.CANCELLED))
    elif days < 4:
        odds = ((42, Fate.PROCESSING), (28, Fate.PARTLY_SHIPPED), (24, Fate.SHIPPED), (6, Fate.CANCELLED))
    elif days < 9:
        odds = (
            (5, Fate.PROCESSING),
            (14, Fate.PARTLY_SHIPPED),
            (43, Fate.SHIPPED),
            (22, Fate.DELIVERED),
            (6, Fate.CLOSED),
            (10, Fate.CANCELLED),
        )
    else:
        odds = ((80, Fate.DELIVERED), (7, Fate.CLOSED), (11, Fate.CANCELLED), (2, Fate.SHIPPED))
    throw = dice.randrange(100)
    for share, fate in odds:
        throw -= share
        if throw < 0:
            return fate
    raise AssertionError("the odds add up to 100")


def _basket(
    dice: random.Random, left: dict[str, int], prices: dict[str, int], *, at_least: int
) -> dict[str, int]:
    """One to four products, those with more stock more often, taken out of `left`."""
    lines: dict[str, int] = {}
    for _ in range(max(at_least, (1, 1, 1, 2, 2, 2, 3, 3, 4)[dice.randrange(9)])):
        open_skus = [sku for sku, units in left.items() if units and sku not in lines]
        throw = dice.randrange(sum(left[sku] + 10 for sku in open_skus))
        for sku in open_skus:
            throw -= left[sku] + 10
            if throw < 0:
                wanted = (1, 1, 1, 2, 2, 3, 4)[dice.randrange(7)] if prices[sku] < 4000 else 1
                lines[sku] = min(wanted, left[sku])
                left[sku] -= lines[sku]
                break
    return lines


def _order(
    dice: random.Random, number: int, customer_id: str, age: int, fate: Fate, lines: dict[str, int]
) -> PlannedOrder:
    agent = _AGENTS[dice.randrange(len(_AGENTS))]
    parcels: list[PlannedParcel] = []
    ending: Ending | None = None

    def parcel(part: dict[str, int] | None, shipped: int, delivered: int | None) -> None:
        carrier = _CARRIERS[dice.randrange(len(_CARRIERS))]
        parcels.append(
            PlannedParcel(
                key=f"parcel-{len(parcels) + 1}",
                carrier=carrier,
                tracking_number=_tracking_number(dice, carrier),
                lines=part,
                shipped=shipped,
                delivered=delivered,
            )
        )

    first_line = dict(list(lines.items())[:1])
    packed = age - min(dice.randrange(4 * 60, 36 * 60), age // 2)
    arrived = packed - min(dice.randrange(40 * 60, 110 * 60), packed // 2)
    later = packed - min(dice.randrange(20 * 60, 50 * 60), packed // 4)
    match fate:
        case Fate.PROCESSING:
            pass
        case Fate.PARTLY_SHIPPED:
            parcel(first_line, packed, arrived if dice.randrange(3) == 0 else None)
        case Fate.SHIPPED:
            parcel(None, packed, None)
        case Fate.DELIVERED if len(lines) > 1 and dice.randrange(5) == 0:
            parcel(first_line, packed, arrived)
            parcel(None, later, later - (packed - arrived) // 2)
        case Fate.DELIVERED:
            parcel(None, packed, arrived)
        case Fate.CLOSED:
            delivered = dice.randrange(2) == 0
            parcel(first_line, packed, later - (packed - arrived) // 2 if delivered else None)
            ending = Ending(later, agent, _CLOSING[dice.randrange(len(_CLOSING))])
        case Fate.CANCELLED:
            by = agent if dice.randrange(3) == 0 else None
            reasons: Sequence[str | None] = _BY_OPS if by else _BY_CUSTOMER
            soon = age - min(dice.randrange(5, 20 * 60), age // 2)
            ending = Ending(soon, by, reasons[dice.randrange(len(reasons))])
    return PlannedOrder(f"seed-{number:03}", customer_id, agent, age, lines, fate, tuple(parcels), ending)


def _tracking_number(dice: random.Random, carrier: str) -> str:
    """A number of the form that the carrier uses; it leads nowhere."""
    digits = "".join(str(dice.randrange(10)) for _ in range(16))
    match carrier:
        case "UPS":
            return f"1Z{digits[:3]}W{digits[3:15]}"
        case "DHL":
            return f"JD01{digits}"
        case "FedEx":
            return digits[:12]
        case _:
            return f"0{digits[:13]}"
