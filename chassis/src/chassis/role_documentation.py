"""The roles that a route asks for, in the OpenAPI document."""

from __future__ import annotations

from typing import Any

ROLES = "x-roles"
"""The member of an operation that lists the roles of which its caller must have one."""


def move_roles(operation: dict[str, Any], scheme: str) -> None:
    """FastAPI documents the roles of `Security(…, scopes=roles)` as scopes, all of which would be needed: they become
    `x-roles`, one of which is."""
    for alternative in operation["security"]:
        if roles := alternative.get(scheme):
            operation[ROLES] = roles
            alternative[scheme] = []
