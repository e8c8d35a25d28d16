"""The supervisor against small real processes: what it starts, what it says, and that none stays behind."""

import asyncio
import io
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from stack.output import PrefixedLines
from stack.processes import Process
from stack.settings import StackSettings
from stack.supervisor import Supervisor

pytestmark = pytest.mark.process

SERVES = """
import http.server, signal, sys
signal.signal(signal.SIGTERM, lambda *_: (print("asked to end", flush=True), ENDS and sys.exit(0)))
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ready)
print("serves", flush=True)
server.serve_forever()
"""
GOES_ON = "ENDS = False\n" + SERVES
SERVES = "ENDS = True\n" + SERVES


class Stack:
    """A supervisor of throwaway processes on free ports."""

    def __init__(self, folder: Path) -> None:
        self.settings = StackSettings(
            ports={name: free_port() for name in ("FIRST_PORT", "SECOND_PORT")}, folder=folder, environment={}
        )
        self.terminal = io.StringIO()

    def server(self, name: str, setting: str, program: str = SERVES) -> Process:
        port = str(self.settings.ports[setting])
        return Process(name, [sys.executable, "-c", program, port], dict(os.environ), setting)

    def once(self, name: str, program: str) -> Process:
        return Process(name, [sys.executable, "-c", program], dict(os.environ))

    async def run(self, *stages: list[Process]) -> int:
        with PrefixedLines(self.settings.folder / "stack.log", width=8, terminal=self.terminal) as output:
            return await Supervisor(stages, self.settings, output, announcement=lambda _: ["all ready"]).run()

    @asynccontextmanager
    async def running(self, *stages: list[Process]) -> AsyncIterator["asyncio.Task[int]"]:
        run = asyncio.create_task(self.run(*stages))
        await self.until(lambda: "all ready" in self.lines(), run)
        try:
            yield run
        finally:
            if not run.done():
                os.kill(os.getpid(), signal.SIGTERM)
            await run

    async def until(self, holds: Callable[[], bool], run: "asyncio.Task[int]") -> None:
        while not holds():
            assert not run.done(), self.lines()
            await asyncio.sleep(0.02)

    def said(self, line: str, times: int) -> bool:
        return self.lines().count(line) == times

    def lines(self) -> str:
        return self.terminal.getvalue()

    def processes(self) -> dict[str, int]:
        processes: dict[str, int] = json.loads((self.settings.folder / "stack.json").read_text())["processes"]
        return processes


@pytest.fixture
def stack(tmp_path: Path) -> Stack:
    return Stack(tmp_path)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_stages_start_in_order(stack: Stack) -> None:
    """A stage starts only once every process of the one before is ready or has done its work."""
    first = f"http://127.0.0.1:{stack.settings.ports['FIRST_PORT']}"
    probe = f"import urllib.request; urllib.request.urlopen('{first}'); print('found it')"
    async with stack.running(
        [stack.server("first", "FIRST_PORT")],
        [stack.once("once", probe)],
        [stack.server("second", "SECOND_PORT")],
    ):
        lines = stack.lines().splitlines()
    assert lines == [
        "first    | serves",
        "once     | found it",
        "second   | serves",
        "stack    | all ready",
    ]


async def test_a_server_of_another_protocol_is_ready_when_it_listens(stack: Stack) -> None:
    """Without a path nothing is asked of it: the next stage finds its port open."""
    port = stack.settings.ports["FIRST_PORT"]
    listens = f"import socket, time; time.sleep(0.3); s = socket.create_server(('127.0.0.1', {port})); time.sleep(60)"
    mute = replace(stack.server("first", "FIRST_PORT", listens), ready_path=None)
    probe = f"import socket; socket.create_connection(('127.0.0.1', {port})); print('found it')"
    async with stack.running([mute], [stack.once("once", probe)]):
        assert "once     | found it" in stack.lines().splitlines()


async def test_asked_to_end(stack: Stack) -> None:
    """SIGTERM ends every process, the last started first, and the exit code is 0."""
    async with stack.running(
        [stack.server("first", "FIRST_PORT")], [stack.server("second", "SECOND_PORT")]
    ) as run:
        processes = stack.processes()
        os.kill(os.getpid(), signal.SIGTERM)
        assert await run == 0
    lines = stack.lines()
    assert lines.index("second   | asked to end") < lines.index("first    | asked to end")
    assert not any(lives(pid) for pid in processes.values())


async def test_a_process_that_dies_ends_all(stack: Stack) -> None:
    """When one process dies the others are ended, it is said which and how, and the exit code is 1."""
    async with stack.running(
        [stack.server("first", "FIRST_PORT")], [stack.server("second", "SECOND_PORT")]
    ) as run:
        processes = stack.processes()
        os.kill(processes["first"], signal.SIGKILL)
        assert await run == 1
    assert "stack    | first was ended by SIGKILL; ending the others" in stack.lines()
    assert not lives(processes["second"])


async def test_a_service_that_dies_is_started_again(stack: Stack) -> None:
    """A process that restarts is served anew after each death, and the others do not notice."""
    service = replace(stack.server("first", "FIRST_PORT"), restarts=True)
    async with stack.running([service], [stack.server("second", "SECOND_PORT")]) as run:
        other = stack.processes()["second"]
        for times in (2, 3):
            os.kill(stack.processes()["first"], signal.SIGKILL)
            await stack.until(partial(stack.said, "first    | serves", times), run)
        assert stack.processes()["second"] == other
    assert "stack    | first was ended by SIGKILL; starting it again in 0.1 seconds" in stack.lines()
    assert not lives(stack.processes()["first"])


async def test_ending_does_not_wait_for_a_restart(stack: Stack) -> None:
    """A stack that is ended while a process is about to be started again leaves nothing behind."""
    service = replace(stack.server("first", "FIRST_PORT"), restarts=True)
    async with stack.running([service]) as run:
        os.kill(stack.processes()["first"], signal.SIGKILL)
        await stack.until(lambda: "starting it again" in stack.lines(), run)
        os.kill(os.getpid(), signal.SIGTERM)
        assert await run == 0
    assert not lives(stack.processes()["first"])


async def test_a_step_that_fails_ends_the_start(stack: Stack) -> None:
    """A one-shot step that exits with another code than 0 stops the start: nothing after it is started."""
    run = stack.run([stack.once("once", "raise SystemExit(3)")], [stack.server("second", "SECOND_PORT")])
    assert await run == 1
    assert stack.lines().startswith("stack    | once exited with code 3; ending the others")
    assert "second" not in stack.lines()


async def test_a_process_that_ignores_the_end_is_killed(stack: Stack) -> None:
    """Asked a second time, the stack kills what has not ended by itself."""
    async with stack.running([stack.server("stubborn", "FIRST_PORT", GOES_ON)]) as run:
        processes = stack.processes()
        os.kill(os.getpid(), signal.SIGTERM)
        await stack.until(lambda: "ending" in stack.lines(), run)
        os.kill(os.getpid(), signal.SIGTERM)
        assert await run == 0
    assert "killing stubborn" in stack.lines()
    assert not lives(processes["stubborn"])


async def test_the_log_file_holds_every_line(stack: Stack) -> None:
    """The log file holds what the terminal showed, lines of any length included."""
    long_line = stack.once("once", "print('x' * 200_000)")
    async with stack.running([long_line], [stack.server("first", "FIRST_PORT")]):
        pass
    assert f"once     | {'x' * 200_000}\n" in stack.lines()
    assert (stack.settings.folder / "stack.log").read_text() == stack.lines()
