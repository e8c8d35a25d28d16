"""Insights over HTTP: what the workers have kept."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from backend_testing.driver import Driver, problem
from backend_testing.passports import agent, customer

from backend.analytics.insights import QUESTIONS, Found, KeptInsights
from backend.insights.queries import LATEST
from backend.persistence.dynamo import open_dynamo
from backend.persistence.items import Item
from backend.settings import Settings
from tests.warehouse.told_story import ANSWERS, at, by_day

pytestmark = pytest.mark.dynamodb


def path(question: str) -> str:
    return f"/insights/{question.replace('_', '-')}"


@pytest.fixture
async def insights(tables: Settings) -> AsyncIterator[KeptInsights]:
    dynamo, session = open_dynamo(
        endpoint_url=tables.dynamodb_endpoint_url, region=tables.aws_region, connections=4
    )
    async with session:
        yield KeptInsights(dynamo, tables.operations_table)


def found(answers: dict[str, list[dict[str, Any]]], hours: float = 48) -> Found:
    return Found(
        at(hours),
        {
            question: {day: json.dumps(rows) for day, rows in by_day(answered).items()}
            for question, answered in answers.items()
        },
    )


WEEK = {"from": "2026-11-22", "to": "2026-11-25"}


async def test_nothing_has_been_worked_out_yet(backend: Driver) -> None:
    """Before the first time there is nothing on any day, and that is said."""
    for question in QUESTIONS:
        answer = (await backend.http.get(path(question), headers=agent(), params=WEEK)).json()
        assert (answer["from"], answer["to"], answer["as_of"]) == (WEEK["from"], WEEK["to"], None)
        assert len(answer["items"]) == (0 if question in ("top_products", "stock_outs") else 4)


async def test_what_is_kept_is_answered(backend: Driver, insights: KeptInsights) -> None:
    """Of the days that are asked about, as of when it was worked out last; a day that has changed is replaced."""
    await insights.keep(found({"orders_by_day": [ANSWERS["orders_by_day"][0] | {"orders": 1}]}, 24))
    await insights.keep(found(ANSWERS))
    answer = (await backend.http.get("/insights/orders-by-day", headers=agent(), params=WEEK)).json()
    assert answer["as_of"] == "2026-11-25T00:00:00Z"
    assert [(day["day"], day["orders"]) for day in answer["items"]] == [
        ("2026-11-22", 0),
        ("2026-11-23", 3),
        ("2026-11-24", 2),
        ("2026-11-25", 0),
    ]
    one_day = {"from": "2026-11-24", "to": "2026-11-24", "limit": "1"}
    best = (await backend.http.get("/insights/top-products", headers=agent(), params=one_day)).json()
    assert [(row["sku"], row["units"]) for row in best["items"]] == [("MUG", 4)]
    for question in QUESTIONS:
        answer = await backend.http.get(path(question), headers=agent(), params=WEEK)
        assert (answer.status_code, answer.json()["as_of"]) == (200, "2026-11-25T00:00:00Z")
        assert answer.json()["items"]


async def test_only_days_that_have_changed_are_written(
    insights: KeptInsights, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A year has a thousand items, and an order changes three."""
    await insights.keep(found(ANSWERS))
    written: list[str] = []
    write = insights._write

    async def watched(items: list[Item]) -> None:
        written.extend(item["item_key"]["S"] for item in items)
        await write(items)

    monkeypatch.setattr(insights, "_write", watched)
    changed = ANSWERS | {
        "time_to_ship": [ANSWERS["time_to_ship"][0] | {"orders": 7}, ANSWERS["time_to_ship"][1]]
    }
    await insights.keep(found(changed, 49))
    assert written == ["2026-11-23", LATEST]


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"from": "2026-11-25", "to": "2026-11-24"}, "period_invalid"),
        ({"from": "2025-11-24", "to": "2026-11-25"}, "period_invalid"),
        ({"from": "yesterday"}, "validation_failed"),
        ({"to": "2026-02-30"}, "validation_failed"),
        ({"to": "1767225600"}, "validation_failed"),
    ],
)
async def test_bad_days_are_refused(backend: Driver, params: dict[str, str], code: str) -> None:
    """With what is wrong about them."""
    answer = await backend.http.get("/insights/stock-outs", headers=agent(), params=params)
    assert problem(answer) == (422, code)


async def test_insights_are_for_staff(backend: Driver) -> None:
    """No customer learns what others order."""
    assert problem(await backend.http.get(path("top_products"), headers=customer())) == (403, "not_allowed")
