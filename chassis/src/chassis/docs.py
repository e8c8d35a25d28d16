"""Swagger UI at /docs, served by the service itself.

Its files come from the package `fastapi-swagger`, which carries the Swagger UI distribution; the package is
never imported, and its files are read only when they are asked for.
"""

from html import escape
from importlib.util import find_spec
from pathlib import Path

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
_PAGE_HEADERS = {
    "Cache-Control": "no-cache",
    # Swagger UI styles its elements inline; scripts come from this origin alone.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
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
# No validatorUrl: the page must not send the document to a validator elsewhere.
_INITIALIZER = """window.onload = function () {
  window.ui = SwaggerUIBundle({
    url: "openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    displayRequestDuration: true,
    tryItOutEnabled: true,
    validatorUrl: null
  });
};
"""


def docs_routes(title: str) -> list[Route]:
    """The page, its initializer and its assets; none of them is part of the documented interface."""
    page = _PAGE.format(title=escape(title))

    async def docs(request: Request) -> Response:
        return HTMLResponse(page, headers=_PAGE_HEADERS)

    return [
        Route("/docs", docs, include_in_schema=False),
        Route("/docs/swagger-initializer.js", _initializer, include_in_schema=False),
        Route("/docs/{asset}", _asset, include_in_schema=False),
    ]


async def _initializer(request: Request) -> Response:
    return Response(_INITIALIZER, media_type="text/javascript", headers=_CACHE_ASSETS)


async def _asset(request: Request) -> Response:
    name = request.path_params["asset"]
    media_type = _ASSETS.get(name)
    spec = find_spec(_BUNDLE_PACKAGE)
    if media_type is None or spec is None or spec.origin is None:
        raise HTTPException(404)
    return FileResponse(
        Path(spec.origin).parent / "resources" / name, media_type=media_type, headers=_CACHE_ASSETS
    )
