"""Who may call what: each type names people, and a route's signature says whom it serves.

The caller is named by a development header, and only where the settings allow it: anywhere else nobody is let in.
"""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from fastapi import Request, Security
from fastapi.security import APIKeyHeader

from ops_bff.problems import NotSignedIn

_HEADER = "X-Dev-Ops"
_NAME = re.compile(r"[A-Za-z0-9._@-]{1,128}")


class Caller(NamedTuple):
    """On whose behalf a request is made."""

    name: str

    def headers(self) -> list[tuple[str, str]]:
        """What names the caller to the backend."""
        return [(_HEADER, self.name)]


class _OpsHeader(APIKeyHeader):
    """Reads the header by itself: one dependency to solve for each request, not two."""

    async def __call__(self, request: Request) -> Caller:  # type: ignore[override]
        if not request.app.state.settings.development_identity:
            raise NotSignedIn("This service lets nobody in: no identity provider is configured.")
        name = request.headers.get(_HEADER)
        if name is None or not _NAME.fullmatch(name):
            raise NotSignedIn(f"Name the caller in {_HEADER}: 1 to 128 of A-Z a-z 0-9 . _ @ -")
        return Caller(name)


OpsAgent = Annotated[Caller, Security(_OpsHeader(name=_HEADER, scheme_name="DevelopmentOps"))]
"""The member of staff who calls."""
