"""Who is signed in, by the cookie of a request."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from starlette.requests import HTTPConnection

from chassis.sessions.cookies import Cookies
from chassis.sessions.errors import SignInRefused
from chassis.sessions.openid_client import OpenIdClient
from chassis.sessions.session import Session
from chassis.sessions.settings import SessionSettings
from chassis.tokens.errors import KeysUnavailable, ProviderAway, TokenRefused
from chassis.tokens.remembered import Remembered

_log = logging.getLogger("chassis.sessions")
_ASK_AGAIN_AFTER_SECONDS = 10.0
_MOST = 10_000


class Sessions:
    """Opens cookies, renews what is due, and knows which sessions have ended here.

    A session is renewed once, however many requests come with its cookie at that moment: a refresh token that is used
    twice would end the sign-in. While the provider is away, a session goes on till its own end.
    """

    def __init__(
        self,
        settings: SessionSettings,
        client: OpenIdClient,
        cookies: Cookies,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._client = client
        self._cookies = cookies
        self._clock = clock
        self._opened: Remembered[Session] = Remembered(_MOST, clock)
        self._newest: Remembered[Session] = Remembered(_MOST, clock)  # by session id
        self._ended: Remembered[Session] = Remembered(_MOST, clock)  # by session id
        self._renewing: dict[str, asyncio.Task[Session | None]] = {}
        self._ask_again_at: dict[str, float] = {}

    async def current(self, request: HTTPConnection) -> Session | None:
        """Who is signed in; None also for a cookie that is forged, too old, or was signed out."""
        sealed = request.cookies.get(self._settings.session_cookie)
        if not sealed:
            return None
        session = self._opened.get(sealed) or self._open(sealed)
        if session is None or self._ended.get(session.session_id) is not None:
            return None
        if self._clock() < session.renew_at:
            return session
        newer = self._newest.get(session.session_id)
        if newer is None or self._clock() >= newer.renew_at:
            newer = await self._renewed(newer or session)
        if newer is None:
            self._cookies.clear_session()
        elif newer is not session:
            self._cookies.set_session(newer)
        return newer

    def end(self, session: Session) -> None:
        """From now on no cookie of this session counts, here."""
        self._ended.put(session.session_id, session)

    def _open(self, sealed: str) -> Session | None:
        session = self._cookies.open_session(sealed)
        if session is None or self._clock() >= session.ends_at:
            return None
        self._opened.put(sealed, session)
        return session

    async def _renewed(self, session: Session) -> Session | None:
        if self._clock() < self._ask_again_at.get(session.session_id, 0):
            return session
        task = self._renewing.get(session.session_id)
        if task is None:
            task = asyncio.create_task(self._renew(session))
            self._renewing[session.session_id] = task
            task.add_done_callback(lambda _: self._renewing.pop(session.session_id, None))
        return await asyncio.shield(task)  # who gives up does not end it for the others

    async def _renew(self, session: Session) -> Session | None:
        self._ask_again_at.pop(session.session_id, None)
        try:
            newer = await self._client.renew(session)
        except (ProviderAway, KeysUnavailable) as error:
            _log.warning("a session could not be renewed: %s", error)
            if len(self._ask_again_at) >= _MOST:
                self._ask_again_at.clear()
            self._ask_again_at[session.session_id] = self._clock() + _ASK_AGAIN_AFTER_SECONDS
            return session
        except (SignInRefused, TokenRefused) as error:
            _log.info("a session has ended at the provider: %s", error)
            self.end(session)
            return None
        self._newest.put(session.session_id, newer)
        return newer
