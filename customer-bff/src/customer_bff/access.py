"""Who may call what: each type names people, and a route's signature says whom it serves.

The caller is named by a development header, and only where the settings allow it: anywhere else nobody is let in.
"""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader

from customer_bff.problems import NotSignedIn

_HEADER = "X-Dev-Customer"
_ID = re.compile(r"[A-Za-z0-9._@-]{1,128}")
_customer_header = APIKeyHeader(name=_HEADER, scheme_name="DevelopmentCustomer", auto_error=False)


class Caller(NamedTuple):
    """On whose behalf a request is made."""

    customer_id: str | None

    def headers(self) -> list[tuple[str, str]]:
        """What names the caller to the backend."""
        return [(_HEADER, self.customer_id)] if self.customer_id else []


NOBODY = Caller(None)


async def _visitor(request: Request) -> Caller:
    if not request.app.state.settings.development_identity:
        raise NotSignedIn("This service lets nobody in: no identity provider is configured.")
    return NOBODY


async def _customer(
    request: Request, customer_id: Annotated[str | None, Security(_customer_header)]
) -> Caller:
    await _visitor(request)
    if customer_id is None or not _ID.fullmatch(customer_id):
        raise NotSignedIn(f"Name the caller in {_HEADER}: 1 to 128 of A-Z a-z 0-9 . _ @ -")
    return Caller(customer_id)


SignedInCustomer = Annotated[Caller, Depends(_customer)]
"""The customer who calls."""
Visitor = Annotated[Caller, Depends(_visitor)]
"""Whoever looks at the shop, signed in or not."""
