"""Signing in, signing out, and who is signed in."""

from __future__ import annotations

import hmac
import logging
from html import escape
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from chassis.problems import documented
from chassis.sessions.callers import CSRF_HEADER
from chassis.sessions.cookies import Cookies
from chassis.sessions.openid_client import OpenIdClient, SignInRefused
from chassis.sessions.problems import CsrfHeaderMissing, NotSignedIn, ProviderUnavailable, SignInFailed
from chassis.sessions.sessions import Sessions
from chassis.tokens.errors import KeysUnavailable, TokenRefused
from chassis.tokens.provider import ProviderAway

_log = logging.getLogger("chassis.sessions")
_NO_STORE = {"Cache-Control": "no-store"}
_LONGEST = 1024
# The session's cookie is not sent with a redirect that another site began; with a page that goes on by itself it is.
_ARRIVED = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Signed in</title><meta http-equiv="refresh" content="0; url={address}"></head>
<body><p>You are signed in. <a href="{address}">Go on</a></p></body>
</html>
"""


class SessionView(BaseModel):
    """Who is signed in."""

    subject: str
    name: str
    roles: list[str]


class SignedOutView(BaseModel):
    """The session has ended here."""

    sign_out_url: str | None = Field(
        description="Where the browser goes to sign out at the identity provider too; null when it cannot."
    )


class SessionServices:
    """What the routes need; an app has it as `app.state.session_services` once it has started."""

    def __init__(self, client: OpenIdClient, cookies: Cookies, sessions: Sessions) -> None:
        self.client = client
        self.cookies = cookies
        self.sessions = sessions


def session_router() -> APIRouter:
    """The routes under /api/session."""
    router = APIRouter(prefix="/api/session", tags=["session"])

    @router.get("", responses=documented(NotSignedIn))
    async def read_session(request: Request, response: Response) -> SessionView:
        """Who is signed in."""
        session = await _services(request).sessions.current(request)
        if session is None:
            raise NotSignedIn("Nobody is signed in.")
        response.headers.update(_NO_STORE)
        return SessionView(subject=session.subject, name=session.name, roles=sorted(session.roles))

    @router.delete("", responses=documented(CsrfHeaderMissing))
    async def sign_out(request: Request) -> SignedOutView:
        """End the session, and say where to sign out at the identity provider."""
        if not request.headers.get(CSRF_HEADER):
            raise CsrfHeaderMissing(f"Send {CSRF_HEADER}: 1 with calls that change something.")
        services = _services(request)
        session = await services.sessions.current(request)
        services.cookies.clear_session()
        if session is None:
            return SignedOutView(sign_out_url=None)
        services.sessions.end(session)
        try:
            await services.client.revoke(session)
            return SignedOutView(sign_out_url=await services.client.sign_out_address(session))
        except ProviderAway as error:
            _log.warning("signed out here only: %s", error)
            return SignedOutView(sign_out_url=None)

    @router.get("/sign-in", status_code=303, responses=documented(ProviderUnavailable))
    async def sign_in(
        request: Request, return_to: Annotated[str, Query(max_length=_LONGEST)] = "/"
    ) -> Response:
        """Go and sign in, then come back to `return_to`, a path of the portal."""
        services = _services(request)
        try:
            begun = await services.client.begin()
        except ProviderAway as error:
            _log.warning("nobody can sign in: %s", error)
            raise ProviderUnavailable("Try again in a moment.") from None
        members = {
            "state": begun.state,
            "nonce": begun.nonce,
            "verifier": begun.verifier,
            "to": local(return_to),
        }
        services.cookies.set_sign_in(members)
        return RedirectResponse(begun.address, status_code=303, headers=_NO_STORE)

    @router.get(
        "/callback", response_class=HTMLResponse, responses=documented(SignInFailed, ProviderUnavailable)
    )
    async def finish_sign_in(
        request: Request,
        state: Annotated[str, Query(max_length=_LONGEST)] = "",
        code: Annotated[str, Query(max_length=_LONGEST)] = "",
        error: Annotated[str, Query(max_length=_LONGEST)] = "",
    ) -> Response:
        """Where the identity provider sends the browser back to."""
        services = _services(request)
        begun = services.cookies.take_sign_in(request)
        if begun is None or not hmac.compare_digest(begun["state"].encode(), state.encode()):
            raise SignInFailed("This browser has not begun that sign-in, or too long ago. Sign in again.")
        if error == "access_denied":
            return RedirectResponse(begun["to"], status_code=303, headers=_NO_STORE)
        try:
            session = await services.client.finish(code, begun["verifier"], begun["nonce"])
        except (SignInRefused, TokenRefused) as reason:
            _log.warning("a sign-in was refused: %s", reason)
            raise SignInFailed("Sign in again.") from None
        except (ProviderAway, KeysUnavailable) as reason:
            _log.warning("a sign-in could not be finished: %s", reason)
            raise ProviderUnavailable("Sign in again in a moment.") from None
        services.cookies.set_session(session)
        return HTMLResponse(_ARRIVED.format(address=escape(begun["to"])), headers=_NO_STORE)

    return router


def local(address: str) -> str:
    """The address, if it is a path of this origin and nothing else; the portal's first page otherwise."""
    path_only = address.startswith("/") and not address.startswith(("//", "/\\"))
    return (
        address if path_only and address.isascii() and address.isprintable() and "\\" not in address else "/"
    )


def _services(request: Request) -> SessionServices:
    services: SessionServices = request.app.state.session_services
    return services
