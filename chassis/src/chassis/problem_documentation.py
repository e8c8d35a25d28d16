"""The problems in a service's OpenAPI document."""

from typing import Any

from pydantic.json_schema import models_json_schema

from chassis.idempotency import PARAMETER as IDEMPOTENCY_KEY
from chassis.idempotency import IdempotencyKeyMissing
from chassis.problems import (
    PROBLEM_MEDIA_TYPE,
    BodyTooLarge,
    InternalError,
    Overloaded,
    Problem,
    ProblemDetail,
    UnsupportedMediaType,
    ValidationFailed,
    documented,
)

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_REF = "#/components/schemas/{model}"


def document_problems(document: dict[str, Any]) -> None:
    """Documents, in every operation, the problems that any operation may meet; FastAPI's own 422 goes.

    Once it has been done, doing it again changes nothing.
    """
    for path_item in document.get("paths", {}).values():
        for method in METHODS:
            if method in path_item:
                _document_operation(path_item[method])
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas.update(_problem_schemas())
    document["components"]["schemas"] = dict(sorted(schemas.items()))


def _document_operation(operation: dict[str, Any]) -> None:
    responses: dict[str, Any] = operation.setdefault("responses", {})
    met: list[type[Problem]] = [InternalError, Overloaded]
    body = operation.get("requestBody")
    if body is not None or operation.get("parameters"):
        met.append(ValidationFailed)
    if body is not None:
        met.append(BodyTooLarge)
        if "application/json" in body.get("content", {}):
            met.append(UnsupportedMediaType)
    if "application/json" in responses.get("422", {}).get("content", {}):
        del responses["422"]
    add_problems(operation, *met)
    _require_headers(operation)


def add_problems(operation: dict[str, Any], *problems: type[Problem]) -> None:
    """Documents that the operation may also be answered with these problems."""
    responses: dict[str, Any] = operation.setdefault("responses", {})
    for status, entry in documented(*problems).items():
        known = responses.get(str(status))
        responses[str(status)] = entry if known is None else _merged(known, entry)
    operation["responses"] = dict(sorted(responses.items()))


def _require_headers(operation: dict[str, Any]) -> None:
    """A header whose absence has a problem of its own (`if_match_missing`) is required, though not by FastAPI,
    which would answer a 422."""
    codes = {
        code
        for response in operation["responses"].values()
        for code in response.get("content", {}).get(PROBLEM_MEDIA_TYPE, {}).get("examples", {})
    }
    parameters = operation.get("parameters", [])
    if IdempotencyKeyMissing.code in codes and IDEMPOTENCY_KEY not in parameters:
        operation["parameters"] = parameters = [*parameters, IDEMPOTENCY_KEY]
    for parameter in parameters:
        if parameter["in"] == "header" and f"{parameter['name'].lower().replace('-', '_')}_missing" in codes:
            parameter["required"] = True
            parameter["schema"] = _without_null(parameter["schema"])


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    options = [option for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    return {**options[0], **rest} if len(options) == 1 else schema


def _merged(known: dict[str, Any], added: dict[str, Any]) -> dict[str, Any]:
    known_media = known.get("content", {}).get(PROBLEM_MEDIA_TYPE)
    if known_media is None:
        return known
    added_media = added["content"][PROBLEM_MEDIA_TYPE]
    examples = {**added_media["examples"], **known_media.get("examples", {})}
    new = [name for name in added_media["examples"] if name not in known_media.get("examples", {})]
    described = added["description"] if new else ""
    return {
        **known,
        "description": " or ".join(filter(None, [known["description"], described])),
        "content": {
            **known["content"],
            PROBLEM_MEDIA_TYPE: {
                "schema": _either(known_media["schema"], added_media["schema"]),
                "examples": dict(sorted(examples.items())),
            },
        },
    }


def _either(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    refs: list[dict[str, Any]] = []
    for schema in (one, other):
        for option in schema.get("anyOf", [schema]):
            if option not in refs:
                refs.append(option)
    return refs[0] if len(refs) == 1 else {"anyOf": refs}


def _problem_schemas() -> dict[str, Any]:
    """The schemas of all kinds of problems the program defines, by name."""
    models: dict[str, type[ProblemDetail]] = {ProblemDetail.__name__: ProblemDetail}
    kinds: list[type[Problem]] = [Problem]
    while kinds:
        kind = kinds.pop()
        kinds.extend(kind.__subclasses__())
        if models.setdefault(kind.schema.__name__, kind.schema) is not kind.schema:
            raise ValueError(f"two problem schemas are called {kind.schema.__name__}")
    _, schema = models_json_schema([(model, "serialization") for model in models.values()], ref_template=_REF)
    definitions: dict[str, Any] = schema["$defs"]
    return definitions
