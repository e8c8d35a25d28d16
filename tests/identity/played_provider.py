"""An OpenID provider that a test plays within its own process: services ask it as they would ask a real one."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from chassis.passports import new_key_pair
from chassis.tokens.errors import ProviderAway
from chassis.tokens.provider import Provider
from tests.identity.forged_tokens import AUDIENCE, ISSUER, Signer, key_set

PASSPORT_KEY, PASSPORT_PUBLIC_KEY = new_key_pair()
IDENTITY_SETTINGS: Mapping[str, Any] = {
    "public_url": "http://portal.test",
    "oidc_issuer": ISSUER,
    "oidc_client_id": "portal",
    "oidc_client_secret": "a secret of a test",
    "session_keys": ("a key of a test that seals cookies",),
    "passport_private_key": PASSPORT_KEY,
    "rate_limit_reads": "",
    "rate_limit_changes": "",
}
"""What a portal's service under test reads about identity."""


class PlayedProvider(Provider):
    """Publishes the keys of `signers`, the first of which signs; `away` says whether it answers at all."""

    def __init__(self, *signers: Signer) -> None:
        super().__init__(ISSUER)
        self.signers = signers or (Signer("key-1"),)
        self.away = False

    async def get(self, address: str) -> bytes:
        if self.away:
            raise ProviderAway("played")
        return key_set(*self.signers)

    async def metadata(self) -> dict[str, Any]:
        return {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/jwks", "authorization_endpoint": f"{ISSUER}/auth"}

    def claims(self, subject: str, *roles: str, **changes: Any) -> dict[str, Any]:
        """What its access tokens say; a change to None leaves the claim out."""
        now = int(time.time())
        claims = {
            "iss": ISSUER, "aud": AUDIENCE, "sub": subject, "client_id": "cli", "roles": list(roles),
            "iat": now, "exp": now + 600,
        } | changes  # fmt: skip
        return {name: value for name, value in claims.items() if value is not None}

    def bearer(self, subject: str, *roles: str) -> dict[str, str]:
        """The header of a program that calls for this person."""
        return {"Authorization": f"Bearer {self.signers[0].sign(self.claims(subject, *roles))}"}
