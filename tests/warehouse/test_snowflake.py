"""The script that loads Snowflake, and the views, run by a Snowflake that is played (fakesnow)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from backend.analytics.insights import MOST_A_DAY, QUESTIONS
from backend.analytics.partitions import Partitions
from backend.analytics.rows import encoded, partition
from backend.analytics.stores import FolderStore
from tests.warehouse.told_story import ANSWERS, STORY

HERE = Path(__file__).resolve().parent
PYTHON = HERE / ".venv" / "bin" / "python"


def told(folder: Path) -> str:
    partitions = Partitions(FolderStore(folder))
    for row in STORY:
        partitions.add(partition(row), [row])
    return str(folder)


def merged(folder: Path) -> str:
    """The same events in other files."""
    folder.mkdir()
    (folder / "all.parquet").write_bytes(encoded(STORY))
    return str(folder)


def test_snowflake_answers_as_duckdb_does(tmp_path: Path) -> None:
    """Loaded once, and once more from merged files: the same answers, from the same views."""
    if not PYTHON.exists():
        pytest.skip("the played Snowflake is not installed: make tests/warehouse/.venv/install.stamp")
    questions = {
        name: query.replace("$since", "'2026-01-01'::DATE").replace("$most", str(MOST_A_DAY))
        for name, query in QUESTIONS.items()
    }
    run = subprocess.run(
        [PYTHON, HERE / "played_snowflake.py", told(tmp_path / "told"), merged(tmp_path / "merged")],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    first, second = map(json.loads, run.stdout.splitlines())
    assert first == ANSWERS
    assert second == ANSWERS
