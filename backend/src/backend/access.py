"""Who may call what: each type names people, and a route's signature says whom it serves.

The caller is named by development headers, and only where the settings allow them: anywhere else nobody is let in.
"""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader

from backend.problems import NotSignedIn

_customer_header = APIKeyHeader(name="X-Dev-Customer", scheme_name="DevelopmentCustomer", auto_error=False)
_ops_header = APIKeyHeader(name="X-Dev-Ops", scheme_name="DevelopmentOps", auto_error=False)
_ID = re.compile(r"[A-Za-z0-9._@-]{1,128}")


async def _customer(request: Request, customer_id: Annotated[str | None, Security(_customer_header)]) -> str:
    return _named(request, customer_id, "X-Dev-Customer")


async def _ops_agent(request: Request, name: Annotated[str | None, Security(_ops_header)]) -> str:
    return _named(request, name, "X-Dev-Ops")


async def _anyone(
    request: Request,
    customer_id: Annotated[str | None, Security(_customer_header)],
    name: Annotated[str | None, Security(_ops_header)],
) -> None:
    if not request.app.state.settings.development_identity:
        raise NotSignedIn(_NOBODY)


_NOBODY = "This service lets nobody in: no identity provider is configured."


def _named(request: Request, name: str | None, header: str) -> str:
    if not request.app.state.settings.development_identity:
        raise NotSignedIn(_NOBODY)
    if name is None or not _ID.fullmatch(name):
        raise NotSignedIn(f"Name the caller in {header}: 1 to 128 of A-Z a-z 0-9 . _ @ -")
    return name


SignedInCustomer = Annotated[str, Depends(_customer)]
"""The id of the customer who calls."""
OpsAgent = Annotated[str, Depends(_ops_agent)]
"""The name of the member of staff who calls."""
Anyone = Depends(_anyone)
"""For a route that serves whoever comes through a BFF."""
