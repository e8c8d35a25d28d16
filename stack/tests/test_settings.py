"""Settings of the stack: what is refused, and what a process is started with."""

import importlib
import json
from pathlib import Path

import pytest

from chassis.passports import PassportControl, PassportMint
from chassis.settings import from_environment
from stack.development_secrets import CLIENTS
from stack.settings import InvalidSetting, StackSettings

OF_A_BFF = ("OIDC_CLIENT_SECRET", "PASSPORT_PRIVATE_KEY", "SESSION_KEYS")
REAL = {
    "CURSOR_SIGNING_KEY": "c" * 32,
    "OPERATION_SIGNING_KEY": "o" * 32,
    "WEBHOOK_SIGNING_KEY": "w" * 32,
    "OIDC_CLIENT_SECRET": "s" * 32,
    "PASSPORT_PRIVATE_KEY": "PEM",
    "SESSION_KEYS": json.dumps(["k" * 32]),
    "PASSPORT_PUBLIC_KEYS": json.dumps({"ops-bff": "-----BEGIN PUBLIC KEY-----"}),
    "PUBLIC_URL": "https://portal.example",
    "OIDC_ISSUER": "https://identity.example",
    "OIDC_CLIENT_ID": "portal",
    "BACKEND_URL": "http://backend",
    "ENVIRONMENT": "production",
}
"""What a service in production reads."""


def settings(folder: Path, **environment: str) -> StackSettings:
    return StackSettings.from_environment({"STACK_FOLDER": str(folder), **environment})


def test_ports_are_settings(tmp_path: Path) -> None:
    """A port comes from its setting; an empty one, as make hands on an unset variable, means the default."""
    ports = settings(tmp_path, CUSTOMER_BFF_PORT="9001", OPS_BFF_PORT="").ports
    assert (ports["CUSTOMER_BFF_PORT"], ports["OPS_BFF_PORT"]) == (9001, 8002)


@pytest.mark.parametrize("value", ["http", "0", "65536", "-1"])
def test_a_port_is_a_port(tmp_path: Path, value: str) -> None:
    """What is no port number is refused by name."""
    with pytest.raises(InvalidSetting, match="BACKEND_PORT"):
        settings(tmp_path, BACKEND_PORT=value)


def test_two_processes_need_two_ports(tmp_path: Path) -> None:
    """One port for two processes is refused, naming both settings."""
    with pytest.raises(InvalidSetting, match=r"CUSTOMER_BFF_PORT and OPS_BFF_PORT are both 9001"):
        settings(tmp_path, CUSTOMER_BFF_PORT="9001", OPS_BFF_PORT="9001")


def test_no_real_key_gets_in(tmp_path: Path) -> None:
    """AWS keys and profiles of the person who starts the stack do not reach its processes."""
    mine = settings(tmp_path, AWS_ACCESS_KEY_ID="mine", AWS_PROFILE="mine", AWS_SESSION_TOKEN="mine")
    assert "mine" not in mine.development_environment().values()


def test_secrets_outlive_a_restart(tmp_path: Path) -> None:
    """They are made once a folder, each service's in a folder of its own, and can be read by their owner only."""
    folder = settings(tmp_path / "new").secrets()
    made = {file: file.read_text() for file in folder.rglob("*") if file.is_file()}
    assert {file.relative_to(folder).as_posix() for file in made} == {
        *(f"{bff}/{name}" for bff in ("customer-bff", "ops-bff") for name in OF_A_BFF),
        "customer-bff/CURSOR_SIGNING_KEY",
        "ops-bff/CURSOR_SIGNING_KEY",
        "ops-bff/OPERATION_SIGNING_KEY",
        "backend/CURSOR_SIGNING_KEY",
        "backend/PASSPORT_PUBLIC_KEYS",
        "backend/WEBHOOK_SIGNING_KEY",
        "identity/shop-portal",
        "identity/ops-portal",
    }
    settings(tmp_path / "new").secrets()
    assert made == {file: file.read_text() for file in made}
    assert all(file.stat().st_mode & 0o077 == 0 for file in made)


def test_secrets_fit_together(tmp_path: Path) -> None:
    """The provider knows each BFF's client secret, the backend believes each BFF's passports, and a key that was
    taken away is made anew on both sides."""
    folder = settings(tmp_path).secrets()
    for replaced in (False, True):
        if replaced:
            (folder / "ops-bff" / "PASSPORT_PRIVATE_KEY").unlink()
            settings(tmp_path).secrets()
        public_keys = json.loads((folder / "backend" / "PASSPORT_PUBLIC_KEYS").read_text())
        control = PassportControl(audience="backend", public_keys=public_keys)
        for bff, client in CLIENTS.items():
            secret = (folder / bff / "OIDC_CLIENT_SECRET").read_text()
            assert secret == (folder / "identity" / client).read_text()
            private_key = (folder / bff / "PASSPORT_PRIVATE_KEY").read_text()
            mint = PassportMint(issuer=bff, audience="backend", private_key=private_key)
            assert control.verify(mint.passport("ada", {"customer"})).issuer == bff


@pytest.mark.parametrize("service", ["customer-bff", "ops-bff", "backend"])
def test_no_service_takes_them_in_production(
    tmp_path: Path, service: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each one is marked as made for development."""
    folder = settings(tmp_path).secrets() / service
    module = importlib.import_module(f"{service.replace('-', '_')}.settings")
    for name, value in REAL.items():
        monkeypatch.setenv(name, value)
    assert from_environment(module.Settings)
    for file in folder.iterdir():
        with monkeypatch.context() as environment:
            environment.setenv(file.name, file.read_text())
            with pytest.raises(SystemExit):
                from_environment(module.Settings)
        assert f"{file.name} was made for development" in capsys.readouterr().err
