"""Makes the Python module of the operations that one service uses of another's OpenAPI document."""

import ast
import json
from collections.abc import Iterable, Iterator
from typing import Any

from datamodel_code_generator import DataModelType, InputFileType, OpenAPIScope, PythonVersion, generate
from datamodel_code_generator.config import GenerateConfig
from datamodel_code_generator.enums import StrictTypes, TargetPydanticVersion
from datamodel_code_generator.format import Formatter
from datamodel_code_generator.parser import LiteralType

HEADER = '''"""The operations that this service uses of the backend, and the models of what they take and answer.

Generated from contracts/backend.openapi.json by contracts/generate.py: not to be edited by hand.
"""
'''
_REF = "#/components/schemas/"


class OperationMissing(LookupError):
    """The document has no such operation."""


def contract_module(document: str, operations: Iterable[str]) -> str:
    """The source of a module with pydantic models and an `Operation` for each of `operations`, and nothing else.

    Raises OperationMissing, and ValueError for an integer without bounds in what is taken. The same input makes the
    same text.
    """
    openapi = json.loads(document)
    found = dict(_operations(openapi))
    wanted = sorted(set(operations))
    for operation_id in wanted:
        if operation_id not in found:
            raise OperationMissing(operation_id)
    schemas = openapi["components"]["schemas"]
    needed: set[str] = set()
    for operation_id in wanted:
        _collect(_bodies(found[operation_id][2]), schemas, needed)
    models = generate(
        json.dumps(
            {
                "openapi": openapi["openapi"],
                "info": {"title": "contract", "version": "1"},
                "paths": {},
                "components": {"schemas": {name: _plain(schemas[name]) for name in sorted(needed)}},
            }
        ),
        config=GenerateConfig(
            input_file_type=InputFileType.OpenAPI,
            openapi_scopes=[OpenAPIScope.Schemas],
            output_model_type=DataModelType.PydanticV2BaseModel,
            target_python_version=PythonVersion.PY_311,
            target_pydantic_version=TargetPydanticVersion.V2_14,
            formatters=[Formatter.BUILTIN],
            custom_file_header=HEADER,
            use_annotated=True,
            field_constraints=True,
            strict_types=[StrictTypes.int],
            strict_nullable=True,
            use_missing_sentinel=True,
            enum_field_as_literal=LiteralType.All,
            use_schema_description=True,
            enable_faux_immutability=True,
            use_standard_collections=True,
            use_union_operator=True,
            collapse_root_models=True,
            disable_timestamp=True,
        ),
    )
    taken: set[str] = set()
    for operation_id in wanted:
        _collect(found[operation_id][2].get("requestBody", {}), schemas, taken)
    table = "\n".join(
        f"{operation_id.upper()} = Operation({found[operation_id][0]!r}, {found[operation_id][1]!r})"
        for operation_id in wanted
    )
    text = _whole_numbers(str(models).rstrip(), taken)
    imports, _, rest = text.partition("\n\n\nclass ")
    own = ["from chassis.upstream import Operation"]
    if "WHOLE" in rest:
        own.append("from chassis.whole_numbers import WHOLE")
    return "\n".join([imports, "", *own, "", table, "", "", f"class {rest}", ""])


def _whole_numbers(source: str, classes: set[str]) -> str:
    """The source with WHOLE behind every integer of `classes`: what is taken, JSON Schema's integers, is more than
    what pydantic's strict ones are."""
    lines = source.encode().split(b"\n")
    ends = [
        (last.end_lineno, last.end_col_offset)
        for model in ast.parse(source).body
        if isinstance(model, ast.ClassDef) and model.name in classes
        for field in model.body
        if isinstance(field, ast.AnnAssign) and (last := _last_annotation_of_integer(field.annotation))
    ]
    for line, column in ends:  # one field a line at most, so that no insertion moves another's place
        assert line is not None
        text = lines[line - 1]
        lines[line - 1] = text[:column] + b", WHOLE" + text[column:]
    return b"\n".join(lines).decode()


def _last_annotation_of_integer(annotation: ast.expr) -> ast.expr | None:
    if not any(isinstance(part, ast.Name) and part.id == "StrictInt" for part in ast.walk(annotation)):
        return None
    if not (
        isinstance(annotation, ast.Subscript)
        and isinstance(annotation.value, ast.Name)
        and annotation.value.id == "Annotated"
        and isinstance(annotation.slice, ast.Tuple)
    ):
        raise ValueError(
            f"{ast.unparse(annotation)}: an integer of a request has no bounds in the backend's schema; give it some"
        )
    return annotation.slice.elts[-1]


def _operations(openapi: dict[str, Any]) -> Iterator[tuple[str, tuple[str, str, dict[str, Any]]]]:
    for path, item in openapi["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict) and "operationId" in operation:
                yield operation["operationId"], (method.upper(), path, operation)


def _bodies(operation: dict[str, Any]) -> list[Any]:
    """What the operation takes and what it answers when all is well."""
    answers = [answer for status, answer in operation["responses"].items() if status < "300"]
    return [operation.get("requestBody", {}), *answers]


def _collect(node: Any, schemas: dict[str, Any], into: set[str]) -> None:
    if isinstance(node, dict):
        ref = node.get("$ref", "")
        if ref.startswith(_REF) and (name := ref.removeprefix(_REF)) not in into:
            into.add(name)
            _collect(schemas[name], schemas, into)
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            _collect(part, schemas, into)


def _plain(schema: Any) -> Any:
    """The schema without titles, which repeat the names; "this or null" as a type of two, which needs no model."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {
        name: _plain(part) for name, part in schema.items() if not (name == "title" and isinstance(part, str))
    }
    options = plain.get("anyOf", [])
    if len(options) == 2 and options[1] == {"type": "null"} and isinstance(options[0].get("type"), str):
        del plain["anyOf"]
        plain = {**options[0], **plain, "type": [options[0]["type"], "null"]}
    return plain
