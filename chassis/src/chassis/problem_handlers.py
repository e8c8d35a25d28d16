"""Exceptions → problems: what FastAPI, Starlette and the service raise."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from chassis.json_body import MalformedJSON
from chassis.problem_responses import problem_response
from chassis.problems import (
    BodyTooLarge,
    MethodNotAllowed,
    NotFound,
    Problem,
    UnsupportedMediaType,
    ValidationFailed,
)

Handler = Callable[[Request, Any], Any]

MOST_ERRORS = 50
LONGEST_SEGMENT = 128
LONGEST_DETAIL = 300

_LOCATIONS = {"query": "#query", "header": "#header", "path": "#path", "cookie": "#cookie"}
_OF_STATUS: dict[int, tuple[type[Problem], str]] = {
    404: (NotFound, "Nothing stands at this address."),
    413: (BodyTooLarge, "The body is larger than the service takes."),
    415: (UnsupportedMediaType, "The service does not take bodies of this media type."),
}


def exception_handlers(problems: Mapping[type[Exception], Callable[[Any], Problem]]) -> dict[Any, Handler]:
    """The handlers of a service: its own errors by `problems`, and all of the framework's."""
    handlers: dict[Any, Handler] = {
        Problem: _answer_problem,
        RequestValidationError: _answer_invalid,
        HTTPException: _answer_http_exception,
    }
    for error, problem_of in problems.items():
        handlers[error] = _answering(problem_of)
    return handlers


def _answering(problem_of: Callable[[Any], Problem]) -> Handler:
    async def answer(request: Request, error: Exception) -> Response:
        return problem_response(problem_of(error), request.scope)

    return answer


async def _answer_problem(request: Request, problem: Problem) -> Response:
    return problem_response(problem, request.scope)


async def _answer_invalid(request: Request, error: RequestValidationError) -> Response:
    if isinstance(error.body, bytes):
        # FastAPI hands on, unparsed, a body that was not declared to be JSON.
        problem: Problem = UnsupportedMediaType(
            "Send the body as application/json.", headers={"Accept": "application/json"}
        )
    else:
        problem = validation_failed(error.errors())
    return problem_response(problem, request.scope)


async def _answer_http_exception(request: Request, error: HTTPException) -> Response:
    headers = dict(error.headers or {})
    if error.status_code < 400 or error.status_code in (204, 304):
        return Response(status_code=error.status_code, headers=headers)
    if error.status_code == 400 and isinstance(error.__cause__, MalformedJSON):
        # FastAPI makes a 400 of what is raised while it reads a body; here it is a 422 like other bad input.
        problem: Problem = malformed_json(str(error.__cause__))
    elif error.status_code == 405:
        problem = MethodNotAllowed(
            "The resource does not know this method.", headers={"Allow": _allowed_methods(request)}
        )
    elif error.status_code in _OF_STATUS:
        kind, detail = _OF_STATUS[error.status_code]
        problem = kind(detail, headers=headers)
    else:
        problem = _other_problem(error, headers)
    return problem_response(problem, request.scope)


def _other_problem(error: HTTPException, headers: dict[str, str]) -> Problem:
    """The problem of an HTTPException raised by hand, whose status no kind of problem was written for."""
    problem = Problem(str(error.detail), headers=headers)
    problem.status = error.status_code
    problem.code = f"http_{error.status_code}"
    problem.title = HTTPStatus(error.status_code).phrase
    return problem


def _allowed_methods(request: Request) -> str:
    """All methods of all routes at this path; the exception knows only those of the first route."""
    methods: set[str] = set()
    for route in request.app.routes:
        if isinstance(route, Route) and route.methods and route.matches(request.scope)[0] is not Match.NONE:
            methods |= route.methods
    return ", ".join(sorted(methods))


def malformed_json(detail: str) -> ValidationFailed:
    """The problem of a body that is not JSON, or not JSON that the service is willing to read."""
    error = {"pointer": "", "code": "json_invalid", "detail": detail}
    return ValidationFailed("The request is not valid.", errors=[error])


def validation_failed(errors: Sequence[Any]) -> ValidationFailed:
    """The problem that pydantic's errors amount to; nothing that was sent is repeated but names of fields."""
    return ValidationFailed(
        "The request is not valid.",
        errors=[
            {
                "pointer": json_pointer(error["loc"]),
                "code": error["type"],
                "detail": error["msg"][:LONGEST_DETAIL],
            }
            for error in errors[:MOST_ERRORS]
        ],
    )


def json_pointer(loc: Sequence[str | int]) -> str:
    """Where an error stands: `/lines/0/quantity` (RFC 6901) in the body, else `#query/limit` and the like."""
    if not loc:
        return ""
    where = loc[0]
    segments = "".join("/" + _escaped(segment) for segment in loc[1:])
    return _LOCATIONS.get(str(where), "") + segments


def _escaped(segment: str | int) -> str:
    text = str(segment)
    if len(text) > LONGEST_SEGMENT:
        text = text[:LONGEST_SEGMENT] + "…"
    return text.replace("~", "~0").replace("/", "~1")
