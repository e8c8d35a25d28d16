"""Passports of people who call through a BFF, minted with keys that the backend under test believes."""

from __future__ import annotations

from chassis.passports import PassportMint, new_key_pair

_KEYS = {issuer: new_key_pair() for issuer in ("customer-bff", "ops-bff")}
PUBLIC_KEYS = {issuer: public for issuer, (_, public) in _KEYS.items()}
_MINTS = {
    issuer: PassportMint(issuer=issuer, audience="backend", private_key=private)
    for issuer, (private, _) in _KEYS.items()
}


def bearer(issuer: str, subject: str, *roles: str) -> dict[str, str]:
    """The header of a call that `issuer` makes on behalf of `subject`."""
    return {"Authorization": f"Bearer {_MINTS[issuer].passport(subject, frozenset(roles))}"}


def customer(name: str = "ada") -> dict[str, str]:
    return bearer("customer-bff", name, "customer")


def agent(name: str = "sam") -> dict[str, str]:
    return bearer("ops-bff", name, "ops_agent")


def manager(name: str = "olivia") -> dict[str, str]:
    return bearer("ops-bff", name, "ops_agent", "ops_manager")
