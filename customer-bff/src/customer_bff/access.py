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


class Caller(NamedTuple):
    """On whose behalf a request is made."""

    customer_id: str | None

    def headers(self) -> list[tuple[str, str]]:
        """What names the caller to the backend."""
        return [(_HEADER, self.customer_id)] if self.customer_id else []


_SOMEBODY = Caller(None)


async def admit_visitor(request: Request) -> Caller:
    """Raises NotSignedIn where nobody is let in, not even to look."""
    if not request.app.state.settings.development_identity:
        raise NotSignedIn("This service lets nobody in: no identity provider is configured.")
    return _SOMEBODY


class _CustomerHeader(APIKeyHeader):
    """Reads the header by itself: one dependency to solve for each request, not two."""

    async def __call__(self, request: Request) -> Caller:  # type: ignore[override]
        await admit_visitor(request)
        customer_id = request.headers.get(_HEADER)
        if customer_id is None or not _ID.fullmatch(customer_id):
            raise NotSignedIn(f"Name the caller in {_HEADER}: 1 to 128 of A-Z a-z 0-9 . _ @ -")
        return Caller(customer_id)


SignedInCustomer = Annotated[
    Caller, Security(_CustomerHeader(name=_HEADER, scheme_name="DevelopmentCustomer"))
]
"""The customer who calls."""
Visitor = Annotated[Caller, Depends(admit_visitor)]
"""Whoever looks at the shop, signed in or not."""
