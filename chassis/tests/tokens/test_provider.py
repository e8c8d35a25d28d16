"""A provider's documents are read as far as they are its own."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from chassis.tokens.errors import ProviderAway
from chassis.tokens.provider import Provider

PUBLIC = "https://identity.example"


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    async def discovery(request: web.Request) -> web.Response:
        return web.json_response({"issuer": PUBLIC, "jwks_uri": f"{PUBLIC}/jwks"})

    async def jwks(request: web.Request) -> web.Response:
        return web.json_response({"keys": []})

    async def elsewhere(request: web.Request) -> web.Response:
        raise web.HTTPFound("/jwks")

    async def endless(request: web.Request) -> web.Response:
        return web.Response(body=b"x" * 1_000_000)

    app = web.Application()
    app.router.add_get("/.well-known/openid-configuration", discovery)
    app.router.add_get("/jwks", jwks)
    app.router.add_get("/elsewhere", elsewhere)
    app.router.add_get("/endless", endless)
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


@pytest.fixture
async def provider(server: TestServer) -> AsyncIterator[Provider]:
    provider = Provider(PUBLIC, str(server.make_url("/")))
    yield provider
    await provider.close()


async def test_documents_are_read_over_the_back_channel(provider: Provider) -> None:
    """Where the services reach the provider elsewhere than browsers do."""
    assert (await provider.metadata())["jwks_uri"] == f"{PUBLIC}/jwks"
    assert await provider.key_set() == b'{"keys": []}'
    assert provider.from_here("https://identity.example.evil/x") == "https://identity.example.evil/x"


async def test_the_document_of_another_issuer_is_not_believed(server: TestServer) -> None:
    """It may have been put there by somebody else."""
    other = Provider(str(server.make_url("/")).rstrip("/"))
    with pytest.raises(ProviderAway, match="another issuer"):
        await other.metadata()
    await other.close()


async def test_redirects_size_and_absence_are_bounded(server: TestServer, provider: Provider) -> None:
    """A redirect is not followed, a large answer is cut, and nobody there is ProviderAway."""
    with pytest.raises(ProviderAway, match="302"):
        await provider.get(f"{PUBLIC}/elsewhere")
    assert len(await provider.get(f"{PUBLIC}/endless")) == 262_144
    await server.close()
    with pytest.raises(ProviderAway):
        await provider.get(f"{PUBLIC}/jwks")
