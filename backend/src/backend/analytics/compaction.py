"""Small files merged into larger ones, at any time and by anybody: killed, or twice at once, it loses and doubles
nothing. A merged file is added before those that it is made of are removed, and meanwhile only it counts
(`files.live`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from backend.analytics.files import FAN, Part, live, next_number, part_named, whole_blocks
from backend.analytics.rows import encoded, merged
from backend.analytics.stores import NoSuchFile, Store, Stored

GRACE = timedelta(minutes=10)
"""So long a merged file stands beside those it is made of: who has just listed them still finds them."""
SETTLED = timedelta(days=1)
"""When nothing has been added for so long, nothing more is expected."""


def compact(store: Store, now: datetime) -> int:
    """How many files were merged into others: whoever adds files merges them too, and may not have come to it."""
    partitions: defaultdict[str, list[Stored]] = defaultdict(list)
    for stored in store.names():
        if part_named(stored.name):
            partitions[stored.name.rpartition("/")[0]].append(stored)
    return sum(_compact_one(store, partition, files, now) for partition, files in partitions.items())


def _compact_one(store: Store, partition: str, files: list[Stored], now: datetime) -> int:
    added = {part: stored.added_at for stored in files if (part := part_named(stored.name))}
    if max(added.values()) < now - SETTLED:
        _fill_up(store, partition, added, now)
    blocks = merge_blocks(store, partition, list(added))
    for block in blocks:
        added.setdefault(block, now)
    for part in added:
        wider = [other for other in added if part.within(other)]
        if any(added[other] < now - GRACE for other in wider):
            store.remove(f"{partition}/{part.name}")
    return sum(map(len, blocks.values()))


def merge_blocks(store: Store, partition: str, parts: Iterable[Part]) -> dict[Part, list[Part]]:
    """Adds each range of these files that is whole as one file, beside those it is made of: which of which."""
    blocks: dict[Part, list[Part]] = {}
    try:
        for block, members in whole_blocks(parts):
            contents = [store.read(f"{partition}/{member.name}") for member in members]
            store.add(f"{partition}/{block.name}", merged(contents))
            blocks[block] = members
    except NoSuchFile:
        pass  # somebody else is at it, and has come further
    return blocks


def _fill_up(store: Store, partition: str, added: dict[Part, datetime], now: datetime) -> None:
    """Adds files without rows until the last sixteen are whole: they can then be merged, and whoever comes late after
    all adds his file behind them."""
    single = [part for part in live(added) if part.numbers == 1]
    number = next_number(added)
    while len(single) > 1 and number % FAN:
        part = Part(number, number)
        store.add(f"{partition}/{part.name}", encoded([]))
        added.setdefault(part, now)
        number += 1
