"""Against real sockets: what the HTTP client makes of connections that are refused, cut or kept."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from chassis.context import RequestContext, current_request
from chassis.hop import KEEP_IDLE_SECONDS
from chassis.settings import ServiceSettings
from chassis.upstream import AnswerCut, AnswerStream, Operation, Upstream, UpstreamUnavailable, open_upstream

READ = Operation("GET", "/parcels")
SEND = Operation("POST", "/parcels")
LIVES = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: who=ann\r\n\r\n{}"


class Server:
    """Answers each request with the next of `answers`, and closes the connection behind one that is not whole."""

    def __init__(self, answers: list[bytes]) -> None:
        self.answers = answers
        self.heads: list[bytes] = []
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.heads.append(head)
                answer = self.answers.pop(0) if self.answers else LIVES
                writer.write(answer)
                await writer.drain()
                if answer != LIVES:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def upstream_of(server: Server, host: str = "127.0.0.1") -> AsyncIterator[Upstream]:
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    try:
        async with open_upstream(f"http://{host}:{port}") as upstream:
            yield upstream
    finally:
        listener.close()


CUTS: list[Callable[[], bytes]] = [
    lambda: b"",
    lambda: b"HTTP/1.1 200 OK\r\nContent-Le",
    lambda: b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
]


@pytest.mark.parametrize("cut", CUTS)
async def test_a_read_whose_answer_was_cut_is_sent_again(cut: Callable[[], bytes]) -> None:
    """Cut before, within or behind its head: the second answer counts, and there were two attempts on the wire."""
    server = Server([cut()])
    async with upstream_of(server) as upstream:
        answer = await upstream.call(READ)
    assert answer.content == b"{}"
    assert len(server.heads) == 2


@pytest.mark.parametrize("cut", CUTS)
async def test_a_write_that_may_have_been_done_is_not(cut: Callable[[], bytes]) -> None:
    """Nobody knows what became of it: the caller is told, after one attempt."""
    server = Server([cut()])
    async with upstream_of(server) as upstream:
        with pytest.raises(UpstreamUnavailable):
            await upstream.call(SEND, body=None)
    assert len(server.heads) == 1


async def test_a_kept_connection_that_ended_is_retried_by_this_layer_alone() -> None:
    """A read on a connection that the server has since closed costs one attempt more, not two."""
    server = Server([LIVES, b"", b"", b""])
    async with upstream_of(server) as upstream:
        await upstream.call(READ)
        with pytest.raises(UpstreamUnavailable):
            await upstream.call(READ)
    assert len(server.heads) == 4


async def test_a_refused_connection_is_a_503_after_three_attempts() -> None:
    """Nobody listens: the caller is told so, without waiting for the deadline."""
    listener = await asyncio.start_server(Server([]).serve, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    listener.close()
    await listener.wait_closed()
    async with open_upstream(f"http://127.0.0.1:{port}") as upstream:
        with pytest.raises(UpstreamUnavailable):
            await upstream.call(SEND)
        with pytest.raises(OSError, match=r"refused|failed"):
            await Upstream(f"http://127.0.0.1:{port}").probe()


async def test_connections_are_kept_and_cookies_are_not() -> None:
    """Calls one after another share a connection; what the upstream sets for one caller is not sent for the next."""
    server = Server([])
    async with upstream_of(server, host="localhost") as upstream:  # no client keeps cookies of a bare address
        await upstream.call(READ)
        await upstream.call(READ)
    assert server.connections == 1
    assert b"cookie" not in server.heads[1].lower()


async def test_a_probe_needs_no_client() -> None:
    """Before the first call, /livez is asked over a plain connection."""
    server = Server([])
    async with upstream_of(server) as upstream:
        await upstream.probe()
    assert server.heads[0].startswith(b"GET /livez HTTP/1.1\r\n")


async def test_a_probe_believes_only_a_200() -> None:
    """An upstream that answers otherwise does not count as alive."""
    server = Server([b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"])
    async with upstream_of(server) as upstream:
        with pytest.raises(UpstreamUnavailable):
            await upstream.probe()


def test_idle_connections_are_dropped_before_the_server_drops_them() -> None:
    """Otherwise a request could go out on a connection that is being closed."""
    assert ServiceSettings(port=1).keep_alive_seconds > KEEP_IDLE_SECONDS


def chunk(text: bytes) -> bytes:
    return f"{len(text):x}\r\n".encode() + text + b"\r\n"


BEGINS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
WHOLE = BEGINS + chunk(b"a") + chunk(b"b") + b"0\r\n\r\n"


@pytest.mark.parametrize("cut", CUTS[:2])
async def test_a_stream_that_has_not_begun_is_asked_for_again(cut: Callable[[], bytes]) -> None:
    """Cut before the end of its head: the second answer is read, and there were two attempts."""
    server = Server([cut(), WHOLE])
    async with upstream_of(server) as upstream:
        stream = await upstream.begin(READ)
        assert b"".join([part async for part in stream.parts()]) == b"ab"
    assert len(server.heads) == 2


async def test_a_stream_that_was_cut_is_not_taken_for_whole() -> None:
    """What came is handed on, then it says so; nothing is asked for again."""
    server = Server([BEGINS + chunk(b"a")])
    async with upstream_of(server) as upstream:
        parts = (await upstream.begin(READ)).parts()
        assert await anext(parts) == b"a"
        with pytest.raises(AnswerCut):
            await anext(parts)
    assert len(server.heads) == 1


class Slow:
    """Sends a part now and then, until it is told to end or its reader leaves."""

    def __init__(self, *, pause_seconds: float, parts: int) -> None:
        self.pause_seconds = pause_seconds
        self.left_parts = parts
        self.left = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(BEGINS)
        leaving = asyncio.ensure_future(reader.read())
        while self.left_parts:
            writer.write(chunk(b"x"))
            self.left_parts -= 1
            done, _ = await asyncio.wait([leaving], timeout=self.pause_seconds)
            if done:
                break
        else:
            writer.write(b"0\r\n\r\n")
        await leaving
        self.left.set()
        writer.close()


@asynccontextmanager
async def stream_of(server: Slow, idle_seconds: float) -> AsyncIterator[AnswerStream]:
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    try:
        async with open_upstream(f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}") as upstream:
            yield await upstream.begin(READ, idle_seconds=idle_seconds)
    finally:
        listener.close()


async def test_a_stream_may_take_longer_than_its_request() -> None:
    """The deadline is for its beginning; afterwards each part has a time of its own."""
    due = asyncio.get_running_loop().time() + 0.3
    token = current_request.set(RequestContext("request-1", "a" * 32, f"00-{'a' * 32}-{'b' * 16}-01", due))
    try:
        async with stream_of(Slow(pause_seconds=0.1, parts=6), idle_seconds=2) as stream:
            parts = [part async for part in stream.parts()]
    finally:
        current_request.reset(token)
    assert b"".join(parts) == b"x" * 6
    assert asyncio.get_running_loop().time() > due


async def test_a_stream_that_says_nothing_any_more_is_given_up() -> None:
    """Half an answer and then silence is a cut answer, and the upstream learns that nobody reads."""
    server = Slow(pause_seconds=3600, parts=2)
    async with stream_of(server, idle_seconds=0.2) as stream:
        with pytest.raises(AnswerCut):
            [part async for part in stream.parts()]
        async with asyncio.timeout(5):
            await server.left.wait()


async def test_a_reader_that_leaves_ends_the_reading() -> None:
    """Closed between two parts, the connection ends, and what is left is not sent."""
    server = Slow(pause_seconds=0.05, parts=1000)
    async with stream_of(server, idle_seconds=5) as stream:
        parts = stream.parts()
        assert await anext(parts) == b"x"
        await parts.aclose()
        async with asyncio.timeout(5):
            await server.left.wait()
    assert server.left_parts > 900


async def test_a_refusal_instead_of_a_stream_is_read_whole() -> None:
    """What is below 500 and no stream is the caller's to judge."""
    server = Server([b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}"])
    async with upstream_of(server) as upstream:
        answer = await (await upstream.begin(READ)).whole()
    assert (answer.status, answer.content) == (404, b"{}")
