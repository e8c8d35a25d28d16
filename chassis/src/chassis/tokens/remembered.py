"""What was verified, remembered until it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class Ending(Protocol):
    @property
    def ends_at(self) -> float: ...


T = TypeVar("T", bound=Ending)


class Remembered(Generic[T]):
    """By token, at most `most` of them; the ones remembered longest give way."""

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        self._most = most
        self._clock = clock
        self._by_token: dict[str, T] = {}

    def __len__(self) -> int:
        return len(self._by_token)

    def get(self, token: str) -> T | None:
        """What was remembered, unless it has ended."""
        value = self._by_token.get(token)
        if value is None:
            return None
        if self._clock() >= value.ends_at:
            self._by_token.pop(token, None)
            return None
        return value

    def put(self, token: str, value: T) -> None:
        if len(self._by_token) >= self._most:
            self._make_room()
        self._by_token[token] = value

    def _make_room(self) -> None:
        now = self._clock()
        self._by_token = {token: value for token, value in self._by_token.items() if now < value.ends_at}
        for token in list(self._by_token)[: max(0, len(self._by_token) - self._most * 9 // 10)]:
            del self._by_token[token]
