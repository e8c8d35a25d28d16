"""Events added to the partitions of a store, each once.

Whoever adds file n has read the event ids of all files before it, and of two who add file n the store takes one; the
other reads what was added and tries n + 1. So no event is in two files, however many add at the same time, and whenever
they are killed. It rests on a repeat of an event having the same type and the same day as the first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from backend.analytics.compaction import merge_blocks
from backend.analytics.files import FAN, Part, live, next_number, part_named
from backend.analytics.rows import Row, encoded, event_ids
from backend.analytics.stores import NoSuchFile, Store

MOST_REMEMBERED = 64
"""So many partitions' ids are remembered, each some hundred bytes an event; others are read anew when they are due."""


@dataclass(slots=True)
class _Known:
    """The ids in all files below `number`, which is the next to be added."""

    number: int = 0
    ids: set[bytes] = field(default_factory=set)


class Partitions:
    """Of one store. Calls block, and are made one at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def add(self, partition: str, rows: Sequence[Row]) -> int:
        """Afterwards every one of the rows is in the partition once; how many of them were not before."""
        while True:
            known = self._known.get(partition) or self._caught_up(partition)
            fresh = {_digest(row["event_id"]): row for row in rows}
            fresh = {digest: row for digest, row in fresh.items() if digest not in known.ids}
            if not fresh:
                self._known.move_to_end(partition)
                return 0
            part = Part(known.number, known.number)
            name = f"{partition}/{part.name}"
            if self._store.add(name, encoded(list(fresh.values()))) and not self._is_void(partition, part):
                known.ids |= fresh.keys()
                known.number += 1
                self._known.move_to_end(partition)
                if known.number % FAN == 0:
                    # At once: whoever reads the partition next, most of all after a restart, has few files to read.
                    merge_blocks(self._store, partition, self._parts(partition))
                return len(fresh)
            # Somebody else was quicker, or so much that the file's place has been merged into a larger one.
            self._caught_up(partition)

    def _is_void(self, partition: str, added: Part) -> bool:
        """A merged file that has the number was made without this one, when the number had been removed again."""
        return any(added.within(part) for part in self._parts(partition))

    def _caught_up(self, partition: str) -> _Known:
        known = self._known.setdefault(partition, _Known())
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        while True:
            parts = self._parts(partition)
            try:
                for part in live(parts):
                    if part.last >= known.number:
                        ids = event_ids(self._store.read(f"{partition}/{part.name}"))
                        known.ids.update(map(_digest, ids))
            except NoSuchFile:
                continue  # it has just been merged into another
            known.number = max(known.number, next_number(parts))
            return known

    def _parts(self, partition: str) -> list[Part]:
        return [part for stored in self._store.names(partition) if (part := part_named(stored.name))]


def _digest(event_id: str) -> bytes:
    return blake2b(event_id.encode(), digest_size=16).digest()
