"""chassis.server, as a process of its own"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

pytestmark = pytest.mark.process

PROGRAM = """
import asyncio
from collections.abc import AsyncIterator
from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse
from chassis.app import create_app
from chassis.server import serve
from chassis.settings import ServiceSettings, from_environment

router = APIRouter()

@router.get("/slow")
async def slow(request: Request) -> str:
    print('{"event": "entered"}', flush=True)
    await request.app.state.lifecycle.shutdown_begun()
    await asyncio.sleep(0.2)
    return "finished"

@router.get("/never")
async def never() -> None:
    print('{"event": "entered"}', flush=True)
    await asyncio.Event().wait()

@router.get("/events")
async def events(request: Request) -> StreamingResponse:
    async def stream() -> AsyncIterator[bytes]:
        yield b": hello\\n\\n"
        print('{"event": "entered"}', flush=True)
        await request.app.state.lifecycle.shutdown_begun()
        yield b": bye\\n\\n"
    return StreamingResponse(stream(), media_type="text/event-stream")

@router.post("/numbers")
async def numbers(body: list[int]) -> int:
    return len(body)

@router.get("/caller")
async def caller(request: Request) -> str:
    return f"{request.client.host} by {request.url.scheme}"

settings = from_environment(ServiceSettings)
serve(create_app(title="Office", description="", settings=settings, routers=[router]), settings)
"""


class Service:
    """A service in a process of its own, on a free port of the loopback address."""

    def __init__(self, **settings: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = int(probe.getsockname()[1])
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PORT": str(self.port), "MAX_BODY_BYTES": "1000", **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while self.process.poll() is None:
            with contextlib.suppress(OSError), self.connect() as connection:
                connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                if read_all(connection).startswith(b"HTTP/1.1 200"):
                    return
            time.sleep(0.02)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def send(self, request: bytes) -> bytes:
        with self.connect() as connection:
            connection.sendall(request)
            return read_all(connection)

    def wait_entered(self) -> None:
        assert self.process.stdout is not None
        while '"entered"' not in self.process.stdout.readline():
            assert self.process.poll() is None

    def ended(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err


def read_all(connection: socket.socket) -> bytes:
    received = b""
    with contextlib.suppress(ConnectionResetError):
        while chunk := connection.recv(65536):
            received += chunk
    return received


@pytest.fixture(scope="module")
def start() -> Iterator[Callable[..., Service]]:
    services: list[Service] = []

    def run(**settings: str) -> Service:
        services.append(Service(**settings))
        return services[-1]

    yield run
    for service in services:
        if service.process.poll() is None:
            service.process.kill()
        service.process.communicate()


@pytest.fixture(scope="module")
def service(start: Callable[..., Service]) -> Service:
    """One that the tests which leave it running share."""
    return start()


@pytest.fixture(scope="module")
def behind_a_proxy(start: Callable[..., Service]) -> Service:
    """One that takes the tests for a trusted proxy, with others behind it."""
    return start(TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8")


def request(method: str, path: str, *headers: str) -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *headers, "", ""]).encode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_requests_in_flight_finish(start: Callable[..., Service], number: signal.Signals) -> None:
    """Asked to end, the service finishes what it has begun, tells its streams, and exits with status 0."""
    service = start()
    with service.connect() as slow, service.connect() as events:
        slow.sendall(request("GET", "/slow"))
        events.sendall(request("GET", "/events"))
        service.wait_entered()
        service.wait_entered()
        service.process.send_signal(number)
        answers = read_all(slow), read_all(events)
    assert all(answer.startswith(b"HTTP/1.1 200") for answer in answers)
    assert b'"finished"' in answers[0]
    assert b": bye" in answers[1]
    status, out, err = service.ended()
    assert (status, err) == (0, "")
    assert all(json.loads(line) for line in out.splitlines())


def test_what_does_not_finish_is_given_up(start: Callable[..., Service]) -> None:
    """When the grace is over the service ends all the same, without a traceback on stderr."""
    service = start(SHUTDOWN_GRACE_SECONDS="0")
    with service.connect() as connection:
        connection.sendall(request("GET", "/never"))
        service.wait_entered()
        service.process.terminate()
        read_all(connection)
    status, _, err = service.ended()
    assert (status, err) == (0, "")


def test_a_taken_port_is_one_line(start: Callable[..., Service], service: Service) -> None:
    """A port that another process listens on ends the start with status 1 and one line that names it."""
    status, out, err = start(PORT=str(service.port)).ended()
    assert status == 1
    assert f"cannot listen on 127.0.0.1:{service.port}" in err
    assert len(err.splitlines()) == 1
    assert out == ""


def test_invalid_settings_are_a_line_each(start: Callable[..., Service]) -> None:
    """A service with a wrong environment does not start, and says which variable is wrong."""
    status, _, err = start(PORT="http").ended()
    assert status == 2
    assert "  PORT: " in err
    assert "Traceback" not in err


def test_answers_name_the_request_and_not_the_server(service: Service) -> None:
    """Every answer has X-Request-ID and traceparent, none says what serves it."""
    answer = service.send(request("GET", "/nowhere", "Connection: close", "X-Request-ID: r1")).lower()
    assert b"x-request-id: r1" in answer
    assert b"traceparent: 00-" in answer
    assert b"server:" not in answer


def test_a_huge_body_is_refused_before_it_is_sent(service: Service) -> None:
    """A Content-Length above the limit is answered 413 at once, and the connection is closed."""
    answer = service.send(
        request("POST", "/numbers", "Content-Type: application/json", "Content-Length: 99999999999")
    )
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"body_too_large" in answer


def test_a_streamed_body_is_refused_when_it_passes_the_limit(service: Service) -> None:
    """A body sent in chunks is answered 413 as soon as it is too long, before its end, and cut off."""
    chunk = b"100\r\n" + b"1" * 256 + b"\r\n"
    answer = service.send(
        request("POST", "/numbers", "Content-Type: application/json", "Transfer-Encoding: chunked")
        + chunk * 5
    )
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"body_too_large" in answer


def test_what_is_no_http_is_refused(service: Service) -> None:
    """Bytes that are no HTTP get a 400 and harm nobody."""
    assert service.send(b"\x16\x03\x01 nonsense\r\n\r\n").startswith(b"HTTP/1.1 400")
    assert service.send(request("GET", "/livez", "Connection: close")).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("trusted", ["", "10.0.0.0/8"])
def test_a_stranger_cannot_make_up_an_address(start: Callable[..., Service], trusted: str) -> None:
    """What others than trusted proxies say about where they come from is not read, whatever uvicorn's own variable
    allows."""
    service = start(TRUSTED_PROXIES=trusted, FORWARDED_ALLOW_IPS="*")
    made_up = ("X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https")
    answer = service.send(request("GET", "/caller", *made_up, "Connection: close"))
    assert b'"127.0.0.1 by http"' in answer


@pytest.mark.parametrize(
    ("headers", "caller"),
    [
        (["X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"], b'"203.0.113.7 by https"'),
        (["X-Forwarded-For: 198.51.100.1, 203.0.113.7"], b'"203.0.113.7 by http"'),
        (["X-Forwarded-For: 198.51.100.1, 203.0.113.7, 10.1.2.3"], b'"203.0.113.7 by http"'),
        (["X-Forwarded-For: 10.6.6.6, 203.0.113.7"], b'"203.0.113.7 by http"'),
        (["X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 203.0.113.7"], b'"203.0.113.7 by http"'),
        (["X-Forwarded-For: 198.51.100.1, 2001:db8::7"], b'"2001:db8::7 by http"'),
        (["X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: javascript"], b'"203.0.113.7 by http"'),
        ([], b'"127.0.0.1 by http"'),
    ],
)
def test_behind_a_proxy_the_last_hop_that_is_not_trusted_calls(
    behind_a_proxy: Service, headers: list[str], caller: bytes
) -> None:
    """Whatever the caller has put before that hop, in the same header or in one more; a scheme is one of HTTP's."""
    assert caller in behind_a_proxy.send(request("GET", "/caller", *headers, "Connection: close"))
