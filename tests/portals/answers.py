"""What an answer must look like whatever it says."""

from __future__ import annotations

from typing import Any

import httpx

PROBLEM_MEMBERS = {"type", "title", "status", "detail", "instance", "code", "trace_id"}


def accepted(response: httpx.Response, status: int = 200) -> Any:
    """The JSON of an answer that must have this status."""
    assert response.status_code == status, (
        f"{response.request.url}: {response.status_code} {response.text[:500]}"
    )
    return response.json()


def refused(response: httpx.Response, status: int, code: str | None = None) -> dict[str, Any]:
    """The problem of an answer that must have this status and code, well-formed (RFC 9457)."""
    assert response.status_code == status, (
        f"{response.request.url}: {response.status_code} {response.text[:500]}"
    )
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem.keys() >= PROBLEM_MEMBERS, problem
    assert problem["status"] == status
    assert problem["type"] == f"/problems/{problem['code']}"
    assert problem["instance"] == response.request.url.path
    assert len(problem["trace_id"]) == 32
    if code is not None:
        assert problem["code"] == code, problem
    return problem
