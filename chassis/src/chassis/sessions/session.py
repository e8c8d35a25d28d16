"""Somebody who is signed in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Session:
    """Times in seconds since the epoch. `renew_at`: the provider is asked again whether the sign-in still stands.
    `id_token` is kept to sign out with, where it fits into the cookie."""

    session_id: str
    subject: str
    name: str
    roles: frozenset[str]
    id_token: str | None
    refresh_token: str | None
    renew_at: float
    ends_at: float

    def members(self) -> dict[str, Any]:
        return asdict(self) | {"roles": sorted(self.roles)}

    @classmethod
    def of(cls, members: dict[str, Any]) -> Session | None:
        """None for what another version of this service has sealed."""
        try:
            return cls(**members | {"roles": frozenset(members["roles"])})
        except (TypeError, KeyError):
            return None
