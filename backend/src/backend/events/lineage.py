"""Which shards of a stream may be read now: a child holds what came after its parent, so the parent comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shard:
    """`parent_id` may name a shard that the stream no longer lists: all that was in it has been trimmed."""

    shard_id: str
    parent_id: str | None


@dataclass(slots=True)
class Lineage:
    """What is known of a stream's shards. A shard once learnt is remembered when the stream lists it no longer."""

    _parents: dict[str, str | None] = field(default_factory=dict)
    _started: set[str] = field(default_factory=set)
    _finished: set[str] = field(default_factory=set)

    def learn(self, shards: Iterable[Shard]) -> None:
        """Take in a whole listing, or what a checkpoint names."""
        for shard in shards:
            self._parents.setdefault(shard.shard_id, shard.parent_id)

    def finish(self, shard_id: str) -> None:
        """All of it is published."""
        self._finished.add(shard_id)

    def start(self) -> list[str]:
        """The shards that nobody reads yet and that may be read now; from here on somebody does."""
        ready = [
            shard_id
            for shard_id, parent_id in self._parents.items()
            if shard_id not in self._started | self._finished
            and (parent_id is None or parent_id not in self._parents or parent_id in self._finished)
        ]
        self._started.update(ready)
        return ready
