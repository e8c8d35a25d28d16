"""The settings of a stack: its ports, and the folder for its log, its record and its generated secrets."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stack import development_secrets

ROOT = Path(__file__).resolve().parent.parent
DEVELOPMENT_ENV = Path(__file__).resolve().parent / "development.env"

# Whose defaults and settings' names the README and docker-compose.yml repeat.
DEFAULT_PORTS = {
    "DYNAMODB_LOCAL_PORT": 8000,
    "CUSTOMER_BFF_PORT": 8001,
    "OPS_BFF_PORT": 8002,
    "BACKEND_PORT": 8003,
    "IDENTITY_PORT": 9000,
    "SHOP_GATEWAY_PORT": 8080,
    "OPS_GATEWAY_PORT": 8090,
    "AWS_EMULATOR_PORT": 4566,
    "VALKEY_PORT": 6379,
    "WORKERS_PORT": 8004,
    "FRONTEND_PORT": 3000,
}


class InvalidSetting(Exception):
    """A setting that no stack can start with; its text is for the person who set it."""


@dataclass(frozen=True)
class StackSettings:
    """`ports` by setting name; `folder` exists once the stack has started; `environment` is the shell's.

    Without `frontend` there are no portals: the gateways lead to the API's documentation.
    """

    ports: Mapping[str, int]
    folder: Path
    environment: Mapping[str, str]
    frontend: bool = True

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "StackSettings":
        """Raises InvalidSetting for a port that is none, or that two processes would share."""
        ports = {
            name: _port(name, environment.get(name) or default) for name, default in DEFAULT_PORTS.items()
        }
        for name, port in ports.items():
            shared = [other for other in ports if other != name and ports[other] == port]
            if shared:
                raise InvalidSetting(f"{name} and {shared[0]} are both {port}: give them different ports")
        folder = Path(environment.get("STACK_FOLDER") or ROOT / ".run").resolve()
        return cls(ports=ports, folder=folder, environment=dict(environment))

    def addresses(self) -> dict[str, str]:
        """By the setting's name without its end: customer_bff → http://127.0.0.1:8001.

        IDENTITY_HOST is another name of this machine for the identity provider, which makes it another site.
        """
        hosts = {"IDENTITY_PORT": self.environment.get("IDENTITY_HOST") or "127.0.0.1"}
        return {
            name.removesuffix("_PORT").lower(): f"http://{hosts.get(name, '127.0.0.1')}:{port}"
            for name, port in self.ports.items()
        }

    def development_environment(self) -> dict[str, str]:
        """What every process starts with. development.env wins over the shell: no real AWS key gets in."""
        inherited = {
            name: value
            for name, value in self.environment.items()
            if name not in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "HOST", "PORT", "SECRETS_DIR")
        }
        return inherited | read_env_file(DEVELOPMENT_ENV) | {"PYTHONUNBUFFERED": "1"}

    def secrets(self) -> Path:
        """The folder of the services' secrets, made at the first start: see `stack.development_secrets`."""
        folder = self.folder / "secrets"
        development_secrets.make(folder)
        return folder


def read_env_file(file: Path) -> dict[str, str]:
    """NAME=value lines, as docker compose reads them: no quoting, `#` starts a comment line."""
    lines = (line.strip() for line in file.read_text().splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def _port(name: str, value: str | int) -> int:
    try:
        port = int(value)
    except ValueError:
        port = 0
    if not 1 <= port <= 65535:
        raise InvalidSetting(f"{name} is {value!r}: a port is a number from 1 to 65535")
    return port
