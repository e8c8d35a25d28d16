"""A portal's identity, put together: sessions, bearer tokens, and passports for the service behind."""

from __future__ import annotations

import time
from collections.abc import Callable

from fastapi import Request

from chassis.passports import PassportMint
from chassis.problems import Problem
from chassis.rate_limits.rate_limits import RateLimits
from chassis.rate_limits.settings import Group
from chassis.rate_limits.who import address, person
from chassis.sessions.caller import Caller, Person
from chassis.sessions.callers import CHANGES_NOTHING, Callers
from chassis.sessions.cookies import Cookies
from chassis.sessions.openid_client import OpenIdClient
from chassis.sessions.portal_settings import PortalSettings
from chassis.sessions.problems import NotSignedIn
from chassis.sessions.sessions import Sessions
from chassis.tokens.access_tokens import AccessTokens
from chassis.tokens.provider import Provider
from chassis.tokens.provider_keys import ProviderKeys

BACKEND_AUDIENCE = "backend"
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
        known: Caller | None = request.scope.get(_CALLER)
        if known is not None:
            return known
        group: Group = "reads" if request.method in CHANGES_NOTHING else "changes"
        try:
            found = await self._callers.person(request)
        except Problem:
            await self._rate_limits.spend(group, _address_of(request))
            raise
        await self._rate_limits.spend(group, person(found.subject) if found else _address_of(request))
        caller = Caller(found, self._passport(found)) if found else self.nobody()
        request.scope[_CALLER] = caller
        return caller

    async def count_sign_in(self, request: Request) -> None:
        """Raises TooManyRequests for an address from which somebody signs in again and again."""
        await self._rate_limits.spend("sign_ins", _address_of(request))

    def nobody(self) -> Caller:
        """The caller of what the service does by itself, or for a visitor: the service, with no role."""
        return Caller(None, self._passport(None))

    def _passport(self, person: Person | None) -> str:
        if person is None:
            return self._mint.passport(self._service, frozenset())
        return self._mint.passport(person.subject, person.roles)


def _address_of(request: Request) -> str:
    return address(request.client.host if request.client else None)
