"""Lets so many requests through, and says in each answer how many are left."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from chassis.context import current
from chassis.problems import TooManyRequests
from chassis.rate_limits.counters import Counters, open_counters
from chassis.rate_limits.settings import Group, RateLimitSettings

if TYPE_CHECKING:
    from limits import RateLimitItem


class RateLimits:
    """The limits of a service, whose name keeps its counts apart from those of others in the same storage."""

    def __init__(
        self,
        settings: RateLimitSettings,
        *,
        service: str,
        counters: Counters | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if counters is None:
            counters = open_counters(settings.rate_limit_storage.get_secret_value())
        self._counters = counters
        self._clock = clock
        self._policies = {
            group: None if limit is None else _policy(service, group, limit)
            for group, limit in settings.limits().items()
        }

    async def spend(self, group: Group, who: str) -> None:
        """Counts a request of `who` (see `chassis.rate_limits.who`) to a route of the group.

        Raises TooManyRequests when that was one too many. Otherwise, once half of what is let through has been, the
        answer says in RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers) what is left; before that
        nobody needs to know, and saying it costs more than counting.
        """
        policy = self._policies[group]
        if policy is None:
            return
        now = self._clock()
        window = int(now // policy.seconds)
        count = await self._counters.incr(f"{policy.key}{who}/{window}", policy.seconds)
        if count is None or 2 * count <= policy.amount:
            return
        wait_seconds = ceil((window + 1) * policy.seconds - now)
        left = f'"{group}";r={max(0, policy.amount - count)};t={wait_seconds}'
        if count > policy.amount:
            raise TooManyRequests(
                f"Wait {wait_seconds} s and send the same request again: "
                f"{policy.amount} in {policy.seconds} s are let through.",
                headers={
                    "Retry-After": str(wait_seconds),
                    "RateLimit": left,
                    "RateLimit-Policy": policy.header,
                },
            )
        _tell(b"ratelimit", left)
        _tell(b"ratelimit-policy", policy.header)


class _Policy(NamedTuple):
    amount: int
    seconds: int
    key: str
    header: str


def _policy(service: str, group: Group, limit: RateLimitItem) -> _Policy:
    seconds = limit.get_expiry()
    return _Policy(limit.amount, seconds, f"{service}/{group}/", f'"{group}";q={limit.amount};w={seconds}')


def _tell(name: bytes, item: str) -> None:
    """Adds to a header that is a list: a request may belong to several groups."""
    headers = current().answer_headers
    told = headers.get(name)
    headers[name] = told + b", " + item.encode() if told else item.encode()
