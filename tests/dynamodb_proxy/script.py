"""The faults a test has asked for, and which call gets which."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from tests.dynamodb_proxy.call import Call
from tests.dynamodb_proxy.faults import Fault


def any_call(_call: Call) -> bool:
    return True


@dataclass
class Part:
    """One fault with the calls it is played in; `played` counts them, so a test can prove it happened."""

    fault: Fault
    on: Collection[str] | None = None
    when: Callable[[Call], bool] = any_call
    times: int | None = None
    chance: float = 1.0
    seed: int = 0
    played: int = 0
    _dice: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def takes(self, call: Call) -> bool:
        if self.times is not None and self.played >= self.times:
            return False
        for operations in (self.on, self.fault.operations):
            if operations is not None and call.operation not in operations:
                return False
        return self.when(call) and self._dice.random() < self.chance


class Script:
    """Parts in the order asked; the first that takes a call plays it. Safe to change from another thread."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._lock = threading.Lock()

    def add(self, part: Part) -> Part:
        with self._lock:
            self._parts.append(part)
        return part

    def remove(self, part: Part) -> None:
        with self._lock:
            self._parts.remove(part)

    def clear(self) -> None:
        with self._lock:
            self._parts.clear()

    def fault_for(self, call: Call) -> Fault | None:
        with self._lock:
            for part in self._parts:
                if part.takes(call):
                    part.played += 1
                    return part.fault
        return None
