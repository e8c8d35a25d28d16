"""Calls to another service: within the deadline of the request, and sent again only where that does no harm.

A call answers an `Answer`, whatever its status below 500, or raises a problem:

    UpstreamUnavailable  503, with Retry-After: no answer in time, no connection, a cut answer, a 5xx
    UpstreamFault        502: an answer that this service cannot have meant to get

`begin` answers an `AnswerStream`, for what is too long to be held: it is sent again in the same way until its head has
come, and never afterwards.

Sent again, at most twice and within a budget, are: any call that reached nobody, and repeatable calls whose answer was
cut or was a 502 of something in between. Not sent again is what timed out, or was refused with a 503: the upstream is
busy. No other layer sends anything again.
"""

import asyncio
import importlib
import logging
import random
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from pydantic import BaseModel, ValidationError

from chassis.context import current
from chassis.problems import Problem, ServiceUnavailable
from chassis.propagation import outgoing_headers
from chassis.retry_budget import RetryBudget

if TYPE_CHECKING:
    import httpx

    from chassis.hop import Begun, Hop

MOST_RETRIES = 2
LONGEST_FIRST_PAUSE_SECONDS = 0.05

Model = TypeVar("Model", bound=BaseModel)
Answered = TypeVar("Answered", "Answer", "Begun")
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


class AttemptFailed(Exception):
    """A request got no whole answer. `reached`: it may have been carried out; `retry`: another try may fare better."""

    def __init__(self, what: str, *, reached: bool, retry: bool, retry_after: str | None = None) -> None:
        super().__init__(what)
        self.reached = reached
        self.retry = retry
        self.retry_after = retry_after


class AnswerCut(Exception):
    """An answer that had begun did not come to its end: whoever passes it on must not let it look whole."""


class Operation(NamedTuple):
    """An operation of the upstream: its method and its path, with `{names}` in it."""

    method: str
    path: str

    def target(self, *, query: Iterable[tuple[str, str]] = (), **names: object) -> str:
        """Path and query of one call; names and values are escaped."""
        path = self.path.format(**{name: quote(str(value), safe="") for name, value in names.items()})
        text = urlencode(list(query)) if query else ""
        return f"{path}?{text}" if text else path


_LIVEZ = Operation("GET", "/livez")


class Answer:
    """What the upstream answered, whole. Names of `headers` may be asked for in any case."""

    __slots__ = ("content", "headers", "status")

    def __init__(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
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


class AnswerStream:
    """What the upstream answers, part by part. To be closed, read or not."""

    __slots__ = ("_begun", "_idle_seconds", "headers", "status")

    def __init__(self, begun: "Begun", idle_seconds: float) -> None:
        self.status: int = begun.status
        self.headers: Mapping[str, str] = begun.headers
        self._begun = begun
        self._idle_seconds = idle_seconds

    async def parts(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes, closed behind it. Each part has `idle_seconds` to come, however long the whole takes.

        Raises AnswerCut.
        """
        try:
            async with aclosing(self._begun.parts()) as parts:
                while True:
                    async with asyncio.timeout(self._idle_seconds):
                        part = await anext(parts, None)
                    if part is None:
                        return
                    yield part
        except (AttemptFailed, TimeoutError) as error:
            raise AnswerCut(f"the upstream's answer broke off: {error!r}") from error
        finally:
            await self.close()

    async def whole(self) -> "Answer":
        """The answer when it is a short one after all, such as a refusal. Raises AnswerCut."""
        return Answer(self.status, self.headers, b"".join([part async for part in self.parts()]))

    async def close(self) -> None:
        """Ends the reading; what is left is not sent."""
        await self._begun.close()


class Upstream:
    """Calls the service at `base_url`, through `transport` or else through a pool of its own."""

    def __init__(
        self,
        base_url: str,
        transport: "httpx.AsyncBaseTransport | None" = None,
        *,
        budget: RetryBudget | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._base = base_url.rstrip("/")
        self._transport = transport
        self._budget = budget or RetryBudget()
        self._sleep = sleep
        self._hop: Hop | None = None
        self.has_answered = False
        """Whether the upstream has ever answered anything but a failure of its own."""

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
        deadline = current().deadline
        if within_seconds is not None:
            deadline = min(deadline, asyncio.get_running_loop().time() + within_seconds)

        async def attempt(hop: "Hop") -> Answer:
            sent = [*headers, *outgoing_headers().items()]
            return await hop.attempt(operation.method, target or operation.path, sent, body)

        return await self._answered(operation, attempt, deadline, repeatable)

    async def begin(
        self,
        operation: Operation,
        target: str | None = None,
        *,
        headers: Iterable[Header] = (),
        idle_seconds: float = 10.0,
    ) -> AnswerStream:
        """The answer to a read, of any status below 500, of which the head has come before the request's deadline.

        The rest may take as long as it takes, if only nothing of it keeps one waiting for `idle_seconds`.
        Raises UpstreamUnavailable.
        """

        async def attempt(hop: "Hop") -> "Begun":
            sent = [*headers, *outgoing_headers().items()]
            return await hop.begin(operation.method, target or operation.path, sent)

        begun = await self._answered(operation, attempt, current().deadline, repeatable=False)
        return AnswerStream(begun, idle_seconds)

    async def _answered(
        self,
        operation: Operation,
        attempt: Callable[["Hop"], Awaitable[Answered]],
        deadline: float,
        repeatable: bool,
    ) -> Answered:
        loop = asyncio.get_running_loop()
        self._budget.count_request()
        retries = 0
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    hop = self._hop or await self._load_hop()
                    answer = await attempt(hop)
                if answer.status < 500:
                    self.has_answered = True
                    return answer
                if not isinstance(answer, Answer):
                    await answer.close()
                failure = AttemptFailed(
                    f"answered {answer.status}",
                    reached=True,
                    retry=answer.status == 502,
                    retry_after=answer.headers.get("Retry-After"),
                )
            except TimeoutError:
                failure = AttemptFailed("no answer in time", reached=True, retry=False)
            except AttemptFailed as failed:
                failure = failed
            pause = random.uniform(0, LONGEST_FIRST_PAUSE_SECONDS * 2**retries)
            harmless = repeatable or operation.method == "GET" or not failure.reached
            if (
                not (failure.retry and harmless)
                or retries == MOST_RETRIES
                or loop.time() + pause >= deadline
                or not self._budget.take_retry()
            ):
                _log.warning("upstream %s %s: %s", operation.method, operation.path, failure)
                raise UpstreamUnavailable(
                    "A part of the service is away; try again.",
                    headers={"Retry-After": failure.retry_after} if failure.retry_after else None,
                )
            retries += 1
            await self._sleep(pause)

    async def probe(self) -> None:
        """Returns when the upstream lives, as its /livez says. Raises OSError or UpstreamUnavailable otherwise."""
        if self._hop is not None or self._transport is not None:
            await self.call(_LIVEZ)
            return
        # Without the HTTP client, which may not be there yet.
        address = urlsplit(self._base)
        secure = address.scheme == "https"
        reader, writer = await asyncio.open_connection(
            address.hostname, address.port or (443 if secure else 80), ssl=secure or None
        )
        try:
            request = f"GET {address.path}{_LIVEZ.path} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n\r\n"
            writer.write(request.encode())
            status_line = await reader.readline()
        finally:
            writer.close()
        if status_line.split()[1:2] != [b"200"]:
            raise UpstreamUnavailable("The upstream does not live.")

    async def prepare(self) -> None:
        """Returns when the HTTP client is there, which the first call would otherwise wait for."""
        if self._hop is None:
            await self._load_hop()

    async def close(self) -> None:
        """Closes the pool of connections."""
        if self._hop is not None:
            await self._hop.close()

    async def _load_hop(self) -> "Hop":
        # In a thread: meanwhile health checks are answered.
        hop = await asyncio.to_thread(importlib.import_module, "chassis.hop")
        if self._hop is None:  # several calls may have come this way
            self._hop = hop.Hop(self._base, self._transport or hop.pooled_transport())
        return self._hop


@asynccontextmanager
async def open_upstream(
    base_url: str, transport: "httpx.AsyncBaseTransport | None" = None
) -> AsyncIterator[Upstream]:
    """An upstream whose connections are closed in the end."""
    upstream = Upstream(base_url, transport)
    try:
        yield upstream
    finally:
        await upstream.close()


class UpstreamReached:
    """A readiness check: passes once the upstream has answered, and from then on.

    Until then an instance may be set up wrongly, and must get no requests. After that the upstream being away is no
    reason to take the instance out: all its siblings would go with it, and nobody would be left to answer 503 with
    Retry-After, or what can be answered without the upstream.
    """

    def __init__(self) -> None:
        self._upstream: Upstream | None = None
        self._afterwards: Callable[[], Awaitable[object]] | None = None
        self._task: asyncio.Future[object] | None = None
        self._reached = False

    def watch(self, upstream: Upstream, *, afterwards: Callable[[], Awaitable[object]] | None = None) -> None:
        """afterwards: awaited once, a second after the upstream has answered for the first time, when the load of the
        start is over; what is left out is that the upstream gets ready for its first call."""
        self._upstream = upstream
        self._afterwards = afterwards or upstream.prepare

    async def __call__(self) -> None:
        """Raises when the upstream has never answered, and does not now."""
        if self._reached:
            return
        if self._upstream is None:
            raise UpstreamUnavailable("The service is starting.")
        if not self._upstream.has_answered:
            await self._upstream.probe()
        if not self._reached:  # another check may have been quicker
            self._reached = True
            asyncio.get_running_loop().call_later(1.0, self._begin)

    def _begin(self) -> None:
        assert self._afterwards is not None
        self._task = asyncio.ensure_future(self._afterwards())
