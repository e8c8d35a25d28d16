"""`python -m stack` as it is run: what it refuses, and what `down` ends."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stack.record import Record, held, read
from stack.settings import DEFAULT_PORTS, ROOT

pytestmark = pytest.mark.process


def stack_command(command: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "stack", command],
        cwd=ROOT,
        env={**os.environ, "STACK_FOLDER": str(folder), **environment},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.parametrize("setting", DEFAULT_PORTS)
def test_a_taken_port_is_named(tmp_path: Path, taken_port: int, setting: str) -> None:
    """A taken port ends the start before anything runs, in one line that names the port and its setting."""
    refused = stack_command("run", tmp_path, **{setting: str(taken_port)})
    assert refused.returncode == 1
    assert f"port {taken_port} ({setting}) is already in use" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert refused.stdout == ""


def test_one_stack_a_folder(tmp_path: Path) -> None:
    """A second stack in the same folder is refused, with what to do."""
    with held(tmp_path) as alone:
        assert alone
        refused = stack_command("run", tmp_path)
    assert refused.returncode == 1
    assert "runs already: 'make down' ends it" in refused.stderr


def test_down_ends_what_a_killed_stack_left(tmp_path: Path) -> None:
    """`down` ends the recorded processes of a stack that is gone, and forgets them."""
    left = subprocess.Popen(["sleep", "60"], start_new_session=True)
    record = Record(supervisor=0)
    record.add("left", left.pid)
    record.write(tmp_path)
    assert stack_command("down", tmp_path).returncode == 0
    assert left.wait() != 0
    assert read(tmp_path) is None


def test_down_leaves_strangers_alone(tmp_path: Path) -> None:
    """A process that got a recorded id later, so started at another time, is not ended."""
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        Record(supervisor=0, processes={"left": stranger.pid}, started_at={"left": "long ago"}).write(
            tmp_path
        )
        assert stack_command("down", tmp_path).returncode == 0
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_down_without_a_stack(tmp_path: Path) -> None:
    """`down` succeeds quietly when nothing runs."""
    ended = stack_command("down", tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
