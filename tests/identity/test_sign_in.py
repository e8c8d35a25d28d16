"""A portal's service and the real development provider, on two sites: signing in, staying, signing out."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urljoin

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from pydantic import SecretStr

from chassis.app import create_app
from chassis.late import Late
from chassis.passports import new_private_key
from chassis.sessions.access import for_somebody
from chassis.sessions.caller import Caller
from chassis.sessions.errors import SignInRefused
from chassis.sessions.identity import PortalIdentity
from chassis.sessions.portal_settings import PortalSettings
from chassis.sessions.routes import session_router
from chassis.tokens.provider import Provider
from tests.identity.access_tokens import GRANT

IDENTITY = Path(__file__).resolve().parent.parent.parent / "identity"
PORTAL = "http://127.0.0.1:8080"


@dataclass
class World:
    identity: PortalIdentity
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
        secret = (tmp_path / "client-secrets" / "shop-portal").read_text()
        settings = PortalSettings(
            environment="development",
            port=1,
            public_url=PORTAL,
            oidc_issuer=issuer,
            oidc_client_id="shop-portal",
            oidc_client_secret=SecretStr(secret),
            session_keys=(SecretStr("k" * 32),),
            passport_private_key=SecretStr(new_private_key()),
        )
        provider = Provider(issuer)
        identity = PortalIdentity(settings, portal="shop", service="customer-bff", provider=provider)
        transport = httpx.ASGITransport(portal(identity, settings))
        async with (
            httpx.AsyncClient() as outside,
            httpx.AsyncClient(transport=transport, base_url=PORTAL) as browser,
        ):
            yield World(identity, browser, outside, issuer)
        await provider.close()
    finally:
        process.terminate()
        await process.wait()
        await reading


def portal(identity: PortalIdentity, settings: PortalSettings) -> FastAPI:
    router = APIRouter()

    @router.get("/whoami")
    async def whoami(caller: Annotated[Caller, for_somebody()]) -> dict[str, Any]:
        return {"subject": caller.subject, "roles": sorted(caller.roles)}

    app = create_app(title="Portal", description="", settings=settings, routers=[session_router(), router])
    app.state.identity = Late("identity", lambda: identity)
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


async def test_a_session_is_renewed_until_it_is_signed_out(world: World) -> None:
    """Each time with a new refresh token; one that was used before, or revoked, renews nothing."""
    await world.sign_in("grace")
    (cookie,) = [one for one in world.browser.cookies.jar if one.name.endswith("session")]
    session = world.identity.cookies.open_session(str(cookie.value))
    assert session is not None
    second = await world.identity.client.renew(session)
    third = await world.identity.client.renew(second)
    assert len({one.refresh_token for one in (session, second, third)}) == 3
    assert (third.subject, third.roles) == ("grace", frozenset({"customer"}))
    await world.identity.client.revoke(third)
    for ended in (third, session):
        with pytest.raises(SignInRefused):
            await world.identity.client.renew(ended)
