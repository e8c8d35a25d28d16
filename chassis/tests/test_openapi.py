"""chassis.openapi"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI

from chassis.openapi import document_text, main

FACTORY = """
from chassis.app import create_app
from chassis.settings import ServiceSettings
def make():
    return create_app(title="T", description="", settings=ServiceSettings(port=1), routers=[])
def wrong():
    return None
"""


def test_the_text_is_deterministic(app: FastAPI) -> None:
    """Keys are sorted, the indent is two spaces, and the text ends with one newline."""
    text = document_text(app)
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_the_command_prints_the_document(tmp_path: Path) -> None:
    """`python -m chassis.openapi MODULE:FACTORY` needs no environment and prints nothing else."""
    (tmp_path / "office.py").write_text(FACTORY)
    run = subprocess.run(
        [sys.executable, "-m", "chassis.openapi", "office:make"],
        cwd=tmp_path,
        env={},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout)["info"]["title"] == "T"
    assert run.stderr == ""


@pytest.mark.parametrize("arguments", [[], ["office"], ["office:missing"], ["office:wrong"], ["a:b", "c:d"]])
def test_a_wrong_argument_is_told(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What names no app ends with status 2 and a line on stderr."""
    (tmp_path / "office.py").write_text(FACTORY)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "office", raising=False)
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
