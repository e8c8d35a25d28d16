"""What is in the store of events."""

from __future__ import annotations

from collections import Counter
from typing import Any

from backend.analytics.files import live, part_named
from backend.analytics.rows import event_ids
from backend.analytics.stores import Store


def stored_events(store: Store) -> Counter[str]:
    """How often each event is in the files that count, by its id."""
    folders: dict[str, list[Any]] = {}
    for file in store.names():
        if part := part_named(file.name):
            folders.setdefault(file.name.rpartition("/")[0], []).append(part)
    return Counter(
        event_id
        for folder, parts in folders.items()
        for part in live(parts)
        for event_id in event_ids(store.read(f"{folder}/{part.name}"))
    )
