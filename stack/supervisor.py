"""Starts the stages in order, watches every process, and ends them all in the opposite order."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Mapping, Sequence

from stack.output import PrefixedLines
from stack.processes import Process
from stack.record import Record
from stack.settings import ROOT, StackSettings

READY_WITHIN_SECONDS = 60.0
ENDS_WITHIN_SECONDS = 15.0  # a service gives its requests in flight 10
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = (
    0.1,
    5.0,
)  # before one that died is started again; doubles each time
LIVED_LONG_SECONDS = 10.0  # whoever lived so long begins again with the first pause


class ProcessFailed(Exception):
    """A process exited that should not have, or never became ready; its text names it."""


class Supervisor:
    """One stack, from start to end. `run` is called once."""

    def __init__(
        self,
        stages: Sequence[Sequence[Process]],
        settings: StackSettings,
        output: PrefixedLines,
        *,
        announcement: Callable[[Mapping[str, str]], Sequence[str]],
    ) -> None:
        """`announcement` makes the lines to show once all are ready out of their addresses."""
        self._stages = stages
        self._settings = settings
        self._output = output
        self._announcement = announcement
        self._record = Record(supervisor=os.getpid())
        self._running: dict[str, asyncio.subprocess.Process] = {}  # in start order
        self._watchers: dict[str, asyncio.Task[None]] = {}
        self._were_ready: set[str] = set()
        self._pauses: dict[str, float] = {}
        self._asked_to_end = asyncio.Event()
        self._ending = asyncio.Event()
        self._in_a_hurry = asyncio.Event()

    async def run(self) -> int:
        """The exit code: 0 when asked to end, 1 when a process failed. No process is left behind."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._ask_to_end)
        asked = asyncio.create_task(self._asked_to_end.wait())
        work = asyncio.create_task(self._start_and_watch())
        try:
            await asyncio.wait([asked, work], return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                self._say("ending")
                return 0
            failure = work.exception()
            if not isinstance(failure, ProcessFailed):
                work.result()  # a fault of this file: shown with its traceback
            self._say(f"{failure}; ending the others")
            return 1
        finally:
            for task in (asked, work):
                task.cancel()
            await self._end_all()
            self._say("ended")

    def _ask_to_end(self) -> None:
        if self._asked_to_end.is_set():
            self._in_a_hurry.set()
        self._asked_to_end.set()

    async def _start_and_watch(self) -> None:
        """Never returns: raises ProcessFailed for the first process that fails."""
        self._record.write(self._settings.folder)
        died: asyncio.Queue[ProcessFailed] = asyncio.Queue()
        starting = asyncio.create_task(self._start_stages(died))
        failure = asyncio.create_task(died.get())
        try:
            await asyncio.wait([starting, failure], return_when=asyncio.FIRST_COMPLETED)
            if not failure.done():
                starting.result()  # raises what went wrong while starting
                self._announce()
            raise await failure
        finally:
            starting.cancel()
            failure.cancel()

    async def _start_stages(self, died: "asyncio.Queue[ProcessFailed]") -> None:
        for stage in self._stages:
            for process in stage:
                await self._start(process, died)
            # in their order: a BFF that is asked before its backend is ready answers, and logs, a 503
            for process in stage:
                await self._ready_or_done(process)

    async def _start(self, process: Process, died: "asyncio.Queue[ProcessFailed]") -> None:
        started = await asyncio.create_subprocess_exec(
            *process.command,
            cwd=ROOT,
            env=dict(process.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            # its own group: Ctrl-C reaches only the supervisor, which ends them in order
            start_new_session=True,
        )
        self._running[process.name] = started
        self._watchers[process.name] = asyncio.create_task(self._watch(process, started, died))
        self._record.add(process.name, started.pid)
        self._record.write(self._settings.folder)

    async def _watch(
        self, process: Process, started: asyncio.subprocess.Process, died: "asyncio.Queue[ProcessFailed]"
    ) -> None:
        assert started.stdout is not None
        began = asyncio.get_running_loop().time()
        copying = asyncio.create_task(self._output.copy(process.name, started.stdout))
        code = await started.wait()
        with contextlib.suppress(TimeoutError):  # a grandchild may keep the pipe open
            await asyncio.wait_for(copying, timeout=1)
        if self._ending.is_set():
            return
        if process.restarts and process.name in self._were_ready:
            lived_seconds = asyncio.get_running_loop().time() - began
            await self._start_again(process, lived_seconds, code, died)
        elif process.port_setting is not None or code != 0:
            died.put_nowait(ProcessFailed(f"{process.name} {_how_it_ended(code)}"))

    async def _start_again(
        self, process: Process, lived_seconds: float, code: int, died: "asyncio.Queue[ProcessFailed]"
    ) -> None:
        last = 0.0 if lived_seconds >= LIVED_LONG_SECONDS else self._pauses.get(process.name, 0.0)
        pause = self._pauses[process.name] = min(max(FIRST_PAUSE_SECONDS, 2 * last), LONGEST_PAUSE_SECONDS)
        self._say(f"{process.name} {_how_it_ended(code)}; starting it again in {pause:.1f} seconds")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ending.wait(), timeout=pause)
            return
        await self._start(process, died)

    async def _ready_or_done(self, process: Process) -> None:
        try:
            async with asyncio.timeout(READY_WITHIN_SECONDS):
                if process.port_setting is None:
                    await self._done(process)
                else:
                    await self._ready(process, self._settings.ports[process.port_setting])
        except TimeoutError:
            late = "ready" if process.port_setting else "done"
            raise ProcessFailed(
                f"{process.name} was not {late} within {READY_WITHIN_SECONDS:.0f} seconds"
            ) from None
        self._were_ready.add(process.name)

    async def _done(self, process: Process) -> None:
        if await self._running[process.name].wait() != 0:
            await asyncio.Event().wait()  # its watcher says how it failed, and that ends the start

    async def _ready(self, process: Process, port: int) -> None:
        path, ready = process.ready_path, False
        while not ready:
            ready = (
                await _listens(port) if path is None else await _status(port, path) in process.ready_statuses
            )
            await asyncio.sleep(0 if ready else 0.05)

    def _announce(self) -> None:
        self._record.addresses = self._settings.addresses()
        for line in self._announcement(self._record.addresses):
            self._say(line)
        self._record.write(self._settings.folder)

    async def _end_all(self) -> None:
        self._ending.set()
        # one after another: a BFF still has its backend while it answers its last requests
        for name in reversed(self._running):
            ended = None
            while ended is not self._running[name]:  # one that was just being started again comes after
                ended = self._running[name]
                await self._end(name)

    async def _end(self, name: str) -> None:
        process = self._running[name]
        if process.returncode is None:
            _signal_group(process.pid, signal.SIGTERM)
            exited = asyncio.create_task(process.wait())
            hurry = asyncio.create_task(self._in_a_hurry.wait())
            await asyncio.wait(
                [exited, hurry], timeout=ENDS_WITHIN_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            hurry.cancel()
            if process.returncode is None:
                self._say(f"killing {name}, which has not ended by itself")
                _signal_group(process.pid, signal.SIGKILL)
            await exited
        await self._watchers[name]

    def _say(self, line: str) -> None:
        self._output.write("stack", line)


def _signal_group(group: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def _how_it_ended(code: int) -> str:
    return f"exited with code {code}" if code >= 0 else f"was ended by {signal.Signals(-code).name}"


async def _listens(port: int) -> bool:
    try:
        async with asyncio.timeout(5):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


async def _status(port: int, path: str) -> int | None:
    """The HTTP status that `path` is answered with, or None when nothing answers."""
    try:
        async with asyncio.timeout(5):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(
                    f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
                )
                status_line = await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return None
    parts = status_line.split()
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None
