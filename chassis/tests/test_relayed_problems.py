import json
from typing import Any

import pytest
from pydantic import BaseModel, Field

from chassis.problems import Problem, ProblemDetail
from chassis.relayed_problems import RelayedProblems
from chassis.upstream import Answer, UpstreamFault


class MissingPart(BaseModel):
    part: str


class IncompleteDetail(ProblemDetail):
    from_: str | None = Field(default=None, alias="from")
    missing: list[MissingPart] | None = None


class Incomplete(Problem):
    status, code, title, schema = 409, "incomplete", "Parts are missing", IncompleteDetail


RELAYED = RelayedProblems([Incomplete])


def answer(status: int, body: Any, media_type: str = "application/problem+json") -> Answer:
    return Answer(status, {"Content-Type": media_type}, json.dumps(body).encode())


def refusal(**members: Any) -> dict[str, Any]:
    return {
        "type": "/problems/incomplete",
        "title": "Parts are missing today",
        "status": 409,
        "detail": "Add them.",
        "instance": "/internal/parcels",
        "code": "incomplete",
        "trace_id": "c" * 32,
        **members,
    }


def test_a_refusal_is_passed_on_with_its_declared_members() -> None:
    """Status, code, title and detail are the upstream's; declared members come along, null ones do not."""
    problem = RELAYED.problem(answer(409, refusal(**{"from": "A"}, missing=[{"part": "lid"}])))
    assert isinstance(problem, Incomplete)
    assert (problem.title, problem.detail) == ("Parts are missing today", "Add them.")
    assert problem.extensions == {"from": "A", "missing": [{"part": "lid"}]}


def test_what_is_not_declared_stays_inside() -> None:
    """Neither a member nor a field within a member gets through by being there."""
    problem = RELAYED.problem(answer(409, refusal(shard=7, missing=[{"part": "lid", "supplier": "secret"}])))
    assert problem.extensions == {"missing": [{"part": "lid"}]}


def test_where_and_which_request_are_not_the_upstreams_to_say() -> None:
    """`instance` and `trace_id` are left for this service to fill in."""
    problem = RELAYED.problem(answer(409, refusal()))
    assert not {"instance", "trace_id", "type"} & problem.extensions.keys()


def test_field_errors_are_passed_on() -> None:
    """A body that only the upstream finds fault with is the caller's to mend, pointers and all."""
    error = {"pointer": "/weight", "code": "too_heavy", "detail": "At most 30 kg"}
    said = refusal(code="validation_failed", status=422, errors=[error])
    problem = RELAYED.problem(answer(422, said))
    assert (problem.status, problem.code) == (422, "validation_failed")
    assert problem.extensions == {"errors": [error]}


@pytest.mark.parametrize(
    "given",
    [
        answer(401, refusal(code="not_signed_in", status=401)),
        answer(403, refusal(code="forbidden", status=403)),
        answer(409, refusal(code="unheard_of")),
        answer(400, refusal()),
        answer(409, refusal(missing=[{"weight": 1}])),
        answer(409, "a text"),
        answer(409, {"code": "incomplete"}),
        Answer(404, {"Content-Type": "text/html"}, b"<html>"),
    ],
)
def test_any_other_refusal_is_a_fault_of_ours(given: Answer) -> None:
    """What the caller can do nothing about is a 502 that repeats none of it."""
    problem = RELAYED.problem(given)
    assert isinstance(problem, UpstreamFault)
    assert problem.status == 502
    assert not problem.extensions
