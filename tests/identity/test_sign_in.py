"""A portal's service and the real development provider, on two sites: signing in, staying, signing out."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest
from aiohttp import ClientSession
from fastapi import APIRouter, Request

from chassis.app import create_app
from chassis.sessions.callers import Callers
from chassis.sessions.cookies import Cookies
from chassis.sessions.openid_client import OpenIdClient
from chassis.sessions.routes import SessionServices, session_router
from chassis.sessions.sessions import Sessions
from chassis.sessions.settings import SessionSettings
from chassis.settings import ServiceSettings
from chassis.tokens.access_tokens import AccessTokens, Expected
from chassis.tokens.provider import Provider
from chassis.tokens.provider_keys import ProviderKeys

IDENTITY = Path(__file__).resolve().parent.parent.parent / "identity"
PORTAL = "http://127.0.0.1:8080"
GRANT = "urn:waybill:params:oauth:grant-type:development-person"

pytestmark = pytest.mark.skipif(
    not (IDENTITY / "node_modules").exists() or shutil.which("node") is None,
    reason="the provider's packages are not installed: make identity/node_modules/install.stamp",
)


@dataclass
class World:
    browser: httpx.AsyncClient
    outside: httpx.AsyncClient
    issuer: str

    async def go(self, address: str, **form: str) -> httpx.Response:
        """Follows redirects between the provider and the portal, as a browser does."""
        method = "POST" if form else "GET"
        for _ in range(10):
            client = self.browser if address.startswith((PORTAL, "/")) else self.outside
            answer = await client.request(method, address, data=form or None)
            if answer.status_code not in (302, 303):
                return answer
            address, method, form = urljoin(str(answer.url), answer.headers["Location"]), "GET", {}
        raise AssertionError("in circles")

    async def sign_in(self, person: str) -> httpx.Response:
        page = await self.go("/api/session/sign-in?return_to=/orders")
        return await self.go(str(page.url), person=person)

    async def bearer(self, person: str, **more: str) -> dict[str, str]:
        form = {"grant_type": GRANT, "client_id": "cli", "person": person} | more
        answer = await self.outside.post(f"{self.issuer}/token", data=form)
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.2", 0))
        port = probe.getsockname()[1]
    issuer = f"http://127.0.0.2:{port}"  # another site than the portal's 127.0.0.1
    environment = {
        "PATH": os.environ["PATH"],
        "ENVIRONMENT": "development",
        "HOST": "127.0.0.2",
        "PORT": str(port),
        "ISSUER": issuer,
        "IDENTITY_FOLDER": str(tmp_path),
        "SHOP_ORIGINS": PORTAL,
    }
    process = await asyncio.create_subprocess_exec(
        "node", "src/main.js", cwd=IDENTITY, env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    started: dict[str, Any] = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
    assert started["event"] == "started"
    reading = asyncio.create_task(process.stdout.read())
    try:
        async with ClientSession() as http, httpx.AsyncClient() as outside:
            secret = (tmp_path / "client-secrets" / "shop-portal").read_text()
            app = portal(http, issuer, secret)
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url=PORTAL) as browser:
                yield World(browser, outside, issuer)
    finally:
        process.terminate()
        await process.wait()
        await reading


def portal(http: ClientSession, issuer: str, secret: str) -> Any:
    router = APIRouter()

    @router.get("/whoami")
    async def whoami(request: Request) -> dict[str, Any]:
        person = await request.app.state.callers.somebody(request)
        return {"subject": person.subject, "roles": sorted(person.roles)}

    app = create_app(
        title="Portal",
        description="",
        settings=ServiceSettings(environment="development", port=1),
        routers=[session_router(), router],
    )
    settings = SessionSettings(
        portal="shop", public_url=PORTAL, client_id="shop-portal", client_secret=secret, keys=("k" * 32,)
    )
    provider = Provider(http, issuer)
    keys = ProviderKeys(provider.key_set, shortest_interval_seconds=0)
    cookies = Cookies(settings)
    client = OpenIdClient(settings, http, provider, keys)
    sessions = Sessions(settings, client, cookies)
    app.state.session_services = SessionServices(client, cookies, sessions)
    app.state.callers = Callers(
        settings, sessions, AccessTokens(Expected(issuer=issuer, audience="waybill"), keys)
    )
    return app


async def test_a_customer_signs_in_and_out(world: World) -> None:
    """Out at the provider too: the next sign-in asks who it is."""
    arrived = await world.sign_in("ada")
    assert 'content="0; url=/orders"' in arrived.text
    assert (await world.browser.get("/whoami")).json() == {"subject": "ada", "roles": ["customer"]}
    ended = await world.browser.delete("/api/session", headers={"X-CSRF": "1"})
    page = await world.outside.get(ended.json()["sign_out_url"])
    (xsrf,) = re.findall(r'name="xsrf" value="([^"]+)"', page.text)
    (action,) = re.findall(r'action="([^"]+)"', page.text)
    back = await world.outside.post(action, data={"xsrf": xsrf, "logout": "yes"})
    assert back.headers["Location"] == f"{PORTAL}/"
    assert (await world.browser.get("/whoami")).status_code == 401
    assert "Pick a person" in (await world.go("/api/session/sign-in")).text


async def test_a_sign_in_that_is_cancelled_leads_back(world: World) -> None:
    """To where one was, signed in as nobody."""
    page = await world.go("/api/session/sign-in?return_to=/api/session")
    answer = await world.go(f"{page.url}/cancel", x="y")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


async def test_programs_sign_in_for_real_and_keys_rotate(world: World) -> None:
    """Tokens of the old key go on, tokens of the new one count at once, and one that has ended does not."""
    before = await world.bearer("sam")
    assert (await world.browser.get("/whoami", headers=before)).json()["roles"] == ["ops_agent"]
    assert (await world.outside.post(f"{world.issuer}/development/signing-keys")).status_code == 201
    after = await world.bearer("olivia")
    assert (await world.browser.get("/whoami", headers=after)).json()["subject"] == "olivia"
    assert (await world.browser.get("/whoami", headers=before)).status_code == 200
    short = await world.bearer("ada", lifetime_seconds="1")
    async with asyncio.timeout(10):
        while (await world.browser.get("/whoami", headers=short)).status_code == 200:
            await asyncio.sleep(0.1)
