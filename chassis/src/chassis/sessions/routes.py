"""Signing in, signing out, and who is signed in."""

from __future__ import annotations

import hmac
import logging
from html import escape
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from chassis.problems import TooManyRequests, documented
from chassis.sessions.access import for_anybody, for_somebody, portal_identity
from chassis.sessions.caller import CSRF_HEADER, Caller
from chassis.sessions.errors import SignInRefused, TooLong
from chassis.sessions.problems import CsrfHeaderMissing, ProviderUnavailable, SignInFailed
from chassis.tokens.errors import KeysUnavailable, ProviderAway, TokenRefused

if TYPE_CHECKING:
    from chassis.sessions.identity import PortalIdentity

_log = logging.getLogger("chassis.sessions")
_NO_STORE = {"Cache-Control": "no-store"}
_LONGEST = 1024
_FOR_EVERYBODY: dict[str, Any] = {"security": []}
# The session's cookie is not sent with a redirect that another site began; with a page that goes on by itself it is.
_ARRIVED = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Signed in</title><meta http-equiv="refresh" content="0; url={address}"></head>
<body><p>You are signed in. <a href="{address}">Go on</a></p></body>
</html>
"""
_FAILED = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1><p>{detail}</p><p><a href="{address}">Sign in again</a></p></body>
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


def session_router() -> APIRouter:
    """The routes under /api/session."""
    router = APIRouter(prefix="/api/session", tags=["session"])

    @router.get("")
    async def read_session(caller: Annotated[Caller, for_somebody()], response: Response) -> SessionView:
        """Who is signed in."""
        assert caller.person is not None
        response.headers.update(_NO_STORE)
        person = caller.person
        return SessionView(subject=person.subject, name=person.name, roles=sorted(person.roles))

    @router.delete("")
    async def sign_out(caller: Annotated[Caller, for_anybody()], request: Request) -> SignedOutView:
        """End the session, and say where to sign out at the identity provider."""
        if not request.headers.get(CSRF_HEADER):
            raise CsrfHeaderMissing(f"Send {CSRF_HEADER}: 1 with calls that change something.")
        identity = await portal_identity(request)
        session = await identity.sessions.current(request)
        identity.cookies.clear_session()
        if session is None:
            return SignedOutView(sign_out_url=None)
        identity.sessions.end(session)
        try:
            await identity.client.revoke(session)
            return SignedOutView(sign_out_url=await identity.client.sign_out_address(session))
        except ProviderAway as error:
            _log.warning("signed out here only: %s", error)
            return SignedOutView(sign_out_url=None)

    @router.get(
        "/sign-in",
        status_code=303,
        response_class=RedirectResponse,
        responses=documented(TooManyRequests, ProviderUnavailable),
        openapi_extra=_FOR_EVERYBODY,
    )
    async def sign_in(
        request: Request, return_to: Annotated[str, Query(max_length=_LONGEST)] = "/"
    ) -> Response:
        """Go and sign in, then come back to `return_to`, a path of the portal."""
        identity = await portal_identity(request)
        await identity.count_sign_in(request)
        if _another_name_of_this_machine(request.headers.get("Host", ""), identity.public_url):
            # The provider sends the browser back there, and a cookie that was set here would not go along.
            here = f"{identity.public_url}{request.url.path}?{urlencode({'return_to': local(return_to)})}"
            return RedirectResponse(here, status_code=303, headers=_NO_STORE)
        try:
            begun = await identity.client.begin()
        except ProviderAway as error:
            _log.warning("nobody can sign in: %s", error)
            raise ProviderUnavailable("Try again in a moment.") from None
        members = {
            "state": begun.state,
            "nonce": begun.nonce,
            "verifier": begun.verifier,
            "to": local(return_to),
        }
        identity.cookies.set_sign_in(members)
        return RedirectResponse(begun.address, status_code=303, headers=_NO_STORE)

    @router.get(
        "/callback",
        response_class=HTMLResponse,
        responses=documented(SignInFailed, TooManyRequests, ProviderUnavailable),
        openapi_extra=_FOR_EVERYBODY,
    )
    async def finish_sign_in(
        request: Request,
        state: Annotated[str, Query(max_length=_LONGEST)] = "",
        code: Annotated[str, Query(max_length=_LONGEST)] = "",
        error: Annotated[str, Query(max_length=_LONGEST)] = "",
    ) -> Response:
        """Where the identity provider sends the browser back to."""
        identity = await portal_identity(request)
        await identity.count_sign_in(request)
        begun = identity.cookies.take_sign_in(request)
        try:
            if begun is None or not hmac.compare_digest(begun["state"].encode(), state.encode()):
                raise SignInFailed("This browser has not begun that sign-in, or too long ago. Sign in again.")
            if error == "access_denied":
                return RedirectResponse(begun["to"], status_code=303, headers=_NO_STORE)
            await _begin_session(identity, code, begun)
        except (SignInFailed, ProviderUnavailable) as problem:
            if "text/html" not in request.headers.get("Accept", ""):
                raise
            again = f"sign-in?{urlencode({'return_to': begun['to'] if begun else '/'})}"
            page = _FAILED.format(
                title=escape(problem.title), detail=escape(problem.detail), address=escape(again)
            )
            return HTMLResponse(page, status_code=problem.status, headers={**problem.headers, **_NO_STORE})
        return HTMLResponse(_ARRIVED.format(address=escape(begun["to"])), headers=_NO_STORE)

    return router


async def _begin_session(identity: PortalIdentity, code: str, begun: dict[str, Any]) -> None:
    """Raises SignInFailed or ProviderUnavailable."""
    try:
        session = await identity.client.finish(code, begun["verifier"], begun["nonce"])
        identity.cookies.set_session(session)
    except (SignInRefused, TokenRefused, TooLong) as reason:
        _log.warning("a sign-in was refused: %s", reason)
        raise SignInFailed("The identity provider did not confirm it. Sign in again.") from None
    except (ProviderAway, KeysUnavailable) as reason:
        _log.warning("a sign-in could not be finished: %s", reason)
        raise ProviderUnavailable("Sign in again in a moment.") from None


def _another_name_of_this_machine(host: str, public_url: str) -> bool:
    """localhost for 127.0.0.1, or another port: behind a proxy that changes Host, nothing else can be concluded."""
    public = urlsplit(public_url)
    both = {urlsplit(f"//{host}").hostname, public.hostname}
    return both <= {"localhost", "127.0.0.1", "::1"} and host != public.netloc


def local(address: str) -> str:
    """The address, if it is a path of this origin and nothing else; the portal's first page otherwise."""
    path_only = address.startswith("/") and not address.startswith(("//", "/\\"))
    return (
        address if path_only and address.isascii() and address.isprintable() and "\\" not in address else "/"
    )
