"""Insights over HTTP: what the workers have kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from backend_testing.driver import Driver, problem
from backend_testing.passports import agent, customer

from backend.analytics.insights import QUESTIONS, Found, keep
from backend.persistence.dynamo import open_dynamo
from backend.settings import Settings
from tests.warehouse.told_story import ANSWERS, at

pytestmark = pytest.mark.dynamodb


def path(question: str) -> str:
    return f"/insights/{question.replace('_', '-')}"


async def kept(tables: Settings, answers: dict[str, Any]) -> None:
    dynamo, session = open_dynamo(
        endpoint_url=tables.dynamodb_endpoint_url, region=tables.aws_region, connections=4
    )
    async with session:
        await keep(Found(at(48), answers), dynamo, tables.operations_table)


async def test_nothing_has_been_worked_out_yet(backend: Driver) -> None:
    """Before the first time every answer is empty, and says so."""
    for question in QUESTIONS:
        answer = await backend.http.get(path(question), headers=agent())
        assert (answer.status_code, answer.json()) == (200, {"as_of": None, "items": []})


@pytest.mark.parametrize("question", QUESTIONS)
async def test_what_is_kept_is_answered(backend: Driver, tables: Settings, question: str) -> None:
    """As of when it was worked out; the next time replaces it."""
    await kept(tables, {question: []})
    await kept(tables, ANSWERS)
    answer = await backend.http.get(path(question), headers=agent())
    assert answer.status_code == 200
    assert answer.json()["as_of"] == "2026-11-25T00:00:00Z"
    assert json.loads(answer.text.replace(".000Z", "Z"))["items"] == json.loads(
        json.dumps(ANSWERS[question]).replace(".000Z", "Z")
    )


async def test_insights_are_for_staff(backend: Driver) -> None:
    """No customer learns what others order."""
    assert problem(await backend.http.get(path("top_products"), headers=customer())) == (403, "not_allowed")
