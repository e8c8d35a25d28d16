"""Who may call what: each type names people, and a route's signature says whom it serves.

The caller is named by the passport that a BFF has minted, and each BFF may call its own routes alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from fastapi import Request, Security
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase

from backend.problems import ManagerNeeded, NotAllowed, NotSignedIn
from chassis.tokens.errors import TokenRefused

if TYPE_CHECKING:
    from chassis.late import Late
    from chassis.passports import Passport, PassportControl

_SCHEME = "Passport"
_CUSTOMER_BFF, _OPS_BFF = "customer-bff", "ops-bff"
ISSUERS = (_CUSTOMER_BFF, _OPS_BFF)
"""The services whose passports are believed."""


class StaffMember(NamedTuple):
    """Somebody of operations."""

    name: str
    roles: frozenset[str]

    @property
    def actor(self) -> str:
        """How histories name them."""
        return f"ops:{self.name}"

    def must_be_manager(self, to_do: str) -> None:
        """Raises ManagerNeeded, saying that it takes a manager `to_do` this."""
        if "ops_manager" not in self.roles:
            raise ManagerNeeded(f"It takes an ops manager to {to_do}.")


class _PassportHolder(SecurityBase):
    """Whoever holds a passport of one of `issuers`, with one of `roles` where there are any."""

    model = HTTPBearer(
        bearerFormat="JWT", description="A passport: an ES256 JWT that a BFF mints for whoever calls it."
    )
    scheme_name = _SCHEME

    def __init__(self, issuers: tuple[str, ...], roles: tuple[str, ...] = ()) -> None:
        self._issuers = frozenset(issuers)
        self._roles = frozenset(roles)

    async def passport(self, request: Request) -> Passport:
        passport = await _passport(request)
        if passport.issuer not in self._issuers or (self._roles and self._roles.isdisjoint(passport.roles)):
            raise NotAllowed("This is not for you.")
        return passport


class _Customer(_PassportHolder):
    async def __call__(self, request: Request) -> str:
        return (await self.passport(request)).subject


class _Staff(_PassportHolder):
    async def __call__(self, request: Request) -> StaffMember:
        passport = await self.passport(request)
        return StaffMember(passport.subject, passport.roles)


class _Anyone(_PassportHolder):
    async def __call__(self, request: Request) -> None:
        await self.passport(request)


async def _passport(request: Request) -> Passport:
    control: Late[PassportControl] = request.app.state.passports
    sent = request.headers.getlist("Authorization")
    scheme, _, token = sent[0].partition(" ") if len(sent) == 1 else ("", "", "")
    try:
        if scheme.lower() != "bearer":
            raise TokenRefused("no passport")
        return (control.made or await control.get()).verify(token)
    except TokenRefused:
        raise NotSignedIn(
            "Send one passport that is good now.", headers={"WWW-Authenticate": "Bearer"}
        ) from None


def _security(holder: Callable[..., Callable[..., Any]], issuer: str, *roles: str) -> Any:
    return Security(holder((issuer,), roles), scopes=list(roles))


SignedInCustomer = Annotated[str, _security(_Customer, _CUSTOMER_BFF, "customer")]
"""The id of the customer who calls, through the shop."""
OpsAgent = Annotated[StaffMember, _security(_Staff, _OPS_BFF, "ops_agent", "ops_manager")]
"""The member of operations who calls, through the back office. A manager may do all that an agent may."""
OpsManager = Annotated[StaffMember, _security(_Staff, _OPS_BFF, "ops_manager")]
"""The manager of operations who calls, through the back office."""
Anyone = Security(_Anyone(ISSUERS))
"""For a route that serves whoever comes through a BFF."""


def document_access(document: dict[str, Any]) -> None:
    """Lists in each operation the roles of which its caller must have one."""
    from chassis.problem_documentation import METHODS
    from chassis.role_documentation import move_roles

    for path_item in document["paths"].values():
        for method in METHODS:
            if path_item.get(method, {}).get("security"):
                move_roles(path_item[method], _SCHEME)
