"""Problems as HTTP answers."""

import json
from typing import Any

from starlette.responses import Response
from starlette.types import Scope

from chassis.context import current
from chassis.problems import PROBLEM_MEDIA_TYPE, Problem

_LONGEST_INSTANCE = 1024


class ProblemResponse(Response):
    """An application/problem+json answer."""

    media_type = PROBLEM_MEDIA_TYPE


def problem_members(problem: Problem, path: str) -> dict[str, Any]:
    """The problem detail object of a problem met at `path`."""
    standard = {
        "type": f"/problems/{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": path,
        "code": problem.code,
        "trace_id": current().trace_id,
    }
    # The standard members come first, and no extension takes the place of one.
    return {**standard, **problem.extensions, **standard}


def problem_response(problem: Problem, scope: Scope) -> ProblemResponse:
    """The answer to the request of `scope`; extensions are what JSON, or pydantic, can serialise."""
    members = problem_members(problem, scope["path"][:_LONGEST_INSTANCE])
    return ProblemResponse(
        # ASCII escapes carry any text, a lone surrogate too.
        json.dumps(members, default=_jsonable, separators=(",", ":")).encode("ascii"),
        status_code=problem.status,
        headers=problem.headers,
    )


def _jsonable(value: Any) -> Any:
    # pydantic is not needed to answer the common problems.
    from pydantic_core import to_jsonable_python

    return to_jsonable_python(value)
