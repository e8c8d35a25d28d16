"""Access tokens: who calls, as a provider says."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chassis.tokens import claims as claim
from chassis.tokens.errors import TokenRefused
from chassis.tokens.expected import Expected
from chassis.tokens.provider_keys import ProviderKeys
from chassis.tokens.signatures import Header, read_header, signed_claims


@dataclass(frozen=True)
class Identity:
    """Who an access token is about, until `ends_at` (seconds since the epoch)."""

    subject: str
    roles: frozenset[str]
    client_id: str | None
    ends_at: float


class AccessTokens:
    """Verifies bearer tokens."""

    def __init__(
        self, expected: Expected, keys: ProviderKeys, *, clock: Callable[[], float] = time.time
    ) -> None:
        self._expected = expected
        self._keys = keys
        self._clock = clock

    async def verify(self, token: str) -> Identity:
        """Who the token is about. Raises TokenRefused, or KeysUnavailable."""
        header = read_header(token, self._expected.algorithms)
        return self._check(header, signed_claims(token, header, await self._keys.key(header.key_id)))

    def _check(self, header: Header, claims: dict[str, Any]) -> Identity:
        expected = self._expected
        if expected.token_types is not None and (header.token_type or "").lower() not in expected.token_types:
            raise TokenRefused("wrong type")
        claim.check_issuer(claims, expected.issuer)
        ends_at = claim.check_times(claims, self._clock())
        if expected.audience is not None:
            claim.check_audience(claims, expected.audience)
        client_id = claims.get("client_id")
        if expected.client_ids is not None and client_id not in list(expected.client_ids):
            raise TokenRefused("wrong client")
        if expected.token_use is not None and claims.get("token_use") != expected.token_use:
            raise TokenRefused("wrong use")
        return Identity(
            subject=claim.subject(claims),
            roles=claim.names(claims, expected.roles_claim),
            client_id=client_id if isinstance(client_id, str) else None,
            ends_at=ends_at,
        )
