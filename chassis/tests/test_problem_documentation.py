"""chassis.problem_documentation"""

import json
from typing import Any

from fastapi import APIRouter, FastAPI

from chassis.app import create_app
from chassis.problems import NotFound, Problem, ProblemDetail, ServiceUnavailable, documented
from chassis.settings import ServiceSettings


class StormDetail(ProblemDetail):
    wind_knots: int


class Storm(Problem):
    status = 422
    code = "storm"
    title = "Storm"
    schema = StormDetail
    example = {"wind_knots": 60}  # noqa: RUF012  # as Problem declares it


def operation(app: FastAPI, path: str, method: str) -> dict[str, Any]:
    found: dict[str, Any] = app.openapi()["paths"][path][method]
    return found


def test_fastapis_own_errors_are_gone(app: FastAPI) -> None:
    """Neither FastAPI's error schemas nor an application/json error is documented."""
    text = json.dumps(app.openapi())
    assert "HTTPValidationError" not in text
    assert '"ValidationError"' not in text
    for method in ("get", "post", "delete"):
        path = "/parcels" if method == "post" else "/parcels/{parcel_id}"
        for status, response in operation(app, path, method)["responses"].items():
            if status >= "400":
                assert list(response["content"]) == ["application/problem+json"]


def test_each_operation_documents_what_it_may_meet(app: FastAPI) -> None:
    """Bodies bring 413, 415 and 422, parameters 422; 500 and 503 can always be met."""
    assert set(operation(app, "/parcels", "post")["responses"]) == {"201", "413", "415", "422", "500", "503"}
    assert set(operation(app, "/parcels/{parcel_id}", "get")["responses"]) == {"200", "422", "500", "503"}


def test_every_reference_resolves_and_schemas_appear_once(app: FastAPI) -> None:
    """The problem schemas are components, referred to and never repeated."""
    document = app.openapi()
    schemas = document["components"]["schemas"]
    assert {"ProblemDetail", "FieldError"} <= set(schemas)
    text = json.dumps(document)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in schemas
    assert text.count('"trace_id": {') == text.count("Names the request in the service's logs")


def test_a_routes_own_problems_are_merged(settings: ServiceSettings) -> None:
    """A route that documents a 422 or 503 of its own documents the platform's too."""
    router = APIRouter()

    @router.get("/sea", responses=documented(Storm, NotFound, ServiceUnavailable))
    async def sail(course: int) -> None: ...

    app = create_app(title="Sea", description="", settings=settings, routers=[router])
    responses = operation(app, "/sea", "get")["responses"]
    media = responses["422"]["content"]["application/problem+json"]
    assert set(media["examples"]) == {"storm", "validation_failed"}
    assert {"$ref": "#/components/schemas/StormDetail"} in media["schema"]["anyOf"]
    assert "wind_knots" in app.openapi()["components"]["schemas"]["StormDetail"]["properties"]
    unavailable = responses["503"]["content"]["application/problem+json"]["examples"]
    assert set(unavailable) == {"overloaded", "service_unavailable"}
    assert "404" in responses


def test_asking_again_gives_the_same(app: FastAPI) -> None:
    """The document does not change by being asked for."""
    first = json.dumps(app.openapi())
    assert json.dumps(app.openapi()) == first
