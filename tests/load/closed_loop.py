"""Many clients, each of which sends its next request when it has its answer."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tests.processes.process import ServerProcess


@dataclass(frozen=True)
class Round:
    """One run: successful calls a second, and CPU (user + system) of each named process for each of them, in
    milliseconds."""

    calls_per_second: float
    failed: int
    cpu_milliseconds: dict[str, float]


async def closed_loop(
    call: Callable[[int], Awaitable[bool]], *, calls: int, clients: int, servers: Sequence[ServerProcess]
) -> Round:
    """`calls` calls by `clients` clients; a call says whether it succeeded. The measuring process is "client"."""
    numbers = iter(range(calls))

    async def client() -> int:
        return sum([await call(number) for number in numbers])

    before = {server.name: server.cpu_seconds() for server in servers} | {"client": _own_cpu_seconds()}
    started = time.perf_counter()
    done = sum(await asyncio.gather(*(client() for _ in range(clients))))
    elapsed = time.perf_counter() - started
    after = {server.name: server.cpu_seconds() for server in servers} | {"client": _own_cpu_seconds()}
    cpu = {name: (after[name] - before[name]) / max(done, 1) * 1000 for name in after}
    return Round(done / elapsed, calls - done, cpu)


def _own_cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
