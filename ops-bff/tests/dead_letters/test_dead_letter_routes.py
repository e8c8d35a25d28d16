"""Dead letters, passed on between managers and the backend."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx

Made = Callable[..., dict[str, Any]]
ID = "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0c01"
LETTER = {
    "dead_letter_id": ID,
    "queue": "ops-commands",
    "state": "WAITING",
    "message": "{}",
    "cause": "KeyError: 'x'",
    "found_at": "2026-11-22T09:30:00Z",
    "sent_instead": None,
    "settled_by": None,
    "settled_at": None,
}


async def test_managers_see_what_failed_and_why(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """Those that wait, unless another state is asked for."""
    page = {"items": [LETTER], "next_cursor": None}
    route = backend.get("/dead-letters").respond(json=page)
    assert (await oli.get("/api/dead-letters", params={"limit": 5})).json() == page
    assert dict(route.calls.last.request.url.params) == {"state": "WAITING", "limit": "5"}
    backend.get(f"/dead-letters/{ID}").respond(json=LETTER)
    assert (await oli.get(f"/api/dead-letters/{ID}")).json() == LETTER


async def test_one_is_sent_again_as_it_was_or_edited(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """Without a body as it was; a repeat of a call that was cut would find it settled, so none is sent."""
    route = backend.post(f"/dead-letters/{ID}/redrive").respond(json=LETTER)
    assert (await oli.post(f"/api/dead-letters/{ID}/redrive")).status_code == 200
    edited = {"message": {"body": {"a": 1}}}
    assert (await oli.post(f"/api/dead-letters/{ID}/redrive", json=edited)).status_code == 200
    assert json.loads(route.calls.last.request.content) == edited
    route.mock(side_effect=httpx.ReadError("cut"))
    assert (await oli.post(f"/api/dead-letters/{ID}/redrive")).status_code == 503
    assert route.call_count == 3


async def test_all_that_match_are_sent_again(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """What is not said is not sent."""
    route = backend.post("/dead-letters/redrive").respond(json={"redriven": 3})
    answer = await oli.post("/api/dead-letters/redrive", json={"queue": "ops-commands"})
    assert answer.json() == {"redriven": 3}
    assert json.loads(route.calls.last.request.content) == {"queue": "ops-commands"}


@pytest.mark.parametrize("code", ["dead_letter_settled", "edit_refused"])
async def test_what_is_settled_is_settled(
    oli: httpx.AsyncClient, backend: respx.Router, a_refusal: Made, code: str
) -> None:
    """The backend's refusals are the manager's to read; a discarded letter is answered without a word."""
    backend.post(f"/dead-letters/{ID}/redrive").respond(**a_refusal(409, code))
    answer = await oli.post(f"/api/dead-letters/{ID}/redrive", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    backend.delete(f"/dead-letters/{ID}").respond(204)
    assert (await oli.delete(f"/api/dead-letters/{ID}")).status_code == 204
