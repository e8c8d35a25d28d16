"""The proxy's server: takes DynamoDB calls on a port, plays the script, asks the real database."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Collection, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import aiohttp
from aiohttp import web

from tests.dynamodb_proxy.call import CONTENT_TYPE, TARGET_PREFIX, Answer, Call, ConnectionCut
from tests.dynamodb_proxy.capacity import write_units
from tests.dynamodb_proxy.faults import WRITES, Fault
from tests.dynamodb_proxy.late_indexes import LateIndexes
from tests.dynamodb_proxy.meter import Meter
from tests.dynamodb_proxy.script import Part, Script, any_call

Result = TypeVar("Result")

_PASSED_HEADERS = ("Authorization", "X-Amz-Date", "X-Amz-Security-Token")


class DynamoDBProxy:
    """Runs in its own thread with its own event loop, so any test, sync or async, can drive it.

    Use as a context manager; `url` is what a service gets as DYNAMODB_ENDPOINT_URL.
    """

    def __init__(self, upstream: str, port: int = 0) -> None:
        self._upstream = upstream
        self.port = port
        self.script = Script()
        self.meter = Meter()
        self.metering_capacity = False
        self._late: LateIndexes | None = None
        self._recorders: list[tuple[str, list[Call]]] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="dynamodb-proxy", daemon=True)
        self._runner: web.ServerRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> DynamoDBProxy:
        self._thread.start()
        self._run(self._open())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def play(
        self,
        fault: Fault,
        *,
        on: Collection[str] | None = None,
        when: Callable[[Call], bool] = any_call,
        times: int | None = None,
        chance: float = 1.0,
        seed: int = 0,
    ) -> Part:
        """Plays the fault in the calls that match, at most `times`, each with the given chance."""
        return self.script.add(Part(fault, on=on, when=when, times=times, chance=chance, seed=seed))

    @contextmanager
    def playing(self, fault: Fault, **choice: Any) -> Iterator[Part]:
        """Plays the fault while the block runs."""
        part = self.play(fault, **choice)
        try:
            yield part
        finally:
            self.script.remove(part)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """The database is away while the block runs: open connections end, new ones are refused."""
        self._run(self._stop_listening())
        try:
            yield
        finally:
            self._run(self._listen())

    @contextmanager
    def late_indexes(self, *tables: str, lag_seconds: float | None = None) -> Iterator[None]:
        """Index reads of these tables are `lag_seconds` old while the block runs (None: as of its start)."""
        late = LateIndexes(self._forward, lag_seconds)
        like = Call("DescribeTable", b"", {"Authorization": _ANY_CREDENTIALS})
        for table in tables:
            self._run(late.copy(table, like))
        self._late = late
        try:
            yield
        finally:
            self._late = None
            self._run(late.drop(like))

    @contextmanager
    def recording(self, operation: str) -> Iterator[list[Call]]:
        """The calls of this operation that arrive while the block runs, as they come."""
        calls: list[Call] = []
        self._recorders.append((operation, calls))
        try:
            yield calls
        finally:
            self._recorders.remove((operation, calls))

    def _run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=60)

    async def _open(self) -> None:
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(connector=connector, auto_decompress=False)
        await self._listen()

    async def _close(self) -> None:
        await self._stop_listening()
        if self._session is not None:
            await self._session.close()

    async def _listen(self) -> None:
        server = web.Server(self._handle, access_log=None, handler_cancellation=True)
        # Not 0: aiohttp takes that for "wait for ever".
        self._runner = web.ServerRunner(server, shutdown_timeout=0.01)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1024, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _stop_listening(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        call = Call(
            request.headers.get("X-Amz-Target", "").removeprefix(TARGET_PREFIX),
            await request.read(),
            {name: request.headers[name] for name in _PASSED_HEADERS if name in request.headers},
        )
        self.meter.arrived(call.operation)
        for operation, calls in tuple(self._recorders):
            if operation == call.operation:
                calls.append(call)
        fault = self.script.fault_for(call)
        try:
            answer = await (self._pass(call) if fault is None else fault.play(call, self._pass))
        except (ConnectionCut, aiohttp.ClientError):
            if request.transport is not None:
                request.transport.abort()
            raise asyncio.CancelledError from None
        return web.Response(status=answer.status, body=answer.body, content_type=CONTENT_TYPE)

    async def _pass(self, call: Call) -> Answer:
        """Forwards a call of the client's, with what is played on index reads and what is measured."""
        late, metered = self._late, self.metering_capacity and call.operation in WRITES
        if late is not None:
            call = late.redirected(call)
        asked = call
        if metered:
            asked = call.with_payload({**call.payload, "ReturnConsumedCapacity": "INDEXES"})
        answer = await self._forward(asked)
        if metered and answer.status == 200:
            self.meter.consumed(write_units(call.operation, answer.payload))
        if late is not None and answer.status == 200:
            await late.written(call)
        return answer

    async def _forward(self, call: Call) -> Answer:
        assert self._session is not None
        headers = {
            **call.headers,
            "X-Amz-Target": TARGET_PREFIX + call.operation,
            "Content-Type": CONTENT_TYPE,
        }
        async with self._session.post(self._upstream, data=call.body, headers=headers) as response:
            return Answer(response.status, await response.read())


# DynamoDB Local wants credentials that look right and, with a shared database, ignores whose they are.
_ANY_CREDENTIALS = (
    "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, "
    "SignedHeaders=host, Signature=0000"
)
