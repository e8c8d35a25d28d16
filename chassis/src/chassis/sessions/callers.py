"""Who calls: somebody with a session, or somebody with a bearer token; never both."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from chassis.sessions.caller import CSRF_HEADER, Person
from chassis.sessions.problems import CsrfHeaderMissing, NotSignedIn, ProviderUnavailable, TwoCredentials
from chassis.sessions.sessions import Sessions
from chassis.sessions.settings import SessionSettings
from chassis.tokens.access_tokens import AccessTokens
from chassis.tokens.errors import KeysUnavailable, TokenRefused

CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})
_INVALID = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


class Callers:
    """Says who a request comes from."""

    def __init__(self, settings: SessionSettings, sessions: Sessions, tokens: AccessTokens) -> None:
        self._settings = settings
        self._sessions = sessions
        self._tokens = tokens

    async def person(self, request: HTTPConnection) -> Person | None:
        """Whoever calls, or None for a visitor. A credential that is wrong is refused, not ignored."""
        authorization = request.headers.getlist("Authorization")
        if not authorization:
            return await self._by_session(request)
        if self._settings.session_cookie in request.cookies:
            raise TwoCredentials("Send the session's cookie or a bearer token, not both.")
        scheme, _, token = authorization[0].partition(" ")
        if len(authorization) > 1 or scheme.lower() != "bearer":
            raise NotSignedIn("Send one bearer token.", headers=_INVALID)
        try:
            identity = await self._tokens.verify(token)
        except TokenRefused:
            raise NotSignedIn("The bearer token is not valid, or no longer.", headers=_INVALID) from None
        except KeysUnavailable:
            raise ProviderUnavailable("Send the same request again.") from None
        return Person(identity.subject, identity.subject, identity.roles, identity.ends_at)

    async def _by_session(self, request: HTTPConnection) -> Person | None:
        session = await self._sessions.current(request)
        if session is None:
            return None
        if request.scope["method"] not in CHANGES_NOTHING and not request.headers.get(CSRF_HEADER):
            raise CsrfHeaderMissing(f"Send {CSRF_HEADER}: 1 with calls that change something.")
        return Person(session.subject, session.name, session.roles, session.renew_at)
