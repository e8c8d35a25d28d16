"""Counts of what passed through the proxy."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Reading:
    """Calls received (by operation) and write units of the calls that took effect."""

    calls: Counter[str] = field(default_factory=Counter)
    write_units: float = 0.0

    @property
    def total(self) -> int:
        return self.calls.total()


class Meter:
    """Adds to every open reading. Calls are counted when they arrive, so lost and refused ones count too."""

    def __init__(self) -> None:
        self._open: list[Reading] = []
        self._lock = threading.Lock()
        self.since_start = Reading()
        self._open.append(self.since_start)

    def arrived(self, operation: str) -> None:
        with self._lock:
            for reading in self._open:
                reading.calls[operation] += 1

    def consumed(self, write_units: float) -> None:
        with self._lock:
            for reading in self._open:
                reading.write_units += write_units

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """What arrives while the block runs."""
        reading = Reading()
        with self._lock:
            self._open.append(reading)
        try:
            yield reading
        finally:
            with self._lock:
                # By identity: two readings may be equal.
                self._open = [other for other in self._open if other is not reading]
