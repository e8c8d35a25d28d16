"""What a portal's service reads from its environment about identity."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import SecretStr, model_validator

from chassis.docs import SwaggerSignIn
from chassis.rate_limits.settings import RateLimitSettings
from chassis.sessions.settings import SessionSettings
from chassis.settings import ServiceSettings
from chassis.tokens.expected import AT_JWT, Expected

_FEWEST_SECRET_CHARACTERS = 32


FOR_DESCRIBING: Mapping[str, Any] = MappingProxyType(
    {
        "environment": "development",
        "public_url": "http://portal.example",
        "oidc_issuer": "http://127.0.0.1:9000",
        "oidc_client_id": "none",
        "oidc_client_secret": "needed to sign in, not to describe",
        "session_keys": ("needed to seal cookies, not to describe",),
        "passport_private_key": "needed to sign, not to describe",
    }
)
"""Settings of an app that is made for its OpenAPI document alone; the document names the development provider."""


class PortalSettings(RateLimitSettings, ServiceSettings):
    """Any OpenID provider, by settings alone; every field is the environment variable of its name in capitals.

    Cognito: OIDC_TOKEN_USE=access, OIDC_TOKEN_CLIENT_IDS=["…"], OIDC_AUDIENCE= and OIDC_ROLES_CLAIM=cognito:groups.
    """

    public_url: str
    """Where browsers open the portal, such as https://shop.example: the origin alone."""
    oidc_issuer: str
    """The `iss` of tokens."""
    oidc_back_channel_url: str | None = None
    """Where this service reaches the provider, where that is not the issuer's own address."""
    oidc_client_id: str
    oidc_client_secret: SecretStr
    oidc_audience: str | None = "waybill"
    oidc_token_client_ids: frozenset[str] = frozenset()
    """The clients whose access tokens count; empty means all that have the audience."""
    oidc_token_use: str | None = None
    oidc_roles_claim: str = "roles"
    oidc_scope: str = "openid profile"
    oidc_authorization_url: str | None = None
    """Where Swagger UI sends people to sign in; unset means {issuer}/auth."""
    oidc_token_url: str | None = None
    """Where Swagger UI gets their token; unset means {issuer}/token."""
    swagger_client_id: str = ""
    """The public client that Swagger UI is to the provider; without it, nobody signs in from there."""
    session_keys: tuple[SecretStr, ...]
    """Seal the sessions' cookies: 32 random characters or more each, the same for all instances; the first one seals,
    the others still open."""
    passport_private_key: SecretStr
    """PEM, on P-256: proves to the backend that a call is this service's."""

    @model_validator(mode="after")
    def _identity_is_whole(self) -> Self:
        named = {
            "PUBLIC_URL": self.public_url,
            "OIDC_ISSUER": self.oidc_issuer,
            "OIDC_CLIENT_ID": self.oidc_client_id,
            "OIDC_CLIENT_SECRET": self.oidc_client_secret.get_secret_value(),
            "PASSPORT_PRIVATE_KEY": self.passport_private_key.get_secret_value(),
        }
        if missing := [name for name, value in named.items() if not value]:
            raise ValueError(f"empty, and needed: {', '.join(missing)}")
        if not self.session_keys or any(
            len(key.get_secret_value()) < _FEWEST_SECRET_CHARACTERS for key in self.session_keys
        ):
            raise ValueError("SESSION_KEYS has one key or more, of 32 characters or more each")
        if self.environment == "production":
            for name, address in (("OIDC_ISSUER", self.oidc_issuer), ("PUBLIC_URL", self.public_url)):
                if not address.startswith("https://"):
                    raise ValueError(f"{name} begins with https:// in production")
        return self

    @model_validator(mode="after")
    def _provider_can_be_told_apart(self) -> Self:
        if not self.oidc_audience and not self.oidc_token_client_ids:
            raise ValueError(
                "OIDC_AUDIENCE or OIDC_TOKEN_CLIENT_IDS is needed: else tokens for anybody would be believed"
            )
        return self

    def swagger_sign_in(self) -> SwaggerSignIn | None:
        """How people sign in from Swagger UI, where a client is set for that."""
        if not self.swagger_client_id:
            return None
        address = urlsplit(self.oidc_token_url or self.oidc_issuer)
        return SwaggerSignIn(self.swagger_client_id, f"{address.scheme}://{address.netloc}")

    def sessions(self, portal: str) -> SessionSettings:
        """portal: names the cookies."""
        return SessionSettings(
            portal=portal,
            public_url=self.public_url,
            client_id=self.oidc_client_id,
            client_secret=self.oidc_client_secret.get_secret_value(),
            keys=tuple(key.get_secret_value() for key in self.session_keys),
            roles_claim=self.oidc_roles_claim,
            scope=self.oidc_scope,
        )

    def access_tokens(self) -> Expected:
        """What a bearer token must say. RFC 9068 tokens name an audience and have its type; others have a use."""
        return Expected(
            issuer=self.oidc_issuer,
            audience=self.oidc_audience or None,
            client_ids=self.oidc_token_client_ids or None,
            token_use=self.oidc_token_use,
            token_types=AT_JWT if self.oidc_audience else None,
            roles_claim=self.oidc_roles_claim,
        )
