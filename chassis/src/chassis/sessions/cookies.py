"""The two cookies of a portal: the session's, and that of a sign-in under way."""

from __future__ import annotations

from typing import Any

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.sessions.sealing import Seal
from chassis.sessions.session import Session
from chassis.sessions.settings import SessionSettings

_SIGN_IN_SECONDS = 600
_TO_BE_SET = "chassis.sessions.set_cookies"


class Cookies:
    """Cookies are set on the answer by `SetCookiesMiddleware`, so that a route need not know that one was renewed."""

    def __init__(self, settings: SessionSettings) -> None:
        self._settings = settings
        self._sessions = Seal(settings.keys, settings.session_cookie)
        self._sign_ins = Seal(settings.keys, settings.sign_in_cookie)

    def open_session(self, sealed: str) -> Session | None:
        members = self._sessions.open(sealed)
        return Session.of(members) if members else None

    def set_session(self, request: HTTPConnection, session: Session) -> None:
        """Strict: it is never sent with a request that another site caused."""
        sealed = self._sessions.seal(session.members())
        self._set(request, self._settings.session_cookie, sealed, "Strict", self._settings.seconds)

    def clear_session(self, request: HTTPConnection) -> None:
        self._set(request, self._settings.session_cookie, "", "Strict", 0)

    def set_sign_in(self, request: HTTPConnection, members: dict[str, Any]) -> None:
        """Lax: it comes back with the redirect from the provider, which may be another site."""
        sealed = self._sign_ins.seal(members)
        self._set(request, self._settings.sign_in_cookie, sealed, "Lax", _SIGN_IN_SECONDS)

    def take_sign_in(self, request: HTTPConnection) -> dict[str, Any] | None:
        """What was kept when the sign-in began; it counts once."""
        sealed = request.cookies.get(self._settings.sign_in_cookie)
        if not sealed:
            return None
        self._set(request, self._settings.sign_in_cookie, "", "Lax", 0)
        return self._sign_ins.open(sealed)

    def _set(self, request: HTTPConnection, name: str, value: str, same_site: str, seconds: int) -> None:
        secure = "; Secure" if self._settings.secure else ""
        line = f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite={same_site}{secure}"
        request.scope.setdefault(_TO_BE_SET, {})[name] = line


class SetCookiesMiddleware:
    """Puts the cookies of a request onto its answer, which then no cache may keep."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_cookies(message: Message) -> None:
            lines = scope.get(_TO_BE_SET)
            if lines and message["type"] == "http.response.start":
                headers = [pair for pair in message.get("headers", ()) if pair[0].lower() != b"cache-control"]
                headers += [(b"set-cookie", line.encode("ascii")) for line in lines.values()]
                message["headers"] = [*headers, (b"cache-control", b"no-store")]
            await send(message)

        await self.app(scope, receive, send_with_cookies)
