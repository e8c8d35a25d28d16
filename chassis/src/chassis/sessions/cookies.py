"""The two cookies of a portal: the session's, and that of a sign-in under way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import HTTPConnection

from chassis.context import current
from chassis.sessions.errors import TooLong
from chassis.sessions.sealing import Seal
from chassis.sessions.session import Session
from chassis.sessions.settings import SessionSettings

_SIGN_IN_SECONDS = 600


class Cookies:
    """Cookies go out with whatever the request is answered, so that a route need not know that one was renewed."""

    def __init__(self, settings: SessionSettings) -> None:
        self._settings = settings
        self._sessions = Seal(settings.keys, settings.session_cookie)
        self._sign_ins = Seal(settings.keys, settings.sign_in_cookie)

    def open_session(self, sealed: str) -> Session | None:
        members = self._sessions.open(sealed)
        return Session.of(members) if members else None

    def set_session(self, session: Session) -> None:
        """Strict: it is never sent with a request that another site caused. Raises TooLong."""
        try:
            sealed = self._sessions.seal(session.members())
        except TooLong:
            # Without its ID token it can be renewed and ended all the same; the provider may ask before it signs out.
            sealed = self._sessions.seal(replace(session, id_token=None).members())
        self._set(self._settings.session_cookie, sealed, "Strict", self._settings.seconds)

    def clear_session(self) -> None:
        self._set(self._settings.session_cookie, "", "Strict", 0)

    def set_sign_in(self, members: dict[str, Any]) -> None:
        """Lax: it comes back with the redirect from the provider, which may be another site."""
        sealed = self._sign_ins.seal(members)
        self._set(self._settings.sign_in_cookie, sealed, "Lax", _SIGN_IN_SECONDS)

    def take_sign_in(self, request: HTTPConnection) -> dict[str, Any] | None:
        """What was kept when the sign-in began; it counts once."""
        sealed = request.cookies.get(self._settings.sign_in_cookie)
        if not sealed:
            return None
        self._set(self._settings.sign_in_cookie, "", "Lax", 0)
        return self._sign_ins.open(sealed)

    def _set(self, name: str, value: str, same_site: str, seconds: int) -> None:
        secure = "; Secure" if self._settings.secure else ""
        line = f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite={same_site}{secure}"
        current().set_cookies[name] = line.encode("ascii")
