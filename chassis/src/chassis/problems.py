"""Problems (RFC 9457): what a service answers instead of a result."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

PROBLEM_MEDIA_TYPE = "application/problem+json"


class FieldError(BaseModel):
    """One thing wrong with a request."""

    pointer: str = Field(
        description="JSON Pointer into the body (`/lines/0/quantity`), or `#query/…`, `#header/…`, "
        "`#path/…`, `#cookie/…`."
    )
    code: str
    detail: str


class ProblemDetail(BaseModel):
    """A problem detail object (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="A reference that names the kind of problem: `/problems/{code}`.")
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path of the request.")
    code: str = Field(description="Stable name of the kind of problem.")
    trace_id: str = Field(description="Names the request in the service's logs and traces.")
    errors: list[FieldError] | None = None


class Problem(Exception):
    """Raised to answer with a problem; a subclass for each kind, which sets `status`, `code` and `title`.

    `detail` is shown to the caller. `headers` go out with the answer; `extensions` become members of
    the problem detail object. `schema` and `example` document what the extensions look like.
    """

    status: int = 500
    code: str = "internal_error"
    title: str = "Internal error"
    schema: ClassVar[type[ProblemDetail]] = ProblemDetail
    example: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, detail: str, *, headers: Mapping[str, str] | None = None, **extensions: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers: dict[str, str] = dict(headers) if headers else {}
        self.extensions: dict[str, Any] = extensions


class MalformedRequest(Problem):
    """The request cannot be understood at all."""

    status = 400
    code = "malformed_request"
    title = "Malformed request"


class NotFound(Problem):
    """Nothing stands at this address."""

    status = 404
    code = "not_found"
    title = "Not found"


class MethodNotAllowed(Problem):
    """The resource does not know this method."""

    status = 405
    code = "method_not_allowed"
    title = "Method not allowed"


class BodyTooLarge(Problem):
    """The request body is larger than the service takes."""

    status = 413
    code = "body_too_large"
    title = "Body too large"


class UnsupportedMediaType(Problem):
    """The request body is of a kind the service does not take."""

    status = 415
    code = "unsupported_media_type"
    title = "Unsupported media type"


class ValidationFailed(Problem):
    """The request was understood, and is not valid; `errors` says where."""

    status = 422
    code = "validation_failed"
    title = "Validation failed"
    example: ClassVar[Mapping[str, Any]] = {
        "errors": [{"pointer": "/name", "code": "missing", "detail": "Field required"}]
    }


class TooManyRequests(Problem):
    """Somebody has sent more requests than one may; the same may be sent again after `Retry-After` seconds."""

    status = 429
    code = "too_many_requests"
    title = "Too many requests"


class InternalError(Problem):
    """The service failed; its log knows why."""


class ServiceUnavailable(Problem):
    """The service cannot answer now; the same request may be sent again after `Retry-After` seconds."""

    status = 503
    code = "service_unavailable"
    title = "Service unavailable"

    def __init__(self, detail: str, *, headers: Mapping[str, str] | None = None, **extensions: Any) -> None:
        super().__init__(detail, headers={"Retry-After": "1", **(headers or {})}, **extensions)


class Overloaded(ServiceUnavailable):
    """More requests are in flight than the service takes on."""

    code = "overloaded"
    title = "Overloaded"


class NotReady(ServiceUnavailable):
    """The service does not take requests yet, or no longer."""

    code = "not_ready"
    title = "Not ready"


def documented(*problems: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """`responses=` of a route that may answer with these problems.

    Problems of one status share one entry, with an example each.
    """
    responses: dict[int | str, dict[str, Any]] = {}
    for status in dict.fromkeys(problem.status for problem in problems):
        kinds = {problem.code: problem for problem in problems if problem.status == status}
        schemas = list(dict.fromkeys(kind.schema.__name__ for kind in kinds.values()))
        refs = [{"$ref": f"#/components/schemas/{name}"} for name in schemas]
        responses[status] = {
            "description": " or ".join(f"`{code}`: {kind.title}" for code, kind in kinds.items()),
            "content": {
                PROBLEM_MEDIA_TYPE: {
                    "schema": refs[0] if len(refs) == 1 else {"anyOf": refs},
                    "examples": {code: {"value": _example(kind)} for code, kind in kinds.items()},
                }
            },
        }
    return responses


def _example(kind: type[Problem]) -> dict[str, Any]:
    return {
        "type": f"/problems/{kind.code}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.title,
        "instance": "/",
        "code": kind.code,
        "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
        **kind.example,
    }
