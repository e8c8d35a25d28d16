"""Who may call what, in a service's OpenAPI document."""

from __future__ import annotations

from typing import Any

from chassis.problem_documentation import METHODS, add_problems
from chassis.problems import Problem, TooManyRequests
from chassis.role_documentation import ROLES, move_roles
from chassis.sessions.access import SIGN_IN, VISIT
from chassis.sessions.caller import CSRF_HEADER
from chassis.sessions.portal_settings import PortalSettings
from chassis.sessions.problems import (
    CsrfHeaderMissing,
    NotAllowed,
    NotSignedIn,
    ProviderUnavailable,
    TwoCredentials,
)

_ALTERNATIVES: list[dict[str, list[str]]] = [{SIGN_IN: []}, {"BearerToken": []}, {"Session": []}]


def document_access(document: dict[str, Any], settings: PortalSettings, portal: str) -> None:
    """Declares, for each operation, the ways to say who one is, the roles of which one is needed, and the problems of
    being nobody or somebody else. An operation that declared nothing is left as it is, for a test to find."""
    for path_item in document["paths"].values():
        for method in METHODS:
            if method in path_item and path_item[method].get("security"):
                _document_operation(path_item[method], changes=method not in ("get", "head", "options"))
    document["components"]["securitySchemes"] = _schemes(settings, portal)


def _document_operation(operation: dict[str, Any], *, changes: bool) -> None:
    move_roles(operation, SIGN_IN)
    open_to_visitors = any(VISIT in alternative for alternative in operation["security"])
    operation["security"] = [{}, *_ALTERNATIVES] if open_to_visitors else list(_ALTERNATIVES)
    problems: list[type[Problem]] = [NotSignedIn, TwoCredentials, TooManyRequests, ProviderUnavailable]
    if ROLES in operation:
        problems.append(NotAllowed)
    if changes:
        problems.append(CsrfHeaderMissing)
    add_problems(operation, *problems)


def _schemes(settings: PortalSettings, portal: str) -> dict[str, Any]:
    issuer = settings.oidc_issuer.rstrip("/")
    return {
        SIGN_IN: {
            "type": "oauth2",
            "description": "Sign in as a person, from Swagger UI.",
            "flows": {
                "authorizationCode": {
                    "authorizationUrl": settings.oidc_authorization_url or f"{issuer}/auth",
                    "tokenUrl": settings.oidc_token_url or f"{issuer}/token",
                    "scopes": {"openid": "who you are"},
                }
            },
        },
        "BearerToken": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "An access token of the identity provider, for programs.",
        },
        "Session": {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.sessions(portal).session_cookie,
            "description": "Of the portal, by /api/session/sign-in; over https its name begins with __Host-. "
            f"Calls that change something send `{CSRF_HEADER}: 1` too. Never together with a bearer token.",
        },
    }
