"""What was published against what was committed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

Json = Mapping[str, Any]


def publication_faults(
    published: Sequence[Json], orders: Iterable[Json], products: Iterable[Json]
) -> list[str]:
    """Each timeline entry and each revision published at least once, in its subject's order, always in the same words.

    `published` are events in the order of arrival, repeats included; `orders` carry their `timeline`.
    """
    first: dict[str, Json] = {}
    faults: list[str] = []
    for event in published:
        told = first.setdefault(event["event_id"], event)
        if told != event:
            faults.append(f"event {event['event_id']} was published in other words")
    expected = dict(expected_events(orders, products))
    faults += [f"event {missing} was never published" for missing in expected if missing not in first]
    for event_id, event in first.items():
        if event_id not in expected:
            faults.append(f"event {event_id} tells of nothing that was committed")
        elif expected[event_id] not in (None, event["type"]):
            faults.append(f"event {event_id} is {event['type']}, and was {expected[event_id]}")
    return [*faults, *_order_faults(first.values())]


def feed_faults(entry_ids: Sequence[str]) -> list[str]:
    """Ids `EPOCH-NUMBER` as the feed was read: no hole in an epoch, and no epoch that comes back."""
    faults = []
    seen = [tuple(map(int, entry_id.split("-"))) for entry_id in entry_ids]
    for (epoch, number), (next_epoch, next_number) in pairwise(seen):
        if next_epoch == epoch and next_number != number + 1:
            faults.append(f"{next_epoch}-{next_number} after {epoch}-{number}")
        if next_epoch < epoch:
            faults.append(f"epoch {next_epoch} after {epoch}")
    return faults


def expected_events(orders: Iterable[Json], products: Iterable[Json]) -> Iterator[tuple[str, str | None]]:
    """Event ids, each with its type where that is known."""
    for order in orders:
        for entry in order["timeline"]:
            yield f"{order['order_id']}:{entry['version']}", entry["type"]
    for product in products:
        for revision in range(1, product["revision"] + 1):
            yield f"{product['product_id']}:{revision}", None


def _order_faults(first: Iterable[Json]) -> Iterator[str]:
    """The first publications of a subject, by version or revision."""
    reached: dict[str, int] = {}
    for event in first:
        subject, _, number = event["event_id"].rpartition(":")
        if int(number) <= reached.get(subject, 0):
            yield f"event {subject}:{number} came after {subject}:{reached[subject]}"
        reached[subject] = max(int(number), reached.get(subject, 0))
