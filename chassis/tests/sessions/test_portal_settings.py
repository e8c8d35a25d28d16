"""Identity is whole or the service does not start; any provider will do."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from chassis.passports import PassportControl, new_key_pair
from chassis.sessions.callers import Person
from chassis.sessions.identity import open_identity
from chassis.sessions.portal_settings import PortalSettings
from chassis.tokens.access_tokens import AT_JWT

PRIVATE_KEY, PUBLIC_KEY = new_key_pair()
WHOLE: dict[str, Any] = {
    "environment": "production",
    "port": 1,
    "public_url": "https://shop.example",
    "oidc_issuer": "https://identity.example",
    "oidc_client_id": "shop",
    "oidc_client_secret": "secret",
    "session_keys": ["k" * 32],
    "passport_private_key": PRIVATE_KEY,
}


def test_in_development_identity_may_be_left_out_and_in_production_not() -> None:
    """Nobody could sign in."""
    assert PortalSettings(environment="development", port=1).oidc_issuer == ""
    with pytest.raises(ValidationError, match="OIDC_ISSUER is missing"):
        PortalSettings(environment="production", port=1)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"public_url": ""}, "PUBLIC_URL"),
        ({"oidc_client_id": ""}, "OIDC_CLIENT_ID"),
        ({"oidc_client_secret": ""}, "OIDC_CLIENT_SECRET"),
        ({"passport_private_key": ""}, "PASSPORT_PRIVATE_KEY"),
        ({"session_keys": []}, "SESSION_KEYS"),
        ({"session_keys": ["k" * 32, "short"]}, "SESSION_KEYS"),
        ({"public_url": "http://shop.example"}, "PUBLIC_URL"),
        ({"oidc_issuer": "http://identity.example"}, "OIDC_ISSUER"),
    ],
    ids=str,
)
def test_what_is_missing_or_unsafe_is_named(changes: dict[str, Any], named: str) -> None:
    """By the name of its variable, and no secret is shown."""
    with pytest.raises(ValidationError, match=named) as refused:
        PortalSettings(**WHOLE | changes)
    assert "PRIVATE KEY" not in str(refused.value)


def test_cognito_is_a_matter_of_settings() -> None:
    """No audience and no type, but use, client and groups."""
    expected = PortalSettings(
        **WHOLE,
        oidc_audience="",
        oidc_token_client_ids=["shop"],
        oidc_token_use="access",
        oidc_roles_claim="cognito:groups",
    ).access_tokens()
    assert (expected.audience, expected.client_ids) == (None, frozenset({"shop"}))
    assert (expected.token_types, expected.token_use) == (None, "access")
    assert PortalSettings(**WHOLE).access_tokens().token_types == AT_JWT


async def test_a_portals_passports_are_believed_by_the_backend() -> None:
    """For a person with their roles, for a visitor as the service itself with none."""
    control = PassportControl(audience="backend", public_keys={"customer-bff": PUBLIC_KEY})
    async with open_identity(PortalSettings(**WHOLE), portal="shop", service="customer-bff") as identity:
        for person, subject, roles in (
            (Person("ada", frozenset({"customer"})), "ada", frozenset({"customer"})),
            (None, "customer-bff", frozenset[str]()),
        ):
            ((name, value),) = identity.passport_headers(person)
            assert name == "Authorization"
            passport = control.verify(value.removeprefix("Bearer "))
            assert (passport.issuer, passport.subject, passport.roles) == ("customer-bff", subject, roles)
