"""What events have brought about, once each, against what was committed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.checkers.publication import expected_events

Json = Mapping[str, Any]

_RAISES_A_NOTICE = ("order.placed", "order.cancelled")


def notice_faults(notices: Iterable[Json], orders: Iterable[Json]) -> list[str]:
    """The inbox has one notice of each order, and one more if the order was cancelled; other notices are not looked
    at. `orders` carry their `timeline`."""
    raised = Counter(
        (notice["data"]["order_id"], notice["type"])
        for notice in notices
        if notice["type"] in _RAISES_A_NOTICE
    )
    due = Counter(
        (order["order_id"], entry["type"])
        for order in orders
        for entry in order["timeline"]
        if entry["type"] in _RAISES_A_NOTICE
    )
    return [
        f"{kind} of {order_id}: {raised[order_id, kind]} notices, not {due[order_id, kind]}"
        for order_id, kind in sorted(raised.keys() | due.keys())
        if raised[order_id, kind] != due[order_id, kind]
    ]


def stored_faults(stored: Mapping[str, int], orders: Iterable[Json], products: Iterable[Json]) -> list[str]:
    """Each event that was committed is stored once; `stored` counts them by event id."""
    expected = {event_id for event_id, _ in expected_events(orders, products)}
    return [
        f"event {event_id} is stored {stored.get(event_id, 0)} times"
        for event_id in sorted(expected | stored.keys())
        if stored.get(event_id, 0) != (event_id in expected)
    ]


def deed_faults(orders: Iterable[Json], deeds: Mapping[str, Sequence[str]]) -> list[str]:
    """Exactly the orders that were accepted exist, and each has had done to it what was asked for, once.

    `deeds`: by order id the types of timeline entries that customers and staff were told have been made.
    """
    faults = []
    found = set()
    for order in orders:
        order_id = order["order_id"]
        found.add(order_id)
        done = [entry["type"] for entry in order["timeline"]]
        if order_id not in deeds:
            faults.append(f"nobody was told of order {order_id}")
        elif done != list(deeds[order_id]):
            faults.append(f"order {order_id} has {done}, asked for were {list(deeds[order_id])}")
    return faults + [
        f"order {order_id} was accepted and is gone" for order_id in sorted(deeds.keys() - found)
    ]


def edit_faults(products: Iterable[Json], edits: Mapping[str, tuple[int, int, int]]) -> list[str]:
    """Each product was edited as often as staff were told, and has received the units that they booked.

    `edits`: by product id the version, the units received and the price in minor units that follow from that.
    """
    return [
        f"{product['sku']} has (version, received, price) {stands}, not {edits[product['product_id']]}"
        for product in products
        if (stands := (product["version"], product["stock"]["received"], product["price"]["amount_minor"]))
        != edits[product["product_id"]]
    ]


def view_faults(shown: Iterable[Json], products: Iterable[Json]) -> list[str]:
    """The shop lists every product that is for sale, once, as the table has it, and nothing else."""
    faults = []
    for_sale = {product["product_id"]: product for product in products if product["status"] == "ACTIVE"}
    times: Counter[str] = Counter()
    for item in shown:
        product_id = item["product_id"]
        times[product_id] += 1
        if product_id not in for_sale:
            faults.append(f"{item['sku']} is listed, and not for sale")
            continue
        product = for_sale[product_id]
        expected = {**product, "available": product["stock"]["available"]}
        faults += [
            f"{item['sku']}: {field} is shown as {item[field]}, and is {expected[field]}"
            for field in ("sku", "name", "description", "category", "price", "available")
            if item[field] != expected[field]
        ]
    return faults + [
        f"{product['sku']} is listed {times[product_id]} times"
        for product_id, product in for_sale.items()
        if times[product_id] != 1
    ]
