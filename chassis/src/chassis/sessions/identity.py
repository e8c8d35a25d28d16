"""A portal's identity, put together: sessions, bearer tokens, and passports for the service behind."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from fastapi import Request
from starlette.types import Scope

from chassis.passports import PassportMint
from chassis.problems import Problem
from chassis.rate_limits.rate_limits import RateLimits
from chassis.rate_limits.settings import Group
from chassis.rate_limits.who import address, person
from chassis.sessions.caller import Caller
from chassis.sessions.callers import CHANGES_NOTHING, Callers
from chassis.sessions.cookies import Cookies
from chassis.sessions.openid_client import OpenIdClient
from chassis.sessions.portal_settings import PortalSettings
from chassis.sessions.problems import NotSignedIn
from chassis.sessions.sessions import Sessions
from chassis.tokens.access_tokens import AccessTokens
from chassis.tokens.provider import Provider
from chassis.tokens.provider_keys import ProviderKeys
from chassis.tokens.remembered import Remembered

BACKEND_AUDIENCE = "backend"
_MOST_BEARERS = 10_000
_CALLER = "chassis.caller"
_CHALLENGE = {"WWW-Authenticate": "Bearer"}


class PortalIdentity:
    """Says who calls, and proves it to the service behind. `client`, `cookies` and `sessions` are for the routes of
    the session."""

    def __init__(
        self,
        settings: PortalSettings,
        *,
        portal: str,
        service: str,
        provider: Provider,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """portal: names the cookies. service: the issuer of its passports. clock: seconds since the epoch. Nothing is
        asked of the provider yet."""
        of_session = settings.sessions(portal)
        keys = ProviderKeys(provider.key_set)
        self.public_url = of_session.public_url.rstrip("/")
        self.cookies = Cookies(of_session)
        self.client = OpenIdClient(of_session, provider, keys, clock)
        self.sessions = Sessions(of_session, self.client, self.cookies, clock)
        self._callers = Callers(
            of_session, self.sessions, AccessTokens(settings.access_tokens(), keys, clock=clock)
        )
        self._rate_limits = RateLimits(settings, service=service, clock=clock)
        self._bearers: Remembered[_Known] = Remembered(_MOST_BEARERS, clock)
        self._service = service
        self._mint = PassportMint(
            issuer=service,
            audience=BACKEND_AUDIENCE,
            private_key=settings.passport_private_key.get_secret_value(),
            clock=clock,
        )

    async def somebody(self, request: Request) -> Caller:
        """Whoever is signed in. Raises NotSignedIn, and as `anybody` does."""
        caller = await self.anybody(request)
        if caller.person is None:
            raise NotSignedIn("Sign in, or send a bearer token.", headers=_CHALLENGE)
        return caller

    async def anybody(self, request: Request) -> Caller:
        """Whoever calls; the request is counted once, however often this is asked.

        Raises TooManyRequests, TwoCredentials, CsrfHeaderMissing, ProviderUnavailable, and NotSignedIn for a credential
        that is wrong.
        """
        asked: Caller | None = request.scope.get(_CALLER)
        if asked is not None:
            return asked
        group: Group = "reads" if request.method in CHANGES_NOTHING else "changes"
        authorization = _only_credential(request.scope)
        known = self._bearers.get(authorization) if authorization else None
        if known is None:
            known = await self._find_out(request, group)
            if authorization and known.caller.person:
                self._bearers.put(authorization, known)
        await self._rate_limits.spend(group, known.who)
        request.scope[_CALLER] = known.caller
        return known.caller

    async def _find_out(self, request: Request, group: Group) -> _Known:
        try:
            somebody = await self._callers.person(request)
        except Problem:
            await self._rate_limits.spend(group, _address_of(request))
            raise
        if somebody is None:
            return _Known(self.nobody(), _address_of(request), 0)
        passport = self._mint.minted(somebody.subject, somebody.roles)
        until = min(somebody.until, passport.ends_at)
        return _Known(Caller(somebody, passport.token), person(somebody.subject), until)

    async def count_sign_in(self, request: Request) -> None:
        """Raises TooManyRequests for an address from which somebody signs in again and again."""
        await self._rate_limits.spend("sign_ins", _address_of(request))

    def nobody(self) -> Caller:
        """The caller of what the service does by itself, or for a visitor: the service, with no role."""
        return Caller(None, self._mint.passport(self._service, frozenset()))


class _Known(NamedTuple):
    """What is known of a caller until `ends_at`; `who`: whom their requests are counted for."""

    caller: Caller
    who: str
    ends_at: float


def _only_credential(scope: Scope) -> str | None:
    """The Authorization header of a request that has one of it and no cookies. Most have: it is looked up as it is."""
    found = None
    for name, value in scope["headers"]:
        if name == b"authorization":
            if found is not None:
                return None
            found = value
        elif name == b"cookie":
            return None
    return found.decode("latin-1") if found is not None else None


def _address_of(request: Request) -> str:
    return address(request.client.host if request.client else None)
