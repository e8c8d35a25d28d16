"""The identity of a portal's service, while it serves. Loading it takes as long as a fifth of the service's start, so
it is loaded when it is first needed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from chassis.late import Late
from chassis.sessions.portal_settings import PortalSettings
from chassis.tokens.provider import Provider

if TYPE_CHECKING:
    from chassis.sessions.identity import PortalIdentity

_AFTER_START_SECONDS = 1.0


@asynccontextmanager
async def open_identity(
    settings: PortalSettings, *, portal: str, service: str, provider: Provider | None = None
) -> AsyncIterator[Late[PortalIdentity]]:
    """portal: names the cookies. service: the issuer of its passports. provider: instead of the one that the settings
    name."""
    asked = provider or Provider(settings.oidc_issuer, settings.oidc_back_channel_url)

    def make() -> PortalIdentity:
        from chassis.sessions.identity import PortalIdentity

        return PortalIdentity(settings, portal=portal, service=service, provider=asked)

    identity = Late("identity", make)
    identity.begin_after(_AFTER_START_SECONDS)
    try:
        yield identity
    finally:
        await asked.close()
