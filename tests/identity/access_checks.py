"""What must hold of every route of a portal's service: it is for its own people, and says so."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
from fastapi import FastAPI

from tests.identity.operations import Operation, operations, undocumented
from tests.identity.played_provider import PlayedProvider

VISITORS, SOMEBODY = "visitors", "somebody"
OF_THE_SESSION: Mapping[str, str] = {
    "read_session": SOMEBODY,
    "sign_out": VISITORS,
    "sign_in": VISITORS,
    "finish_sign_in": VISITORS,
}
"""Who may call the routes that every portal's service has."""


def declaration_faults(app: FastAPI, who_may: Mapping[str, str | set[str]]) -> list[str]:
    """Where the service's document says something else than the table, or nothing, or a route is beside it."""
    faults = [f"{path} is not in the document" for path in undocumented(app)]
    declared = operations(app.openapi())
    one_sided = who_may.keys() ^ {operation.name for operation in declared}
    faults += [f"{name} is in the table or in the document alone" for name in one_sided]
    for operation in declared:
        said = operation.roles or (VISITORS if operation.for_visitors else SOMEBODY)
        if not operation.declared or said != who_may.get(operation.name):
            faults.append(f"{operation.name} is declared for {said if operation.declared else 'nobody'}")
    return faults


async def refused(
    app: FastAPI, provider: PlayedProvider, operation: Operation, roles: tuple[str, ...] | None
) -> bool:
    """Whether somebody with these roles, or nobody, is refused as the operation's declaration says: 401 or 403."""
    headers = {} if roles is None else provider.bearer("ann", *roles)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://portal.test") as client:
        answer = await client.request(operation.method, operation.path, headers=headers, json={})
    if roles is None and not operation.for_visitors:
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        return True
    if operation.roles and operation.roles.isdisjoint(roles or ()):
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
        return True
    assert answer.status_code != 401
    assert answer.status_code != 403 or answer.json()["code"] == "csrf_header_missing"
    return False
