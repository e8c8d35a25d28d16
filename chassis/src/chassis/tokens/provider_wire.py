"""Requests to an OpenID provider, over aiohttp. Importing it takes as long as half a service's start, so
`chassis.tokens.provider` imports this module when it is first needed."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar

from chassis.tokens.errors import ProviderAway

_TIMEOUT = ClientTimeout(total=3)
_LARGEST_BODY_BYTES = 262_144


class ProviderWire:
    """Each request within 3 s, at most 256 KiB of its answer, redirects not followed, no cookie kept.

    Raises ProviderAway when there is no answer.
    """

    def __init__(self) -> None:
        self._session = ClientSession(timeout=_TIMEOUT, cookie_jar=DummyCookieJar())

    async def get(self, address: str) -> tuple[int, bytes]:
        """Status and body."""
        return await self._request("GET", address)

    async def post(
        self, address: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        """Status and body of what the form is answered."""
        return await self._request("POST", address, form, headers)

    async def close(self) -> None:
        await self._session.close()

    async def _request(
        self,
        method: str,
        address: str,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes]:
        try:
            async with self._session.request(
                method, address, data=form, headers=headers, allow_redirects=False
            ) as response:
                body = b""
                while len(body) < _LARGEST_BODY_BYTES and not response.content.at_eof():
                    body += await response.content.read(_LARGEST_BODY_BYTES - len(body))
                return response.status, body
        except (OSError, TimeoutError) as error:
            raise ProviderAway(f"{address}: {error!r}") from None
