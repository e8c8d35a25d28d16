"""The processes that make up the stack, in the order in which they start."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stack.settings import StackSettings


@dataclass(frozen=True)
class Process:
    """One process. With `port_setting` it serves on that port and is ready when `ready_path` is answered
    with one of `ready_statuses`; without, it has done its work when it exits 0. One that `restarts` is started again
    when it dies after it was ready, as an orchestrator would; the death of any other ends the stack."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    port_setting: str | None = None
    ready_path: str = "/readyz"
    ready_statuses: tuple[int, ...] = (200,)
    restarts: bool = False


def backend_settings(settings: StackSettings, dynamodb_url: str) -> dict[str, str]:
    """The environment of the backend and of its commands, all but where it serves."""
    return {
        **settings.development_environment(),
        "DYNAMODB_ENDPOINT_URL": dynamodb_url,
        "CURSOR_SIGNING_KEY": settings.cursor_signing_key(),
    }


def stages(settings: StackSettings) -> list[list[Process]]:
    """Each stage starts when every process of the one before is ready or done."""
    ports = settings.ports
    python = sys.executable
    shared = settings.development_environment()
    backend = backend_settings(settings, settings.addresses()["dynamodb_local"])
    bff = {
        **shared,
        "BACKEND_URL": settings.addresses()["backend"],
        "CURSOR_SIGNING_KEY": settings.cursor_signing_key(),
        "PRODUCT_IMAGES_DIR": "dynamodb-local/seed/images",
    }

    def service(name: str, module: str, port_setting: str, extra: Mapping[str, str]) -> Process:
        address = {"HOST": "127.0.0.1", "PORT": str(ports[port_setting])}
        return Process(name, [python, "-m", module], {**extra, **address}, port_setting, restarts=True)

    dynamodb_local = Process(
        "dynamodb-local",
        [python, "dynamodb-local/start.py"],
        {**shared, "DYNAMODB_LOCAL_PORT": str(ports["DYNAMODB_LOCAL_PORT"])},
        port_setting="DYNAMODB_LOCAL_PORT",
        ready_path="/",
        ready_statuses=(400,),  # a request that is not signed: the server is there
    )
    create_tables = Process("create-tables", [python, "-m", "backend.persistence.create_tables"], backend)
    return [
        [dynamodb_local],
        [create_tables],
        [
            service("backend", "backend", "BACKEND_PORT", backend),
            service("customer-bff", "customer_bff", "CUSTOMER_BFF_PORT", bff),
            service("ops-bff", "ops_bff", "OPS_BFF_PORT", bff),
        ],
    ]
