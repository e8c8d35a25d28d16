from __future__ import annotations

from typing import Any

import httpx
import pytest
import respx

from tests.warehouse.told_story import ANSWERS


@pytest.mark.parametrize("question", ANSWERS)
async def test_insights_are_passed_on(oli: httpx.AsyncClient, backend: respx.Router, question: str) -> None:
    """What the backend knows, as of when it knows it."""
    path = f"/insights/{question.replace('_', '-')}"
    told: dict[str, Any] = {"as_of": "2026-11-25T00:00:00Z", "items": ANSWERS[question]}
    backend.get(path).respond(json=told)
    answer = await oli.get(f"/api{path}")
    assert answer.status_code == 200
    assert len(answer.json()["items"]) == len(told["items"]) > 0
    assert answer.json()["items"][0].keys() == told["items"][0].keys()
    assert answer.json()["as_of"] == told["as_of"]
