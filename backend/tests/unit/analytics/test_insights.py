"""What DuckDB makes of a story whose answers are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backend.analytics import insights
from backend.analytics.insights import Insights, TookTooLong, _text
from backend.analytics.partitions import Partitions
from backend.analytics.rows import partition
from backend.analytics.stores import FolderStore
from tests.warehouse.told_story import ANSWERS, STORY, at


def told(folder: Path) -> FolderStore:
    """A store of the story, an event a file."""
    store = FolderStore(folder)
    partitions = Partitions(store)
    for row in STORY:
        partitions.add(partition(row), [row])
    return store


async def test_every_question_has_its_answer(tmp_path: Path) -> None:
    """Days, revenue, products, hours, rates and stock-outs, newest or largest first."""
    asked = Insights(told(tmp_path), str(tmp_path), endpoint_url=None, region="us-east-1")
    found = await asked.worked_out(at(48))
    assert found is not None
    assert json.loads(json.dumps(found.answers, default=_text)) == ANSWERS
    assert await asked.worked_out(at(49)) is None


async def test_nothing_has_happened_yet(tmp_path: Path) -> None:
    """An empty store has empty answers."""
    asked = Insights(FolderStore(tmp_path), str(tmp_path), endpoint_url=None, region="us-east-1")
    found = await asked.worked_out(at(48))
    assert found is not None
    assert dict(found.answers) == {question: [] for question in ANSWERS}


async def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it would take, a query has so many seconds; the next is asked as if nothing had been."""
    asked = Insights(told(tmp_path), str(tmp_path), endpoint_url=None, region="us-east-1")
    with monkeypatch.context() as slow:
        endless = (
            "SELECT count(*) FROM range(1000000000) AS a, range(1000000000) AS b WHERE a.range + b.range = 7"
        )
        slow.setattr(insights, "QUESTIONS", {"orders_by_day": endless})
        slow.setattr(insights, "MOST_SECONDS", 0.3)
        with pytest.raises(TookTooLong):
            await asked.worked_out(at(48))
    assert await asked.worked_out(at(48)) is not None
