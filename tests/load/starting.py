"""How long a service takes to start, and what it holds at rest."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.load.report import line, median, ratio
from tests.processes.platform import Platform
from tests.processes.process import ServerProcess


def measure_starting(platform: Platform, *, rounds: int) -> None:
    """Restarts the services; they are up again afterwards. CPU time says more than the clock on a busy machine."""
    bare: list[Start] = []
    started: dict[str, list[Start]] = {}
    services = ((platform.customer_bff, 1.6), (platform.ops_bff, 1.6), (platform.backend, 2.5))
    for _ in range(rounds):
        bare.append(_import_start())
        for service, _goal in services:
            started.setdefault(service.name, []).append(_service_start(service))
    line('python -c "import fastapi, uvicorn"', median([one.seconds for one in bare]) * 1000, "ms")
    for service, goal in services:
        pairs = list(zip(started[service.name], bare, strict=True))
        clock = median([one.seconds / other.seconds for one, other in pairs])
        ratio(f"start of {service.name} / that", clock, at_most=goal)
        cpu = median([one.cpu_seconds / other.cpu_seconds for one, other in pairs])
        ratio(f"start of {service.name} / that, in CPU time", cpu, at_most=goal)
    time.sleep(2)
    for service, _goal in services:
        line(f"memory of {service.name} at rest", service.memory_megabytes(), "MB", "BFF: at most 90")


@dataclass(frozen=True)
class Start:
    seconds: float
    cpu_seconds: float


def _import_start() -> Start:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import fastapi, uvicorn"], check=True)
    elapsed = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Start(elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _service_start(service: ServerProcess) -> Start:
    """To the first 200 of /readyz."""
    service.stop()
    started = time.perf_counter()
    service.start()
    return Start(time.perf_counter() - started, service.cpu_seconds())
