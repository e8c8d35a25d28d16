"""What an access token must say."""

from __future__ import annotations

from dataclasses import dataclass, field

AT_JWT = frozenset({"at+jwt", "application/at+jwt"})
"""The types of access tokens by RFC 9068."""


@dataclass(frozen=True)
class Expected:
    """What an access token must say to be believed.

    By RFC 9068, an `audience` and the type at+jwt. Cognito's access tokens have neither: set `client_ids`,
    `token_use="access"`, `token_types=None` and `roles_claim="cognito:groups"`.
    """

    issuer: str
    audience: str | None = None
    client_ids: frozenset[str] | None = None
    token_use: str | None = None
    token_types: frozenset[str] | None = AT_JWT
    roles_claim: str = "roles"
    algorithms: frozenset[str] = field(default=frozenset({"ES256", "RS256"}))

    def __post_init__(self) -> None:
        if not self.audience and not self.client_ids:
            raise ValueError(
                "an audience or client ids are needed: else tokens for anybody would be believed"
            )
        if not self.algorithms <= {"ES256", "RS256"}:
            raise ValueError("only ES256 and RS256 are known")
