"""A store in memory that can be cut off at any call, before or after it has had its effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from backend.analytics.stores import NoSuchFile, Stored

BEGINNING = datetime(2026, 11, 25, tzinfo=UTC)


class Killed(Exception):
    """The process ended here."""


class MemoryStore:
    """`now` is when files are added. `dies_at`: at that call, counted from 1, the process ends."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[datetime, bytes]] = {}
        self.now = BEGINNING
        self.calls = 0
        self.dies_at: int | None = None
        self.after_the_effect = False

    def names(self, folder: str = "") -> Iterator[Stored]:
        self._call()
        found = [Stored(name, at) for name, (at, _) in sorted(self.files.items()) if name.startswith(folder)]
        self._called()
        return iter(found)

    def read(self, name: str) -> bytes:
        self._call()
        if name not in self.files:
            raise NoSuchFile(name)
        self._called()
        return self.files[name][1]

    def add(self, name: str, content: bytes) -> bool:
        self._call()
        new = name not in self.files
        if new:
            self.files[name] = (self.now, content)
        self._called()
        return new

    def remove(self, name: str) -> None:
        self._call()
        self.files.pop(name, None)
        self._called()

    def _call(self) -> None:
        self.calls += 1
        if self.calls == self.dies_at and not self.after_the_effect:
            raise Killed

    def _called(self) -> None:
        if self.calls == self.dies_at and self.after_the_effect:
            raise Killed
