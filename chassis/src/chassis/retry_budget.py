"""How many requests may be sent again, so that retries never multiply the load on a service that is in trouble."""

from collections import deque
from collections.abc import Callable
from time import monotonic

WINDOW_SECONDS = 10


class RetryBudget:
    """Retries are at most `share` of the requests of the last 10 s, and `floor` more, so that a quiet service may
    retry too."""

    def __init__(
        self, *, share: float = 0.1, floor: int = 10, clock: Callable[[], float] = monotonic
    ) -> None:
        self._share = share
        self._floor = floor
        self._clock = clock
        self._seconds: deque[list[int]] = deque()
        """[second, requests, retries], oldest first."""

    def count_request(self) -> None:
        """Notes a request that is sent for the first time."""
        self._now()[1] += 1

    def take_retry(self) -> bool:
        """Whether one more retry may be sent; it is then spent."""
        now = self._now()
        requests = sum(second[1] for second in self._seconds)
        retries = sum(second[2] for second in self._seconds)
        if retries + 1 > self._floor + self._share * requests:
            return False
        now[2] += 1
        return True

    def _now(self) -> list[int]:
        second = int(self._clock())
        if not self._seconds or self._seconds[-1][0] != second:
            self._seconds.append([second, 0, 0])
            while self._seconds[0][0] <= second - WINDOW_SECONDS:
                self._seconds.popleft()
        return self._seconds[-1]
