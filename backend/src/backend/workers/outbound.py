"""Posting to addresses that people have named: bounded in time, and never into the networks that we stand in."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from ipaddress import ip_address
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from backend.webhooks.domain.addresses import check_url, is_public
from backend.webhooks.domain.errors import AddressRefused

TIMEOUT_SECONDS = 15.0
"""Standard Webhooks: 15 to 30 seconds."""


class NoAnswer(Exception):
    """The text says why: `timed_out`, `address_refused` or `connection_failed`. It may have arrived all the same."""


class PublicResolver(AbstractResolver):
    """Names to addresses of the internet, and to no others.

    The addresses that are checked are those that are then connected to: a name that stands for another one a moment
    later (DNS rebinding) gains nothing.
    """

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().getaddrinfo(
            host, port, family=family, type=socket.SOCK_STREAM
        )
        resolved = []
        for known_family, _, protocol, _, address in found:
            if not is_public(str(address[0])):
                raise AddressRefused("it is not one of the internet")
            resolved.append(
                ResolveResult(
                    hostname=host,
                    host=str(address[0]),
                    port=port,
                    family=known_family,
                    proto=protocol,
                    flags=socket.AI_NUMERICHOST,
                )
            )
        return resolved

    async def close(self) -> None:
        """Nothing is held."""


class Outbound:
    """Posts, each over a connection of its own. inside: http and private networks are fine."""

    def __init__(self, session: aiohttp.ClientSession, *, inside: bool) -> None:
        self._session, self._inside = session, inside

    async def post(self, url: str, headers: Mapping[str, str], body: str) -> int:
        """The status of the answer, which is not read further; a redirect is an answer, and not followed. Raises
        `NoAnswer`."""
        try:
            self._check(url)
            async with self._session.post(
                url,
                data=body.encode(),
                headers={"Content-Type": "application/json", "User-Agent": "Waybill-Webhooks", **headers},
                allow_redirects=False,
            ) as response:
                return response.status
        except AddressRefused as error:
            raise NoAnswer("address_refused") from error
        except TimeoutError as error:
            raise NoAnswer("timed_out") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise NoAnswer("connection_failed") from error

    def _check(self, url: str) -> None:
        check_url(url, inside=self._inside)
        if self._inside:
            return
        # aiohttp asks no resolver about what it takes for an address itself, and reads hosts as yarl does.
        host = URL(url).host or ""
        try:
            ip_address(host.partition("%")[0])
        except ValueError:
            return
        if not is_public(host):
            raise AddressRefused("it is not one of the internet")


@asynccontextmanager
async def open_outbound(*, inside: bool, timeout_seconds: float = TIMEOUT_SECONDS) -> AsyncIterator[Outbound]:
    """For as long as the block goes on."""
    resolver: dict[str, Any] = {} if inside else {"resolver": PublicResolver()}
    connector = aiohttp.TCPConnector(limit=0, force_close=True, use_dns_cache=False, **resolver)
    async with aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=timeout_seconds),
        trust_env=False,
    ) as session:
        yield Outbound(session, inside=inside)
