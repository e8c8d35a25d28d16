"""The services as processes of their own, on a database that the test chooses: for tests that break or measure."""

from __future__ import annotations

import os
import subprocess
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from stack.processes import Process, stages
from stack.settings import StackSettings
from tests.processes.addresses import Addresses
from tests.processes.ports import free_ports
from tests.processes.process import REPOSITORY, NotStarted, ServerProcess

SERVERS = ("identity", "backend", "customer-bff", "ops-bff")
_PORTS = ("IDENTITY_PORT", "CUSTOMER_BFF_PORT", "OPS_BFF_PORT", "BACKEND_PORT")


@dataclass(frozen=True)
class Platform:
    """The three services, running, and who signs people in. There are no gateways: what they cost and refuse is not
    asked here."""

    database_url: str
    identity: ServerProcess
    backend: ServerProcess
    customer_bff: ServerProcess
    ops_bff: ServerProcess
    orders_table: str
    products_table: str
    environment: dict[str, str]

    @property
    def addresses(self) -> Addresses:
        shop, ops = self.customer_bff.url, self.ops_bff.url
        return Addresses(shop, ops, self.identity.url, shop, ops, self.backend.url)

    def reconcile(self) -> subprocess.CompletedProcess[str]:
        """What `python -m backend.reconcile` says of the tables."""
        python = _planned(self.environment)["create-tables"].command[0]
        return subprocess.run(
            [python, "-m", "backend.reconcile"],
            cwd=REPOSITORY,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )


@contextmanager
def platform_on(
    database_url: str, folder: Path, *, tables: tuple[str, str] | None = None, **settings: str
) -> Iterator[Platform]:
    """Starts the processes of `make run` one by one, on free ports; `settings` are environment variables.

    `tables` are the names of Orders and Products: new ones unless given.
    """
    suffix = uuid.uuid4().hex[:8]
    orders, products = tables or (f"Orders-{suffix}", f"Products-{suffix}")
    ports = dict(zip(_PORTS, map(str, free_ports(len(_PORTS))), strict=True))
    environment = {
        **os.environ,
        **ports,
        "STACK_FOLDER": str(folder),
        "ORDERS_TABLE": orders,
        "PRODUCTS_TABLE": products,
        "OPERATIONS_TABLE": f"Operations-{suffix}",
        "LOG_LEVEL": "warning",
        **settings,
    }
    # A Valkey that happens to run on this machine is none of this platform's.
    chosen = {"DYNAMODB_ENDPOINT_URL": database_url, "LIVE_FEED_URL": settings.get("LIVE_FEED_URL", "")}
    planned = {
        name: replace(process, environment={**process.environment, **chosen})
        for name, process in _planned(environment).items()
    }
    _run_to_end(planned["create-tables"])
    with ExitStack() as running:
        servers = []
        for name in SERVERS:
            server = _server(planned[name], folder)
            server.start()
            running.callback(server.stop)
            servers.append(server)
        identity, backend, customer_bff, ops_bff = servers
        yield Platform(
            database_url,
            identity,
            backend,
            customer_bff,
            ops_bff,
            orders,
            products,
            dict(planned["create-tables"].environment),
        )


def _planned(environment: dict[str, str]) -> dict[str, Process]:
    planned: Sequence[Sequence[Process]] = stages(StackSettings.from_environment(environment))
    return {process.name: process for stage in planned for process in stage}


def _server(process: Process, folder: Path) -> ServerProcess:
    return ServerProcess(
        process.name,
        process.command,
        process.environment,
        url=f"http://127.0.0.1:{process.environment['PORT']}",
        log_folder=folder,
    )


def _run_to_end(process: Process) -> None:
    done = subprocess.run(
        process.command, cwd=REPOSITORY, env=dict(process.environment), capture_output=True, text=True
    )
    if done.returncode != 0:
        raise NotStarted(f"{process.name}: {done.stdout}{done.stderr}")
