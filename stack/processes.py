"""The processes that make up the stack, in the order in which they start."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from stack.development_secrets import CLIENTS
from stack.settings import ROOT, StackSettings

FRONTEND_BUILD = ROOT / "frontend" / ".next" / "standalone" / "server.js"
"""Made by `make frontend`."""


@dataclass(frozen=True)
class Process:
    """One process. With `port_setting` it serves on that port and is ready when `ready_path` is answered with one of
    `ready_statuses`, or without a path as soon as it listens; without a port it has done its work when it exits 0. One
    that `restarts` is started again when it dies after it was ready, as an orchestrator would; the death of any other
    ends the stack."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    port_setting: str | None = None
    ready_path: str | None = "/readyz"
    ready_statuses: tuple[int, ...] = (200,)
    restarts: bool = False


def backend_settings(settings: StackSettings, dynamodb_url: str) -> dict[str, str]:
    """The environment of the backend and of its commands, all but where it serves."""
    return {
        **settings.development_environment(),
        "DYNAMODB_ENDPOINT_URL": dynamodb_url,
        "SECRETS_DIR": str(settings.secrets() / "backend"),
    }


def workers_settings(settings: StackSettings, addresses: Mapping[str, str]) -> dict[str, str]:
    """The environment of the workers and of what is done with events, all but where they serve."""
    return {
        **backend_settings(settings, addresses["dynamodb_local"]),
        "AWS_ENDPOINT_URL": addresses["aws_emulator"],
        "VALKEY_URL": _valkey_url(addresses),
        "ANALYTICS_STORE": str(settings.folder / "analytics"),
    }


def _valkey_url(addresses: Mapping[str, str]) -> str:
    return addresses["valkey"].replace("http://", "valkey://")


def stages(settings: StackSettings) -> list[list[Process]]:
    """Each stage starts when every process of the one before is ready or done."""
    return [
        [_dynamodb_local(settings), _identity(settings), _aws_emulator(settings), _valkey(settings)],
        [_create_tables(settings), _create_bus(settings)],
        [
            _service(settings, "backend", _backend_environment(settings)),
            _service(settings, "customer-bff", _bff_environment(settings, "customer-bff", "shop_gateway")),
            _service(settings, "ops-bff", _ops_bff_environment(settings)),
            _workers(settings),
            *([_frontend(settings)] if settings.frontend else []),
        ],
        [_gateway(settings, "shop-gateway", "customer-bff"), _gateway(settings, "ops-gateway", "ops-bff")],
    ]


def _dynamodb_local(settings: StackSettings) -> Process:
    port = str(settings.ports["DYNAMODB_LOCAL_PORT"])
    return Process(
        "dynamodb-local",
        [sys.executable, "dynamodb-local/start.py"],
        {**settings.development_environment(), "DYNAMODB_LOCAL_PORT": port},
        port_setting="DYNAMODB_LOCAL_PORT",
        ready_path="/",
        ready_statuses=(400,),  # a request that is not signed: the server is there
    )


def _create_tables(settings: StackSettings) -> Process:
    command = [sys.executable, "-m", "backend.persistence.create_tables"]
    return Process("create-tables", command, _backend_environment(settings))


def _aws_emulator(settings: StackSettings) -> Process:
    # Its queues go when it does, so it is not started again.
    port = str(settings.ports["AWS_EMULATOR_PORT"])
    return Process(
        "aws-emulator",
        [sys.executable, "aws-emulator/start_emulator.py"],
        {**settings.development_environment(), "AWS_EMULATOR_PORT": port},
        port_setting="AWS_EMULATOR_PORT",
        ready_path="/_ministack/health",
    )


def _valkey(settings: StackSettings) -> Process:
    return Process(
        "valkey",
        [sys.executable, "valkey-local/start_valkey.py"],
        {**settings.development_environment(), "VALKEY_PORT": str(settings.ports["VALKEY_PORT"])},
        port_setting="VALKEY_PORT",
        ready_path=None,
        restarts=True,
    )


def _create_bus(settings: StackSettings) -> Process:
    command = [sys.executable, "-m", "backend.events.create_bus"]
    return Process("create-bus", command, workers_settings(settings, settings.addresses()))


def _workers(settings: StackSettings) -> Process:
    command = [sys.executable, "-m", "backend.workers"]
    environment = workers_settings(settings, settings.addresses())
    return _server(settings, "workers", command, environment, "WORKERS_PORT")


def _identity(settings: StackSettings) -> Process:
    addresses = settings.addresses()
    environment = {
        **settings.development_environment(),
        "ISSUER": addresses["identity"],
        "IDENTITY_FOLDER": str(settings.folder / "identity"),
        "CLIENT_SECRETS_FOLDER": str(settings.secrets() / "identity"),
        "SHOP_ORIGINS": ",".join(addresses[name] for name in ("shop_gateway", "customer_bff")),
        "OPS_ORIGINS": ",".join(addresses[name] for name in ("ops_gateway", "ops_bff")),
    }
    command = ["node", "--max-old-space-size=96", "identity/src/main.js"]
    return _server(settings, "identity", command, environment, "IDENTITY_PORT")


def _frontend(settings: StackSettings) -> Process:
    # it calls nobody: pages call the gateway that they came from
    environment = {
        **settings.development_environment(),
        "NODE_ENV": "production",
        "NEXT_TELEMETRY_DISABLED": "1",
    }
    address = {"HOSTNAME": "127.0.0.1"}
    command = ["node", "--import", str(FRONTEND_BUILD.with_name("precompressed.mjs")), str(FRONTEND_BUILD)]
    return _server(settings, "frontend", command, environment | address, "FRONTEND_PORT")


def _backend_environment(settings: StackSettings) -> dict[str, str]:
    return backend_settings(settings, settings.addresses()["dynamodb_local"])


def _bff_environment(settings: StackSettings, bff: str, gateway: str) -> dict[str, str]:
    addresses = settings.addresses()
    return {
        **settings.development_environment(),
        "BACKEND_URL": addresses["backend"],
        "PUBLIC_URL": addresses[gateway],
        "TRUSTED_PROXIES": "127.0.0.1",
        "OIDC_ISSUER": addresses["identity"],
        "OIDC_CLIENT_ID": CLIENTS[bff],
        "SECRETS_DIR": str(settings.secrets() / bff),
        "PRODUCT_IMAGES_DIR": "dynamodb-local/seed/images",
        "LIVE_FEED_URL": _valkey_url(addresses),
    }


def _ops_bff_environment(settings: StackSettings) -> dict[str, str]:
    environment = _bff_environment(settings, "ops-bff", "ops_gateway")
    return environment | {"AWS_ENDPOINT_URL": settings.addresses()["aws_emulator"]}


def _service(settings: StackSettings, name: str, environment: Mapping[str, str]) -> Process:
    module = name.replace("-", "_")
    return _server(settings, name, [sys.executable, "-m", module], environment, f"{module.upper()}_PORT")


def _gateway(settings: StackSettings, name: str, bff: str) -> Process:
    addresses = settings.addresses()
    own = addresses[name.replace("-", "_")]
    environment = {
        **settings.development_environment(),
        "GATEWAY": name,
        "BFF": bff,
        "BFF_UPSTREAM": addresses[bff.replace("-", "_")].removeprefix("http://"),
        "PORTAL_UPSTREAM": addresses["frontend"].removeprefix("http://") if settings.frontend else "",
        "ALLOWED_ORIGINS": f"{own},{own.replace('127.0.0.1', 'localhost')}",
        # what Caddy keeps for itself
        "XDG_CONFIG_HOME": str(settings.folder / "caddy"),
        "XDG_DATA_HOME": str(settings.folder / "caddy"),
    }
    caddy = str(Path(sys.executable).with_name("caddy"))
    command = [caddy, "run", "--config", "gateway/Caddyfile", "--adapter", "caddyfile"]
    port_setting = f"{name.replace('-', '_').upper()}_PORT"
    return _server(settings, name, command, environment, port_setting, ready_path="/livez")


def _server(
    settings: StackSettings,
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    port_setting: str,
    *,
    ready_path: str = "/readyz",
) -> Process:
    address = {"HOST": "127.0.0.1", "PORT": str(settings.ports[port_setting])}
    return Process(
        name, command, {**environment, **address}, port_setting, ready_path=ready_path, restarts=True
    )
