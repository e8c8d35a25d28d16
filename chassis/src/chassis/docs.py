"""Swagger UI at /docs, served by the service itself.

Its files come from the package `fastapi-swagger`, which carries the Swagger UI distribution; the package is
never imported, and its files are read only when they are asked for.
"""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from fastapi.openapi.docs import get_swagger_ui_oauth2_redirect_html
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

_BUNDLE_PACKAGE = "fastapi_swagger"
_ASSETS = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "favicon-32x32.png": "image/png",
}
_CACHE_ASSETS = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
# Swagger UI styles its elements inline; scripts come from this origin alone.
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src {connections}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Addresses are relative, so that the page also works behind a gateway that puts a prefix before it.
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" type="image/png" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/swagger-initializer.js"></script>
</body>
</html>
"""
# No validatorUrl: the page must not send the document to a validator elsewhere. A bearer token never goes together with
# the cookie of a portal of the same origin; a cookie alone needs the header.
_INITIALIZER = """window.onload = function () {{
  window.ui = SwaggerUIBundle({{
    url: "openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    displayRequestDuration: true,
    tryItOutEnabled: true,
    validatorUrl: null,
    oauth2RedirectUrl: new URL("docs/oauth2-redirect", window.location.href).href,
    requestInterceptor: function (request) {{
      if (request.headers.Authorization) {{
        request.credentials = "omit";
      }} else {{
        request.headers["X-CSRF"] = "1";
      }}
      return request;
    }}
  }});
  window.ui.initOAuth({sign_in});
}};
"""


class SwaggerSignIn(NamedTuple):
    """How people sign in from Swagger UI: as a public client, with PKCE. token_origin: where the client's code is
    exchanged for a token."""

    client_id: str
    token_origin: str


def docs_routes(title: str, sign_in: SwaggerSignIn | None = None) -> list[Route]:
    """The page, its initializer and its assets; none of them is part of the documented interface."""
    page = _PAGE.format(title=escape(title))
    initializer = _INITIALIZER.format(sign_in=json.dumps(_client(sign_in)))
    connections = f"'self' {sign_in.token_origin}" if sign_in else "'self'"

    async def docs(request: Request) -> Response:
        headers = _page_headers("'self'", connections)
        # The window in which somebody signs in must find its way back to this one.
        return HTMLResponse(
            page, headers=headers | {"Cross-Origin-Opener-Policy": "same-origin-allow-popups"}
        )

    async def initialize(request: Request) -> Response:
        return Response(initializer, media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    return [
        Route("/docs", docs, include_in_schema=False),
        Route("/docs/swagger-initializer.js", initialize, include_in_schema=False),
        Route("/docs/oauth2-redirect", _signed_in, include_in_schema=False),
        Route("/docs/{asset}", _asset, include_in_schema=False),
    ]


def _client(sign_in: SwaggerSignIn | None) -> dict[str, object]:
    if sign_in is None:
        return {}
    return {
        "clientId": sign_in.client_id,
        "scopes": "openid",
        "usePkceWithAuthorizationCodeGrant": True,
    }


def _page_headers(scripts: str, connections: str) -> dict[str, str]:
    return {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": _POLICY.format(scripts=scripts, connections=connections),
        "X-Content-Type-Options": "nosniff",
    }


async def _signed_in(request: Request) -> Response:
    """FastAPI's page hands the code to the window that asked for it; its script, and no other, may run."""
    page = bytes(get_swagger_ui_oauth2_redirect_html().body)
    scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    allowed = " ".join(f"'sha256-{b64encode(sha256(script).digest()).decode()}'" for script in scripts)
    headers = _page_headers(allowed, "'none'") | {"Cache-Control": "no-store"}
    return HTMLResponse(page, headers=headers | {"Cross-Origin-Opener-Policy": "unsafe-none"})


async def _asset(request: Request) -> Response:
    name = request.path_params["asset"]
    media_type = _ASSETS.get(name)
    spec = find_spec(_BUNDLE_PACKAGE)
    if media_type is None or spec is None or spec.origin is None:
        raise HTTPException(404)
    return FileResponse(
        Path(spec.origin).parent / "resources" / name, media_type=media_type, headers=_CACHE_ASSETS
    )
