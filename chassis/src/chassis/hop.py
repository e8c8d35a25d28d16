"""One attempt at a call, over httpx and aiohttp. Importing them takes as long as starting a service without them, so
`chassis.upstream` imports this module when it is first needed."""

from collections.abc import AsyncGenerator, Sequence
from functools import lru_cache

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from chassis.upstream import Answer, AttemptFailed

CONNECT_TIMEOUT_SECONDS = 2.0
"""Measured on our own event loop: a shorter one fails when many connections are opened at once by a busy process."""
MOST_CONNECTIONS = 256
KEEP_IDLE_SECONDS = 30.0
"""Below the 75 s after which a server of the platform closes an idle connection, so that ours is never the loser."""


class Hop:
    """Sends requests to the service at `base_url` through `transport`, each once."""

    def __init__(self, base_url: str, transport: httpx.AsyncBaseTransport) -> None:
        self._base = base_url
        self._transport = transport
        # The same few addresses are called again and again; taking one apart costs as much as sending.
        self._url = lru_cache(maxsize=1024)(self._parse)

    async def attempt(
        self, method: str, target: str, headers: Sequence[tuple[str, str]], body: bytes | None
    ) -> Answer:
        """The whole answer, of whatever status. Raises AttemptFailed when there is none."""
        try:
            # Straight to the transport: what a client does besides costs more than the call.
            response = await self._transport.handle_async_request(
                self._request(method, target, headers, body)
            )
            stream = response.stream
            assert isinstance(stream, httpx.AsyncByteStream)
            try:
                # Nothing is to be decoded (`_request` says so), and what `aread` does besides costs as much.
                content = b"".join([part async for part in stream])
            finally:
                await stream.aclose()
        except (httpx.TransportError, aiohttp.ClientError) as error:
            raise _failure(error) from error
        return Answer(response.status_code, response.headers, content)

    async def begin(self, method: str, target: str, headers: Sequence[tuple[str, str]]) -> "Begun":
        """The answer's head, of whatever status. Raises AttemptFailed when there is none."""
        try:
            response = await self._transport.handle_async_request(
                self._request(method, target, headers, None)
            )
        except (httpx.TransportError, aiohttp.ClientError) as error:
            raise _failure(error) from error
        return Begun(response)

    async def close(self) -> None:
        """Closes the pool of connections."""
        await self._transport.aclose()

    def _request(
        self, method: str, target: str, headers: Sequence[tuple[str, str]], body: bytes | None
    ) -> httpx.Request:
        request = httpx.Request(
            method,
            self._url(target),
            headers=[*headers, ("Accept-Encoding", "identity")],
            # `content=` would also work out Host and Content-Length, which aiohttp does in a fifth of the time.
            stream=httpx.ByteStream(body or b""),
            extensions={"timeout": {"connect": CONNECT_TIMEOUT_SECONDS}},
        )
        request.read()
        return request

    def _parse(self, target: str) -> httpx.URL:
        return httpx.URL(self._base + target)


class Begun:
    """An answer of which the head is there; to be closed, read or not."""

    def __init__(self, response: httpx.Response) -> None:
        self.status, self.headers = response.status_code, response.headers
        assert isinstance(response.stream, httpx.AsyncByteStream)
        self._stream = response.stream

    async def parts(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes. Raises AttemptFailed when it is cut."""
        try:
            async for part in self._stream:
                yield part
        except (httpx.TransportError, aiohttp.ClientError) as error:
            raise _failure(error) from error

    async def close(self) -> None:
        """A connection whose answer is not read to its end is closed, by which the upstream learns of it."""
        await self._stream.aclose()


def pooled_transport() -> httpx.AsyncBaseTransport:
    """A transport with a pool of its own."""
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=MOST_CONNECTIONS, keepalive_timeout=KEEP_IDLE_SECONDS),
        # One caller's cookies are none of another's.
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(),
    )
    # aiohttp would send reads again by itself, past the budget.
    session._retry_connection = False
    # The transport makes a TLS context of its own, and never uses it: the session has aiohttp's.
    return AiohttpTransport(client=session, verify=False)


def _failure(error: Exception) -> AttemptFailed:
    # The transport calls a cut connection and a refused one timeouts too: what happened stands in the cause.
    cause = error.__cause__ if isinstance(error.__cause__, aiohttp.ClientError) else error
    if isinstance(cause, TimeoutError | httpx.TimeoutException):
        return AttemptFailed(f"timed out: {cause!r}", reached=True, retry=False)
    if isinstance(cause, aiohttp.ClientConnectorError | httpx.ConnectError):
        return AttemptFailed(f"no connection: {cause!r}", reached=False, retry=True)
    return AttemptFailed(f"cut answer: {cause!r}", reached=True, retry=True)
