"""Posts to the outside: bounded, not redirected, and never inside."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from backend.webhooks.domain import addresses
from backend.workers import outbound
from backend.workers.outbound import NoAnswer, open_outbound


class Inside:
    """A server on this machine, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.port = 0

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path == "/slow":
            await asyncio.sleep(30)
        if request.path == "/moved":
            return web.Response(status=302, headers={"Location": "/elsewhere"})
        return web.Response(status=200, text="x" * 10_000_000 if request.path == "/large" else "")


@pytest.fixture
async def inside() -> AsyncIterator[Inside]:
    server = Inside()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.port = runner.addresses[0][1]
    yield server
    await runner.cleanup()


async def post(url: str, *, inside: bool, seconds: float = 5) -> int:
    async with open_outbound(inside=inside, timeout_seconds=seconds) as opened:
        return await opened.post(url, {"webhook-id": "m"}, "{}")


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/large", 200), ("/moved", 302)])
async def test_an_answer_is_its_status(inside: Inside, path: str, status: int) -> None:
    """However much it holds; a redirect is not followed."""
    assert await post(f"http://127.0.0.1:{inside.port}{path}", inside=True) == status
    assert inside.asked == [path]


async def test_who_does_not_answer_is_not_waited_for(inside: Inside) -> None:
    """Longer than agreed; and who is not there is said to be away."""
    with pytest.raises(NoAnswer, match="timed_out"):
        await post(f"http://127.0.0.1:{inside.port}/slow", inside=True, seconds=0.3)
    with pytest.raises(NoAnswer, match="connection_failed"):
        await post("http://127.0.0.1:1/", inside=True)


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("127.0.0.1", "address_refused"),
        ("localhost", "address_refused"),
        ("0x7f000001", "address_refused"),
        ("[::ffff:127.0.0.1]", "address_refused"),
        ("[::1]", "address_refused"),
        ("0.0.0.0", "address_refused"),
        ("127.1", "connection_failed"),  # aiohttp takes no such address
        ("2130706433", "connection_failed"),
    ],
)
async def test_nothing_inside_is_reached(
    inside: Inside, monkeypatch: pytest.MonkeyPatch, host: str, why: str
) -> None:
    """However its address is written: the check of words alone, which a name passes, is not the only one."""
    monkeypatch.setattr(outbound, "check_url", lambda url, inside: None)
    with pytest.raises(NoAnswer, match=why):
        await post(f"http://{host}:{inside.port}/", inside=False)
    assert inside.asked == []


async def test_it_is_connected_to_what_was_checked(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that stands for something of the internet when it is checked, and for this machine afterwards, leads to
    where it stood for when it was checked."""
    looked_up: list[str] = []

    async def rebinding(host: str, port: int, **_: Any) -> list[Any]:
        looked_up.append(host)
        address = "93.184.216.34" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    connected: list[Any] = []

    async def connect(*args: Any, **named: Any) -> Any:
        connected.extend(info[4][0] for info in named["addr_infos"])
        raise OSError("no network in a test")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", rebinding)
    monkeypatch.setattr("aiohttp.connector.aiohappyeyeballs.start_connection", connect)
    with pytest.raises(NoAnswer, match="connection_failed"):
        await post("https://rebinding.example/", inside=False)
    assert (looked_up, connected) == (["rebinding.example"], ["93.184.216.34"])


async def test_one_address_inside_among_others_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is refused when any of its addresses is."""

    async def mixed(host: str, port: int, **_: Any) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("93.184.216.34", "10.0.0.1")
        ]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", mixed)
    with pytest.raises(NoAnswer, match="address_refused"):
        await post("https://mixed.example/", inside=False)


async def test_a_missing_check_is_seen(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: where every address counts as public, this machine is reached by its name."""
    monkeypatch.setattr(outbound, "is_public", lambda address: True)
    monkeypatch.setattr(outbound, "check_url", lambda url, inside: None)
    assert await post(f"http://localhost:{inside.port}/", inside=False) == 200
    assert not addresses.is_public("127.0.0.1")
