"""Who may call what: each type names people, and a route's signature says whom it serves.

The caller is named by development headers, and only where the settings allow them: anywhere else nobody is let in.
"""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader
from starlette.requests import HTTPConnection

from backend.problems import NotSignedIn

_NOBODY = "This service lets nobody in: no identity provider is configured."
_ID = re.compile(r"[A-Za-z0-9._@-]{1,128}")


class _DevelopmentHeader(APIKeyHeader):
    """Answers the name that the header gives, or refuses the call."""

    async def __call__(self, request: HTTPConnection) -> str:
        if not request.app.state.settings.development_identity:
            raise NotSignedIn(_NOBODY)
        name = request.headers.get(self.model.name)
        if name is None or not _ID.fullmatch(name):
            raise NotSignedIn(f"Name the caller in {self.model.name}: 1 to 128 of A-Z a-z 0-9 . _ @ -")
        return name


async def _anyone(request: Request) -> None:
    if not request.app.state.settings.development_identity:
        raise NotSignedIn(_NOBODY)


_customer = _DevelopmentHeader(name="X-Dev-Customer", scheme_name="DevelopmentCustomer")
_ops_agent = _DevelopmentHeader(name="X-Dev-Ops", scheme_name="DevelopmentOps")

SignedInCustomer = Annotated[str, Security(_customer)]
"""The id of the customer who calls."""
OpsAgent = Annotated[str, Security(_ops_agent)]
"""The name of the member of staff who calls."""
Anyone = Depends(_anyone)
"""For a route that serves whoever comes through a BFF."""
