"""What DuckDB makes of a story whose answers are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend.analytics import insights
from backend.analytics.insights import Found, Insights, TookTooLong
from backend.analytics.partitions import Partitions
from backend.analytics.rows import partition
from backend.analytics.stores import FolderStore
from tests.warehouse.told_story import ANSWERS, STORY, at, by_day, placed


def told(folder: Path) -> FolderStore:
    """A store of the story, an event a file."""
    store = FolderStore(folder)
    partitions = Partitions(store)
    for row in STORY:
        partitions.add(partition(row), [row])
    return store


async def test_every_question_has_its_answer(tmp_path: Path) -> None:
    """Days, revenue, products, hours, rates and stock-outs, by day."""
    asked = Insights(told(tmp_path), str(tmp_path), endpoint_url=None, region="us-east-1")
    found = await asked.worked_out(at(48))
    assert found is not None
    assert read(found) == {question: by_day(rows) for question, rows in ANSWERS.items()}
    assert await asked.worked_out(at(49)) is None


async def test_of_a_day_the_best_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An item of the table has its bounds: those of which fewer units were ordered are left out."""
    monkeypatch.setattr(insights, "MOST_A_DAY", 1)
    asked = Insights(told(tmp_path), str(tmp_path), endpoint_url=None, region="us-east-1")
    found = await asked.worked_out(at(48))
    assert found is not None
    best = [
        (row["day"], row["sku"], row["units"])
        for rows in read(found)["top_products"].values()
        for row in rows
    ]
    assert best == [("2026-11-23", "HAT", 2), ("2026-11-24", "MUG", 4)]


async def test_a_year_is_looked_back_upon(tmp_path: Path) -> None:
    """366 days, today among them; what was before is left as it was kept."""
    asked = Insights(told(tmp_path), str(tmp_path), endpoint_url=None, region="us-east-1")
    found = await asked.worked_out(at(24 * 366))
    assert found is not None
    assert list(read(found)["orders_by_day"]) == ["2026-11-24"]
    store = FolderStore(tmp_path)
    late = placed("z", 24 * 400, ("MUG", 1, 500))
    Partitions(store).add(partition(late), [late])
    found = await asked.worked_out(at(24 * 400))
    assert found is not None
    assert list(read(found)["orders_by_day"]) == [at(24 * 400).date().isoformat()]


async def test_nothing_has_happened_yet(tmp_path: Path) -> None:
    """An empty store has empty answers."""
    asked = Insights(FolderStore(tmp_path), str(tmp_path), endpoint_url=None, region="us-east-1")
    found = await asked.worked_out(at(48))
    assert found is not None
    assert read(found) == {question: {} for question in ANSWERS}


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


def read(found: Found) -> dict[str, Any]:
    return {
        question: {day: json.loads(rows) for day, rows in days.items()}
        for question, days in found.answers.items()
    }
