"""Who may call a route, declared in its signature: `Annotated[Caller, for_roles("customer")]`.

What is declared stands in the OpenAPI document of the service too: see `chassis.sessions.documentation`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Request, Security
from fastapi.openapi.models import OAuth2, OAuthFlowAuthorizationCode, OAuthFlows
from fastapi.security.base import SecurityBase

from chassis.sessions.caller import Caller
from chassis.sessions.problems import NotAllowed

if TYPE_CHECKING:
    from chassis.late import Late
    from chassis.sessions.identity import PortalIdentity

SIGN_IN = "SignIn"
VISIT = "Visit"
"""The security schemes that FastAPI documents; what stands in the OpenAPI document is derived from them."""


class _Access(SecurityBase):
    """One dependency that FastAPI solves for a request, whatever credentials may come."""

    # The addresses are those of the service's own provider: `document_access` fills them in.
    model = OAuth2(
        flows=OAuthFlows(authorizationCode=OAuthFlowAuthorizationCode(authorizationUrl="", tokenUrl=""))
    )
    scheme_name = SIGN_IN


class _ForRoles(_Access):
    def __init__(self, roles: tuple[str, ...]) -> None:
        self._roles = frozenset(roles)

    async def __call__(self, request: Request) -> Caller:
        caller = await (await portal_identity(request)).somebody(request)
        if self._roles and self._roles.isdisjoint(caller.roles):
            raise NotAllowed("You are signed in, and this is not for you.")
        return caller


class _ForAnybody(_Access):
    scheme_name = VISIT

    async def __call__(self, request: Request) -> Caller:
        return await (await portal_identity(request)).anybody(request)


def for_roles(*roles: str) -> Any:
    """Whoever is signed in and has one of these roles; raises NotSignedIn, NotAllowed, and as `for_anybody`."""
    return Security(_ForRoles(roles), scopes=list(roles))


def for_somebody() -> Any:
    """Whoever is signed in, whatever their roles; raises NotSignedIn, and as `for_anybody`."""
    return Security(_ForRoles(()))


def for_anybody() -> Any:
    """Whoever calls, signed in or not; a credential that is wrong is refused, not ignored. Raises TwoCredentials,
    CsrfHeaderMissing, ProviderUnavailable, TooManyRequests."""
    return Security(_ForAnybody())


async def portal_identity(request: Request) -> PortalIdentity:
    """The identity of the service that is called, once it has started."""
    identity: Late[PortalIdentity] = request.app.state.identity
    return identity.made or await identity.get()
