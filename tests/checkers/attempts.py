"""What buyers were answered, against what there was to sell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """One answer to one try; tries of one buyer share the key."""

    key: str
    status: int
    body: bytes = b""
    order_id: str | None = None
    replayed: bool = False


def attempt_faults(attempts: Iterable[Attempt]) -> list[str]:
    """No 5xx, one order id a key, every accepted answer of a key byte for byte the same, only one of them not
    marked replayed, and no key both sold and short of stock."""
    faults = []
    by_key: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_key[attempt.key].append(attempt)
        if attempt.status >= 500:
            faults.append(
                f"key {attempt.key}: answered {attempt.status} {attempt.body[:300].decode()}".rstrip()
            )
    for key, tries in by_key.items():
        accepted = [attempt for attempt in tries if attempt.status == 201]
        ids = {attempt.order_id for attempt in accepted}
        if len(ids) > 1:
            faults.append(f"key {key}: {len(ids)} orders")
        if len({attempt.body for attempt in accepted}) > 1:
            faults.append(f"key {key}: replays differ in their bytes")
        if sum(not attempt.replayed for attempt in accepted) > 1:
            faults.append(f"key {key}: more than one answer not marked replayed")
        if accepted and any(attempt.status == 409 for attempt in tries):
            faults.append(f"key {key}: both accepted and refused")
    return faults


def oversell_faults(attempts: Sequence[Attempt], units: int) -> list[str]:
    """Buyers wanted one unit each, and more than there were: all are sold, none twice."""
    faults = attempt_faults(attempts)
    ids = {attempt.order_id for attempt in attempts if attempt.status == 201}
    buyers = {attempt.key for attempt in attempts}
    expected = min(units, len(buyers))
    if len(ids) != expected:
        faults.append(f"{len(ids)} orders for {units} units and {len(buyers)} buyers")
    return faults
