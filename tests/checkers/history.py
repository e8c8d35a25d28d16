"""An order against its own history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

PROCESSING, SHIPPED, DELIVERED, CANCELLED = "PROCESSING", "SHIPPED", "DELIVERED", "CANCELLED"

LEGAL_ENTRIES: Mapping[str, Mapping[str | None, str]] = {
    # entry                          from → to
    "order.placed": {None: PROCESSING},
    "order.cancelled": {PROCESSING: CANCELLED},
    "order.partly_shipped": {PROCESSING: PROCESSING},
    "order.shipped": {PROCESSING: SHIPPED},
    "order.closed": {PROCESSING: SHIPPED},
    "order.delivered": {SHIPPED: DELIVERED},
    "order.shipment_delivered": {PROCESSING: PROCESSING, SHIPPED: SHIPPED},
    "order.shipment_corrected": {status: status for status in (PROCESSING, SHIPPED, DELIVERED)},
}
"""The design's table of transitions, told from the side of the timeline; written without looking at the code."""

_SENDS_A_PARCEL = {"order.partly_shipped", "order.shipped"}


def history_faults(order: Mapping[str, Any]) -> list[str]:
    """Versions 1 to n without a gap, only legal moves, and a total, lines and shipments that agree.

    `order` carries its `timeline`, as the back office gets it.
    """
    name = order["order_id"]
    faults = [*_version_faults(order), *_move_faults(order), *_money_faults(order), *_parcel_faults(order)]
    return [f"order {name}: {fault}" for fault in faults]


def _version_faults(order: Mapping[str, Any]) -> Iterator[str]:
    versions = [entry["version"] for entry in order["timeline"]]
    if versions != list(range(1, len(versions) + 1)):
        yield f"the timeline has versions {versions}"
    if order["version"] != len(versions):
        yield f"version {order['version']} with {len(versions)} entries"
    times = [entry["at"] for entry in order["timeline"]]
    if times and times[0] != order["created_at"]:
        yield f"created at {order['created_at']}, but its first entry is of {times[0]}"


def _move_faults(order: Mapping[str, Any]) -> Iterator[str]:
    status: str | None = None
    parcels = 0
    for entry in order["timeline"]:
        kind = entry["type"]
        moves = LEGAL_ENTRIES.get(kind)
        if moves is None:
            yield f"unknown entry {kind}"
            continue
        if status not in moves:
            yield f"{kind} while {status}"
            continue
        if kind == "order.cancelled" and parcels:
            yield "cancelled after a parcel had been sent"
        if kind == "order.closed" and not parcels:
            yield "closed before any parcel had been sent"
        parcels += kind in _SENDS_A_PARCEL
        status = moves[status]
    if status != order["status"]:
        yield f"is {order['status']}, but its history leads to {status}"
    if parcels != len(order["shipments"]):
        yield f"{len(order['shipments'])} shipments, but {parcels} in its history"


def _money_faults(order: Mapping[str, Any]) -> Iterator[str]:
    lines = order["lines"]
    total = sum(line["unit_price"]["amount_minor"] * line["quantity"] for line in lines)
    if order["total"]["amount_minor"] != total:
        yield f"total {order['total']['amount_minor']}, but its lines sum to {total}"
    currencies = {order["total"]["currency"], *(line["unit_price"]["currency"] for line in lines)}
    if len(currencies) != 1:
        yield f"several currencies: {sorted(currencies)}"
    products = Counter(line["product_id"] for line in lines)
    yield from (f"{times} lines for product {product}" for product, times in products.items() if times > 1)


def _parcel_faults(order: Mapping[str, Any]) -> Iterator[str]:
    ordered, shipped = ordered_quantities(order), shipped_quantities(order)
    for product, quantity in shipped.items():
        if quantity > ordered[product]:
            yield f"{quantity} of product {product} shipped, {ordered[product]} ordered"
    closed = any(entry["type"] == "order.closed" for entry in order["timeline"])
    if order["status"] in {SHIPPED, DELIVERED} and not closed and shipped != ordered:
        yield f"is {order['status']}, but not all has shipped"
    if order["status"] == PROCESSING and shipped == ordered:
        yield "is PROCESSING, but all has shipped"
    if any(line["quantity"] < 1 for line in order["lines"]):
        yield "a line without a quantity"


def ordered_quantities(order: Mapping[str, Any]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for line in order["lines"]:
        counted[line["product_id"]] += line["quantity"]
    return counted


def shipped_quantities(order: Mapping[str, Any]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for shipment in order["shipments"]:
        for line in shipment["lines"]:
            counted[line["product_id"]] += line["quantity"]
    return counted
