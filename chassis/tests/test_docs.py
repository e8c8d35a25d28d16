"""chassis.docs"""

import json
import re
from base64 import b64encode
from hashlib import sha256

import httpx
import pytest

from chassis.app import create_app
from chassis.docs import SwaggerSignIn
from chassis.settings import ServiceSettings


async def test_the_page_runs_under_a_strict_policy(client: httpx.AsyncClient) -> None:
    """/docs has no inline script and takes everything from the service itself."""
    page = await client.get("/docs")
    assert page.status_code == 200
    assert "Parcel Office" in page.text
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert re.findall(r"<script(?![^>]*\bsrc=)", page.text) == []
    assert "//" not in re.sub(r"<!doctype.*?>", "", page.text)
    for asset in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        answer = await client.get("/" + asset)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] in ("public, max-age=86400", "no-cache")


async def test_the_bundle_renders_openapi_3_1(client: httpx.AsyncClient) -> None:
    """The bundled Swagger UI is version 5 or later, the first that reads OpenAPI 3.1."""
    bundle = await client.get("/docs/swagger-ui-bundle.js")
    version = re.search(r'PACKAGE_VERSION:"(\d+)\.', bundle.text)
    assert bundle.headers["content-type"].startswith("text/javascript")
    assert version is not None
    assert int(version[1]) >= 5
    assert (await client.get("/openapi.json")).json()["openapi"].startswith("3.1")


async def test_the_initializer_names_the_document(client: httpx.AsyncClient) -> None:
    """Swagger UI is pointed at this service's document, and at no validator elsewhere."""
    script = (await client.get("/docs/swagger-initializer.js")).text
    assert 'url: "openapi.json"' in script
    assert "validatorUrl: null" in script


async def test_assets_are_cached_by_their_validator(client: httpx.AsyncClient) -> None:
    """An asset carries an ETag."""
    assert (await client.get("/docs/swagger-ui.css")).headers["etag"]


@pytest.mark.parametrize(
    "name", ["__init__.py", "..%2F__init__.py", "%2Fetc%2Fpasswd", "main.py", "swagger-ui.js"]
)
async def test_nothing_else_is_served(client: httpx.AsyncClient, name: str) -> None:
    """Only the known assets are served."""
    assert (await client.get(f"/docs/{name}")).status_code == 404


async def test_people_sign_in_from_swagger_ui_with_pkce(settings: ServiceSettings) -> None:
    """As the client that is set, whose code is exchanged at the provider and nowhere else; the window in which they
    sign in finds its way back, and no script but that page's own runs there."""
    app = create_app(
        title="Parcel Office",
        description="",
        settings=settings,
        routers=[],
        sign_in=SwaggerSignIn("swagger-ui", "https://identity.example"),
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        page = await client.get("/docs")
        script = (await client.get("/docs/swagger-initializer.js")).text
        back = await client.get("/docs/oauth2-redirect?code=c&state=s")
    assert "connect-src 'self' https://identity.example;" in page.headers["content-security-policy"]
    assert page.headers["cross-origin-opener-policy"] == "same-origin-allow-popups"
    (client_said,) = re.findall(r"initOAuth\((.*?)\)", script)
    assert json.loads(client_said) == {
        "clientId": "swagger-ui",
        "scopes": "openid",
        "usePkceWithAuthorizationCodeGrant": True,
    }
    (own,) = re.findall(r"<script>(.*?)</script>", back.text, re.DOTALL)
    digest = b64encode(sha256(own.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in back.headers["content-security-policy"]
    assert back.headers["cross-origin-opener-policy"] == "unsafe-none"


async def test_a_bearer_token_goes_without_the_portals_cookie(client: httpx.AsyncClient) -> None:
    """And a cookie alone with the header that changes need: see `chassis.sessions.callers`."""
    script = (await client.get("/docs/swagger-initializer.js")).text
    assert 'request.credentials = "omit"' in script
    assert 'request.headers["X-CSRF"] = "1"' in script
