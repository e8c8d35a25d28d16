"""The service as a client of the OpenID provider: authorization code with PKCE, renewal, sign-out."""

from __future__ import annotations

import secrets
import time
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

from chassis.sessions.errors import SignInRefused
from chassis.sessions.session import Session
from chassis.sessions.settings import SessionSettings
from chassis.tokens import claims as claim
from chassis.tokens.errors import ProviderAway, TokenRefused
from chassis.tokens.provider import Provider
from chassis.tokens.provider_keys import ProviderKeys
from chassis.tokens.signatures import read_header, signed_claims
from chassis.tokens.strict_json import parse_object

_ALGORITHMS = frozenset({"ES256", "RS256"})
_SHORTEST_LIFE_SECONDS = 30


@dataclass(frozen=True)
class SignInBegun:
    """Where the browser goes, and what must be known when it comes back."""

    address: str
    state: str
    nonce: str
    verifier: str


class OpenIdClient:
    def __init__(
        self,
        settings: SessionSettings,
        provider: Provider,
        keys: ProviderKeys,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._provider = provider
        self._keys = keys
        self._clock = clock

    async def begin(self) -> SignInBegun:
        """Raises ProviderAway."""
        metadata = await self._provider.metadata()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        query = {
            "client_id": self._settings.client_id,
            "response_type": "code",
            "redirect_uri": self._settings.callback_url,
            "scope": self._settings.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        address = f"{metadata['authorization_endpoint']}?{urlencode(query)}"
        return SignInBegun(address, state, nonce, verifier)

    async def finish(self, code: str, verifier: str, nonce: str) -> Session:
        """Raises SignInRefused, ProviderAway, and what reading the ID token raises."""
        answer = await self._token_request(
            grant_type="authorization_code",
            code=code,
            code_verifier=verifier,
            redirect_uri=self._settings.callback_url,
        )
        claims = await self._id_claims(str(answer.get("id_token", "")))
        if not secrets.compare_digest(str(claims.get("nonce", "")), nonce):
            raise SignInRefused("another sign-in's nonce")
        now = self._clock()
        return Session(
            session_id=secrets.token_urlsafe(16),
            subject=claim.subject(claims),
            name=str(claims.get("name") or claims["sub"])[:128],
            roles=claim.names(claims, self._settings.roles_claim),
            id_token=answer["id_token"],
            refresh_token=_text(answer.get("refresh_token")),
            renew_at=now + _life(answer),
            ends_at=now + self._settings.seconds,
        )

    async def renew(self, session: Session) -> Session:
        """Whether the sign-in still stands, and with which roles. Raises as `finish` does."""
        if session.refresh_token is None:
            raise SignInRefused("cannot be renewed")
        answer = await self._token_request(grant_type="refresh_token", refresh_token=session.refresh_token)
        roles, id_token = session.roles, session.id_token
        if "id_token" in answer:
            id_token = str(answer["id_token"])
            claims = await self._id_claims(id_token)
            if claim.subject(claims) != session.subject:
                raise SignInRefused("another person's ID token")
            roles = claim.names(claims, self._settings.roles_claim)
        return replace(
            session,
            roles=roles,
            id_token=id_token,
            refresh_token=_text(answer.get("refresh_token")) or session.refresh_token,
            renew_at=self._clock() + _life(answer),
        )

    async def revoke(self, session: Session) -> None:
        """Ends the refresh token, where the provider can. Raises ProviderAway."""
        address = (await self._provider.metadata()).get("revocation_endpoint")
        if address and session.refresh_token:
            await self._post(str(address), {"token": session.refresh_token})

    async def sign_out_address(self, session: Session) -> str | None:
        """Where the browser goes to end the provider's own session, where it has such a place."""
        address = (await self._provider.metadata()).get("end_session_endpoint")
        if not address:
            return None
        query = {
            "client_id": self._settings.client_id,
            "post_logout_redirect_uri": self._settings.public_url.rstrip("/") + "/",
        }
        if session.id_token is not None:
            query["id_token_hint"] = session.id_token
        return f"{address}?{urlencode(query)}"

    async def _id_claims(self, id_token: str) -> dict[str, Any]:
        header = read_header(id_token, _ALGORITHMS)
        claims = signed_claims(id_token, header, await self._keys.key(header.key_id))
        claim.check_issuer(claims, self._provider.issuer)
        claim.check_audience(claims, self._settings.client_id)
        claim.check_times(claims, self._clock())
        return claims

    async def _token_request(self, **form: str) -> dict[str, Any]:
        address = str((await self._provider.metadata())["token_endpoint"])
        status, body = await self._post(address, form)
        try:
            answer = parse_object(body)
        except TokenRefused as error:
            raise ProviderAway(f"the token endpoint's answer, a {status}, is {error}") from None
        if answer.get("error") == "invalid_grant":
            raise SignInRefused("the provider says invalid_grant")
        # any other refusal is between this service and the provider, and no word about the person
        if status != 200:
            raise ProviderAway(f"the token endpoint answers {status}: {answer.get('error')!r}")
        return answer

    async def _post(self, address: str, form: dict[str, str]) -> tuple[int, bytes]:
        # RFC 6749, 2.3.1: id and secret are form-encoded before they are joined
        credentials = ":".join(
            quote(text, safe="") for text in (self._settings.client_id, self._settings.client_secret)
        )
        authorization = f"Basic {b64encode(credentials.encode()).decode()}"
        return await self._provider.post(address, form, {"Authorization": authorization})


def _life(answer: dict[str, Any]) -> float:
    seconds = answer.get("expires_in")
    return float(max(_SHORTEST_LIFE_SECONDS, seconds)) if isinstance(seconds, int) else 300.0


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
