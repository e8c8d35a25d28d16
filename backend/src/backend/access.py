"""Who may call what: each type names people, and a route's signature says whom it serves.

The caller is named by the passport that a BFF has minted, and each BFF may call its own routes alone. Where no keys for
passports are set, development headers name the caller if the settings allow them; else nobody is let in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader
from starlette.requests import HTTPConnection

from backend.problems import NotAllowed, NotSignedIn

if TYPE_CHECKING:
    from chassis.passports import Passport

_NOBODY = "This service lets nobody in: no identity provider is configured."
_ID = re.compile(r"[A-Za-z0-9._@-]{1,128}")


class _NamedCaller(APIKeyHeader):
    """Answers the name of the caller, or refuses the call."""

    def __init__(self, *, issuer: str, role: str, name: str, scheme_name: str) -> None:
        super().__init__(name=name, scheme_name=scheme_name)
        self.issuer = issuer
        self.role = role

    async def __call__(self, request: HTTPConnection) -> str:
        if request.app.state.passports is not None:
            passport = _passport(request)
            if passport.issuer != self.issuer or self.role not in passport.roles:
                raise NotAllowed("This is not for you.")
            return passport.subject
        if not request.app.state.settings.development_identity:
            raise NotSignedIn(_NOBODY)
        name = request.headers.get(self.model.name)
        if name is None or not _ID.fullmatch(name):
            raise NotSignedIn(f"Name the caller in {self.model.name}: 1 to 128 of A-Z a-z 0-9 . _ @ -")
        return name


def _passport(request: HTTPConnection) -> Passport:
    from chassis.tokens.errors import TokenRefused

    sent = request.headers.getlist("Authorization")
    scheme, _, token = sent[0].partition(" ") if len(sent) == 1 else ("", "", "")
    try:
        if scheme.lower() != "bearer":
            raise TokenRefused("no passport")
        passport: Passport = request.app.state.passports.verify(token)
    except TokenRefused:
        raise NotSignedIn(
            "Send one passport that is good now.", headers={"WWW-Authenticate": "Bearer"}
        ) from None
    return passport


async def _anyone(request: Request) -> None:
    if request.app.state.passports is not None:
        _passport(request)
    elif not request.app.state.settings.development_identity:
        raise NotSignedIn(_NOBODY)


_customer = _NamedCaller(
    issuer="customer-bff", role="customer", name="X-Dev-Customer", scheme_name="DevelopmentCustomer"
)
_ops_agent = _NamedCaller(issuer="ops-bff", role="ops_agent", name="X-Dev-Ops", scheme_name="DevelopmentOps")

SignedInCustomer = Annotated[str, Security(_customer)]
"""The id of the customer who calls."""
OpsAgent = Annotated[str, Security(_ops_agent)]
"""The name of the member of staff who calls."""
Anyone = Depends(_anyone)
"""For a route that serves whoever comes through a BFF."""
