"""chassis.docs"""

import re

import httpx
import pytest


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
        assert "max-age" in answer.headers["cache-control"]


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
