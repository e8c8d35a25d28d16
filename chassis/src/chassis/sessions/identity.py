"""A portal's identity, put together: sessions, bearer tokens, and passports for the service behind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession

from chassis.passports import PassportMint
from chassis.sessions.callers import Callers, Person
from chassis.sessions.cookies import Cookies
from chassis.sessions.openid_client import OpenIdClient
from chassis.sessions.portal_settings import PortalSettings
from chassis.sessions.routes import SessionServices
from chassis.sessions.sessions import Sessions
from chassis.tokens.access_tokens import AccessTokens
from chassis.tokens.provider import Provider
from chassis.tokens.provider_keys import ProviderKeys

BACKEND_AUDIENCE = "backend"


@dataclass(frozen=True)
class PortalIdentity:
    """`callers` says who calls, `services` is what the session routes need."""

    callers: Callers
    services: SessionServices
    _mint: PassportMint
    _service: str

    def passport_headers(self, person: Person | None) -> list[tuple[str, str]]:
        """What names the caller to the backend; for a visitor the service itself calls, with no role."""
        subject, roles = (person.subject, person.roles) if person else (self._service, frozenset[str]())
        return [("Authorization", f"Bearer {self._mint.passport(subject, roles)}")]


@asynccontextmanager
async def open_identity(
    settings: PortalSettings, *, portal: str, service: str
) -> AsyncIterator[PortalIdentity]:
    """portal: names the cookies. service: the issuer of its passports. Nothing is asked of the provider yet."""
    session_settings = settings.sessions(portal)
    mint = PassportMint(
        issuer=service,
        audience=BACKEND_AUDIENCE,
        private_key=settings.passport_private_key.get_secret_value(),
    )
    async with ClientSession() as http:
        provider = Provider(http, settings.oidc_issuer, settings.oidc_back_channel_url)
        keys = ProviderKeys(provider.key_set)
        cookies = Cookies(session_settings)
        client = OpenIdClient(session_settings, http, provider, keys)
        sessions = Sessions(session_settings, client, cookies)
        tokens = AccessTokens(settings.access_tokens(), keys)
        yield PortalIdentity(
            callers=Callers(session_settings, sessions, tokens),
            services=SessionServices(client, cookies, sessions),
            _mint=mint,
            _service=service,
        )
