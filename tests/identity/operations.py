"""The operations of a service and who may call them, as its OpenAPI document declares it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from fastapi import FastAPI

from chassis.role_documentation import ROLES

UNKNOWN_ID = "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0c01"
_NO_IDS = dict.fromkeys(
    (
        "product_id",
        "order_id",
        "shipment_id",
        "operation_id",
        "dead_letter_id",
        "import_id",
        "notice_id",
        "webhook_id",
        "delivery_id",
    ),
    UNKNOWN_ID,
) | {"number": "0"}


class Operation(NamedTuple):
    """`template` has names of ids in it, `path` ids that nothing has. `declared`: somebody has said who may call it."""

    name: str
    method: str
    template: str
    roles: frozenset[str]
    declared: bool
    for_visitors: bool
    """Also without any credential."""

    @property
    def path(self) -> str:
        return self.template.format(**_NO_IDS)

    @property
    def changes(self) -> bool:
        return self.method not in ("GET", "HEAD", "OPTIONS")


def operations(document: Mapping[str, Any]) -> list[Operation]:
    """Every operation of a service, by its OpenAPI document."""
    return [
        _operation(path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def undocumented(app: FastAPI) -> list[str]:
    """Paths that the service answers and its document does not name, but health, docs and pictures."""
    documented = set(app.openapi()["paths"])
    paths = [str(getattr(route, "path_format", getattr(route, "path", route))) for route in app.routes]
    others = ("/livez", "/readyz", "/openapi.json", "/docs", "/images/products")
    return [
        path
        for path in paths
        if path not in documented and path not in others and not path.startswith("/docs/")
    ]


def _operation(path: str, method: str, operation: dict[str, Any]) -> Operation:
    security = operation.get("security")
    return Operation(
        operation["operationId"],
        method.upper(),
        path,
        frozenset(operation.get(ROLES, ())),
        security is not None,
        security is not None and (security == [] or {} in security),
    )
