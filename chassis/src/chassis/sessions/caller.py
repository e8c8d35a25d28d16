"""On whose behalf a request is made."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

CSRF_HEADER = "X-CSRF"
"""Sent with calls by cookie that change something: another site can make a browser send a form, but not this."""


@dataclass(frozen=True)
class Person:
    """Somebody whom the provider knows, with the roles that they have on the platform; known till `until`, in seconds
    since the epoch."""

    subject: str
    name: str
    roles: frozenset[str]
    until: float = inf


class Caller(NamedTuple):
    """On whose behalf a request is made: a visitor's `person` is None. `passport` proves it to the service behind."""

    person: Person | None
    passport: str

    @property
    def subject(self) -> str | None:
        return self.person.subject if self.person else None

    @property
    def roles(self) -> frozenset[str]:
        return self.person.roles if self.person else frozenset()

    def headers(self) -> list[tuple[str, str]]:
        """What names the caller to the service behind."""
        return [("Authorization", f"Bearer {self.passport}")]
