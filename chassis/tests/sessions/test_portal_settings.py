"""Identity is whole or the service does not start; any provider will do."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from chassis.passports import PassportControl, new_key_pair
from chassis.sessions.opening import open_identity
from chassis.sessions.portal_settings import PortalSettings
from chassis.tokens.expected import AT_JWT

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


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"public_url": ""}, "PUBLIC_URL"),
        ({"oidc_client_id": ""}, "OIDC_CLIENT_ID"),
        ({"oidc_client_secret": ""}, "OIDC_CLIENT_SECRET"),
        ({"passport_private_key": ""}, "PASSPORT_PRIVATE_KEY"),
        ({"oidc_issuer": ""}, "OIDC_ISSUER"),
        ({"oidc_audience": ""}, "OIDC_TOKEN_CLIENT_IDS"),
        ({"session_keys": ["development-" + "k" * 32]}, "SESSION_KEYS"),
        ({"oidc_client_secret": "development-secret"}, "OIDC_CLIENT_SECRET"),
        ({"passport_private_key": "development-key\n" + PRIVATE_KEY}, "PASSPORT_PRIVATE_KEY"),
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
    """A visitor's is the service's own, with no role."""
    control = PassportControl(audience="backend", public_keys={"customer-bff": PUBLIC_KEY})
    async with open_identity(PortalSettings(**WHOLE), portal="shop", service="customer-bff") as identity:
        ((name, value),) = (await identity.get()).nobody().headers()
        assert name == "Authorization"
        passport = control.verify(value.removeprefix("Bearer "))
        assert (passport.issuer, passport.subject) == ("customer-bff", "customer-bff")
        assert passport.roles == frozenset()


def test_swagger_uis_client_is_a_matter_of_settings() -> None:
    """Without one nobody signs in from there; with one its token comes from where the settings say."""
    assert PortalSettings(**WHOLE).swagger_sign_in() is None
    sign_in = PortalSettings(**WHOLE, swagger_client_id="docs").swagger_sign_in()
    assert sign_in == ("docs", "https://identity.example")
    elsewhere = PortalSettings(
        **WHOLE, swagger_client_id="docs", oidc_token_url="https://sign-in.example/oauth2/token"
    )
    assert elsewhere.swagger_sign_in() == ("docs", "https://sign-in.example")
