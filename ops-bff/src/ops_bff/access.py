"""Who may call what: each type names people, and a route's signature says whom it serves.

The caller is named by a development header, and only where the settings allow it: anywhere else nobody is let in.
"""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader

from ops_bff.problems import NotSignedIn

_HEADER = "X-Dev-Ops"
_NAME = re.compile(r"[A-Za-z0-9._@-]{1,128}")
_ops_header = APIKeyHeader(name=_HEADER, scheme_name="DevelopmentOps", auto_error=False)


class Caller(NamedTuple):
    """On whose behalf a request is made."""

    name: str

    def headers(self) -> list[tuple[str, str]]:
        """What names the caller to the backend."""
        return [(_HEADER, self.name)]


async def _ops_agent(request: Request, name: Annotated[str | None, Security(_ops_header)]) -> Caller:
    if not request.app.state.settings.development_identity:
        raise NotSignedIn("This service lets nobody in: no identity provider is configured.")
    if name is None or not _NAME.fullmatch(name):
        raise NotSignedIn(f"Name the caller in {_HEADER}: 1 to 128 of A-Z a-z 0-9 . _ @ -")
    return Caller(name)


OpsAgent = Annotated[Caller, Depends(_ops_agent)]
"""The member of staff who calls."""
