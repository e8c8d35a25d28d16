"""Settings of the stack: what is refused, and what a process is started with."""

from pathlib import Path

import pytest

from stack.settings import InvalidSetting, StackSettings


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


def test_the_cursor_key_outlives_a_restart(tmp_path: Path) -> None:
    """The key is made once a folder, is long enough to sign with, and can be read by its owner only."""
    key = settings(tmp_path / "new").cursor_signing_key()
    assert key == settings(tmp_path / "new").cursor_signing_key()
    assert len(key) == 64
    assert (tmp_path / "new" / "cursor-signing-key").stat().st_mode & 0o077 == 0
