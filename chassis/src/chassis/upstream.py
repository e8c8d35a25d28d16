"""The hop to another service: one pool, the deadline of the request, and the only layer that sends again.

A call answers an `Answer`, whatever its status below 500, or raises a problem:

    UpstreamUnavailable  503, with Retry-After: no answer in time, no connection, a cut answer, a 5xx
    UpstreamFault        502: an answer that this service cannot have meant to get

Sent again, at most twice, are: any call that reached nobody, and repeatable calls whose answer was cut or was a
502 of something in between. Not sent again is what timed out, or was refused with a 503: the upstream is busy.
"""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import NamedTuple, TypeVar
from urllib.parse import quote, urlencode

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport
from pydantic import BaseModel, ValidationError

from chassis.context import current
from chassis.problems import Problem, ServiceUnavailable
from chassis.propagation import outgoing_headers
from chassis.retry_budget import RetryBudget

CONNECT_TIMEOUT_SECONDS = 2.0
"""Measured on our own event loop: a shorter one fails when many connections are opened at once by a busy process."""
MOST_CONNECTIONS = 256
KEEP_IDLE_SECONDS = 30.0
"""Below the 75 s after which a server of the platform closes an idle connection, so that ours is never the loser."""
MOST_RETRIES = 2
LONGEST_FIRST_PAUSE_SECONDS = 0.05

Model = TypeVar("Model", bound=BaseModel)
Header = tuple[str, str]
Sleep = Callable[[float], Awaitable[None]]

_log = logging.getLogger("chassis.upstream")


class UpstreamUnavailable(ServiceUnavailable):
    """A service that this one needs is away, or too slow; the same request may be sent again."""

    code = "upstream_unavailable"
    title = "Not available right now"


class UpstreamFault(Problem):
    """A service that this one needs answered what makes no sense here."""

    status = 502
    code = "upstream_fault"
    title = "Bad gateway"


class Operation(NamedTuple):
    """An operation of the upstream: its method and its path, with `{names}` in it."""

    method: str
    path: str

    def target(self, *, query: Iterable[tuple[str, str]] = (), **names: object) -> str:
        """Path and query of one call; names and values are escaped."""
        path = self.path.format(**{name: quote(str(value), safe="") for name, value in names.items()})
        text = urlencode(list(query)) if query else ""
        return f"{path}?{text}" if text else path


class Answer:
    """What the upstream answered, whole."""

    __slots__ = ("content", "headers", "status")

    def __init__(self, status: int, headers: httpx.Headers, content: bytes) -> None:
        self.status = status
        self.headers = headers
        self.content = content

    def parsed(self, model: type[Model]) -> Model:
        """The body as `model`. Raises UpstreamFault when it is none."""
        try:
            return model.model_validate_json(self.content)
        except ValidationError as error:
            # The errors name fields; what stood in them is left out of the log.
            _log.error(
                "the upstream's answer is no %s: %s",
                model.__name__,
                error.errors(include_url=False, include_context=False, include_input=False),
            )
            raise UpstreamFault("The service could not understand its own answer.") from None


class Upstream:
    """Calls the service at `base_url` through `transport`."""

    def __init__(
        self,
        base_url: str,
        transport: httpx.AsyncBaseTransport,
        *,
        budget: RetryBudget | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._base = base_url.rstrip("/")
        self._transport = transport
        self._budget = budget or RetryBudget()
        self._sleep = sleep
        # The same few addresses are called again and again; taking one apart costs as much as sending.
        self._url = lru_cache(maxsize=1024)(self._parse)

    async def call(
        self,
        operation: Operation,
        target: str | None = None,
        *,
        headers: Iterable[Header] = (),
        body: bytes | None = None,
        repeatable: bool = False,
        within_seconds: float | None = None,
    ) -> Answer:
        """The answer of the upstream, of any status below 500, before the request's deadline.

        target: `operation.target(...)`, when the operation's path has names or a query. repeatable: sending it twice
        does what sending it once does; reads always are. within_seconds: gives up sooner than the deadline.
        Raises UpstreamUnavailable.
        """
        loop = asyncio.get_running_loop()
        deadline = current().deadline
        if within_seconds is not None:
            deadline = min(deadline, loop.time() + within_seconds)
        repeatable = repeatable or operation.method == "GET"
        url = self._url(target or operation.path)
        self._budget.count_request()
        retries = 0
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    answer = await self._attempt(operation.method, url, headers, body)
            except TimeoutError:
                raise UpstreamUnavailable("There was no answer in time; try again.") from None
            except (httpx.TransportError, aiohttp.ClientError) as error:
                failure = _Failure.of(error)
            else:
                if answer.status < 500:
                    return answer
                failure = _Failure(
                    f"answered {answer.status}",
                    reached=True,
                    retry=answer.status == 502,
                    retry_after=answer.headers.get("Retry-After"),
                )
            pause = random.uniform(0, LONGEST_FIRST_PAUSE_SECONDS * 2**retries)
            if (
                not failure.retry
                or not (repeatable or not failure.reached)
                or retries == MOST_RETRIES
                or loop.time() + pause >= deadline
                or not self._budget.take_retry()
            ):
                _log.warning("upstream %s %s: %s", operation.method, operation.path, failure.what)
                raise failure.problem()
            retries += 1
            await self._sleep(pause)

    async def _attempt(
        self, method: str, url: httpx.URL, headers: Iterable[Header], body: bytes | None
    ) -> Answer:
        request = httpx.Request(
            method,
            url,
            headers=[*headers, *outgoing_headers().items(), ("Accept-Encoding", "identity")],
            content=body,
            extensions={"timeout": {"connect": CONNECT_TIMEOUT_SECONDS}},
        )
        response = await self._transport.handle_async_request(request)
        stream = response.stream
        assert isinstance(stream, httpx.AsyncByteStream)
        try:
            # Nothing is to be decoded (Accept-Encoding above), and what `aread` does besides costs as much.
            content = b"".join([part async for part in stream])
        finally:
            await stream.aclose()
        return Answer(response.status_code, response.headers, content)

    def _parse(self, target: str) -> httpx.URL:
        return httpx.URL(self._base + target)


class _Failure(NamedTuple):
    """Why an attempt failed; `reached`: the upstream may have done what was asked."""

    what: str
    reached: bool
    retry: bool
    retry_after: str | None = None

    @classmethod
    def of(cls, error: Exception) -> "_Failure":
        # The transport calls a cut connection and a refused one timeouts too: what happened stands in the cause.
        cause = error.__cause__ if isinstance(error.__cause__, aiohttp.ClientError) else error
        if isinstance(cause, TimeoutError | httpx.TimeoutException):
            return cls(f"timed out: {cause!r}", reached=True, retry=False)
        if isinstance(cause, aiohttp.ClientConnectorError | httpx.ConnectError):
            return cls(f"no connection: {cause!r}", reached=False, retry=True)
        return cls(f"cut answer: {cause!r}", reached=True, retry=True)

    def problem(self) -> UpstreamUnavailable:
        headers = {"Retry-After": self.retry_after} if self.retry_after else None
        return UpstreamUnavailable("A part of the service is away; try again.", headers=headers)


@asynccontextmanager
async def open_upstream(
    base_url: str, transport: httpx.AsyncBaseTransport | None = None
) -> AsyncIterator[Upstream]:
    """The hop over `transport`, or else over a pool of its own, which is closed in the end."""
    if transport is not None:
        yield Upstream(base_url, transport)
        return
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=MOST_CONNECTIONS, keepalive_timeout=KEEP_IDLE_SECONDS),
        # One caller's cookies are none of another's.
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(),
    )
    # aiohttp would send reads again by itself, past the budget.
    session._retry_connection = False
    # The transport makes a TLS context of its own, and never uses it: the session has aiohttp's.
    async with session:
        yield Upstream(base_url, AiohttpTransport(client=session, verify=False))


class UpstreamReached:
    """A readiness check: passes once the upstream has answered, and from then on.

    Until then an instance may be set up wrongly, and must get no requests. After that the upstream being away is no
    reason to take the instance out: all its siblings would go with it, and nobody would be left to answer 503 with
    Retry-After, or what can be answered without the upstream.
    """

    def __init__(self) -> None:
        self._upstream: Upstream | None = None
        self._reached = False

    def watch(self, upstream: Upstream) -> None:
        self._upstream = upstream

    async def __call__(self) -> None:
        """Raises when the upstream has never answered, and does not now."""
        if self._reached:
            return
        if self._upstream is None:
            raise UpstreamUnavailable("The service is starting.")
        await self._upstream.call(_LIVEZ)
        self._reached = True


_LIVEZ = Operation("GET", "/livez")
