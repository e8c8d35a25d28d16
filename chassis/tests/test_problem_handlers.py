"""chassis.problem_handlers"""

from typing import Any

import httpx
import pytest
from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from chassis.app import create_app
from chassis.problem_handlers import LONGEST_SEGMENT, MOST_ERRORS, json_pointer
from chassis.problems import Problem
from chassis.settings import ServiceSettings

JSON = {"Content-Type": "application/json"}


class OutOfPaper(Exception):
    pass


class OutOfColour(OutOfPaper):
    pass


class PaperMissing(Problem):
    status = 409
    code = "paper_missing"
    title = "Paper missing"


class Amount(BaseModel):
    sheets: int


def assert_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    members: dict[str, Any] = answer.json()
    assert answer.status_code == status == members["status"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert members["code"] == code
    assert members["type"] == f"/problems/{code}"
    assert members["title"]
    assert members["detail"]
    assert members["instance"] == answer.request.url.path
    assert members["trace_id"] == answer.headers["traceparent"].split("-")[1]
    assert answer.headers["x-request-id"]
    return members


@pytest.mark.parametrize(
    ("loc", "pointer"),
    [
        (("body", "lines", 0, "quantity"), "/lines/0/quantity"),
        (("body",), ""),
        ((), ""),
        (("query", "limit"), "#query/limit"),
        (("header", "Idempotency-Key"), "#header/Idempotency-Key"),
        (("path", "parcel_id"), "#path/parcel_id"),
        (("cookie", "session"), "#cookie/session"),
        (("body", "a/b~c"), "/a~1b~0c"),
        (("body", ""), "/"),
    ],
)
def test_pointers(loc: tuple[str | int, ...], pointer: str) -> None:
    """A place in the body is a JSON Pointer (RFC 6901), any other place says which."""
    assert json_pointer(loc) == pointer


async def test_unknown_address(client: httpx.AsyncClient) -> None:
    """An unknown path is a 404 problem, with a trailing slash as well."""
    assert_problem(await client.get("/nowhere"), 404, "not_found")
    assert_problem(await client.get("/parcels/1/"), 404, "not_found")


async def test_unknown_method_names_all_that_are_allowed(client: httpx.AsyncClient) -> None:
    """A 405 carries Allow, with the methods of every route at the path."""
    answer = await client.put("/parcels/1")
    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "DELETE, GET"


async def test_every_error_of_a_request_is_named(client: httpx.AsyncClient) -> None:
    """A 422 names each wrong place with pydantic's code, and repeats no value."""
    answer = await client.post(
        "/parcels", json={"lines": [{"name": 5, "quantity": "hunter2", "colour": "red"}]}
    )
    errors = assert_problem(answer, 422, "validation_failed")["errors"]
    assert {(error["pointer"], error["code"]) for error in errors} == {
        ("/lines/0/name", "string_type"),
        ("/lines/0/quantity", "int_parsing"),
        ("/lines/0/colour", "extra_forbidden"),
    }
    assert "hunter2" not in answer.text


async def test_parameters_are_named_by_where_they_are(client: httpx.AsyncClient) -> None:
    """Errors of path and query are told apart from those of the body."""
    errors = assert_problem(await client.get("/parcels/x?limit=y"), 422, "validation_failed")["errors"]
    assert [error["pointer"] for error in errors] == ["#path/parcel_id", "#query/limit"]


async def test_the_answer_stays_small_however_much_is_wrong(client: httpx.AsyncClient) -> None:
    """Neither many errors nor long names of fields make a long answer."""
    lines = [{"name": 1, "quantity": "x", "n" * 10_000: 1} for _ in range(20)]
    answer = await client.post("/parcels", json={"lines": lines})
    errors = assert_problem(answer, 422, "validation_failed")["errors"]
    assert len(errors) == MOST_ERRORS
    assert max(len(error["pointer"]) for error in errors) < LONGEST_SEGMENT + 20


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[" * 100000,
        b"\xff\xfe",
        b'{"lines": [], "lines": []}',
        b'{"lines": NaN}',
        b"1" * 5000,
        b'{"lines": [{"name": "\\ud800", "quantity": 1}]}',
    ],
)
async def test_malformed_json_is_422(client: httpx.AsyncClient, body: bytes) -> None:
    """JSON that is malformed, too deep or ambiguous is a 422 that points at the whole body."""
    answer = await client.post("/parcels", content=body, headers=JSON)
    errors = assert_problem(answer, 422, "validation_failed")["errors"]
    assert [(error["pointer"], error["code"]) for error in errors] == [("", "json_invalid")]


async def test_huge_integers_are_422(client: httpx.AsyncClient) -> None:
    """An integer beyond 64 bits passes as Python reads it, or is refused; it is never a 500."""
    for digits in (30, 4000):
        body = b'{"lines": [{"name": "a", "quantity": %s}]}' % (b"9" * digits)
        assert (await client.post("/parcels", content=body, headers=JSON)).status_code in (201, 422)


@pytest.mark.parametrize("headers", [{"Content-Type": "text/plain"}, {"Content-Type": "nonsense"}, {}])
async def test_another_media_type_is_415(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    """A body that is not declared to be JSON is refused by its media type."""
    answer = await client.post("/parcels", content=b'{"lines": []}', headers=headers)
    assert_problem(answer, 415, "unsupported_media_type")


async def test_a_missing_body_is_422(client: httpx.AsyncClient) -> None:
    """No body where one is needed is a missing field, not a media type."""
    errors = assert_problem(await client.post("/parcels"), 422, "validation_failed")["errors"]
    assert errors[0]["code"] == "missing"


async def test_domain_errors_become_their_problems(settings: ServiceSettings, client_of: Any) -> None:
    """A domain error, and a subclass of it, is answered by the service's own mapping, extensions and headers too."""
    router = APIRouter()

    @router.post("/print")
    async def print_page() -> None:
        raise OutOfColour

    def paper_missing(error: OutOfPaper) -> PaperMissing:
        return PaperMissing(
            "No paper.", headers={"Retry-After": "9"}, needed=Amount(sheets=3), status_text="x"
        )

    app = create_app(
        title="Printer",
        description="",
        settings=settings,
        routers=[router],
        problems={OutOfPaper: paper_missing},
    )
    async with client_of(app) as client:
        answer = await client.post("/print")
    members = assert_problem(answer, 409, "paper_missing")
    assert members["needed"] == {"sheets": 3}
    assert members["detail"] == "No paper."
    assert answer.headers["retry-after"] == "9"


async def test_an_http_exception_raised_by_hand_is_a_problem(
    settings: ServiceSettings, client_of: Any
) -> None:
    """Starlette's and FastAPI's HTTPException keep their status, detail and headers."""
    router = APIRouter()

    @router.get("/tea")
    async def brew() -> None:
        raise HTTPException(418, "Short and stout.", headers={"X-Spout": "here"})

    app = create_app(title="Pot", description="", settings=settings, routers=[router])
    async with client_of(app) as client:
        answer = await client.get("/tea")
    assert assert_problem(answer, 418, "http_418")["detail"] == "Short and stout."
    assert answer.headers["x-spout"] == "here"


class Constrained(BaseModel):
    word: str = Field(pattern="^[a-z]+$", max_length=3)


async def test_constraints_never_echo_the_value(settings: ServiceSettings, client_of: Any) -> None:
    """The detail of a failed constraint names the constraint and not what was sent."""
    router = APIRouter()

    @router.post("/words")
    async def say(word: Constrained) -> None: ...

    app = create_app(title="Words", description="", settings=settings, routers=[router])
    async with client_of(app) as client:
        answer = await client.post("/words", json={"word": "HUNTER2"})
    assert_problem(answer, 422, "validation_failed")
    assert "HUNTER2" not in answer.text
