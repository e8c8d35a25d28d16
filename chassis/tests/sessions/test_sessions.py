"""People sign in through the portal, stay signed in, and are out when they sign out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from fastapi import APIRouter, FastAPI
from pydantic import SecretStr

from chassis.app import create_app
from chassis.context import RequestContext, current_request
from chassis.late import Late
from chassis.passports import new_key_pair
from chassis.sessions.access import for_somebody
from chassis.sessions.caller import Caller
from chassis.sessions.cookies import Cookies
from chassis.sessions.identity import PortalIdentity
from chassis.sessions.portal_settings import PortalSettings
from chassis.sessions.routes import local, session_router
from chassis.sessions.sealing import Seal
from chassis.tokens.provider import Provider
from tests.identity.forged_tokens import ISSUER, NOW, Signer, key_set

PORTAL = "http://portal.example"
SETTINGS = PortalSettings(
    environment="development",
    port=1,
    public_url=PORTAL,
    oidc_issuer=ISSUER,
    oidc_client_id="shop-portal",
    oidc_client_secret=SecretStr("a secret/with signs"),
    session_keys=(SecretStr("k" * 32),),
    passport_private_key=SecretStr(new_key_pair()[0]),
)
OF_SESSION = SETTINGS.sessions("shop")
COOKIE = OF_SESSION.session_cookie
CSRF = {"X-CSRF": "1"}


@dataclass
class PlayedProvider:
    """Signs in whoever it is told to; remembers what it was asked."""

    signer: Signer = field(default_factory=lambda: Signer("key-1"))
    person: str = "ada"
    nonce: str = ""
    away: bool = False
    ended: bool = False
    forms: list[dict[str, str]] = field(default_factory=list)
    id_token_changes: dict[str, Any] = field(default_factory=dict)
    refresh_tokens: int = 0
    padding: str = ""
    refuses_client: bool = False

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/.well-known/openid-configuration", self.discovery)
        app.router.add_get("/jwks", self.jwks)
        app.router.add_post("/token", self.token)
        app.router.add_post("/revoke", self.token)
        return app

    async def discovery(self, request: web.Request) -> web.Response:
        names = {"authorization": "auth", "token": "token", "revocation": "revoke", "end_session": "end"}
        endpoints = {f"{name}_endpoint": f"{ISSUER}/{path}" for name, path in names.items()}
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{ISSUER}/jwks"} | endpoints)

    async def jwks(self, request: web.Request) -> web.Response:
        return web.Response(body=key_set(self.signer))

    async def token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.forms.append(form | {"authorization": request.headers["Authorization"]})
        await asyncio.sleep(0.01)
        if self.away:
            return web.Response(status=503)
        if self.refuses_client:
            return web.json_response({"error": "invalid_client"}, status=401)
        if self.ended or (
            form.get("grant_type") == "refresh_token"
            and form["refresh_token"] != f"refresh-{self.refresh_tokens}"
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        self.refresh_tokens += 1
        claims = {
            "iss": ISSUER, "aud": "shop-portal", "sub": self.person, "name": "Ada Lindqvist", "nonce": self.nonce,
            "roles": ["customer"], "iat": NOW, "exp": NOW + 10**6,
        } | self.id_token_changes  # fmt: skip
        return web.json_response(
            {
                "id_token": self.signer.sign(claims, typ=None),
                "access_token": "opaque",
                "refresh_token": f"refresh-{self.refresh_tokens}{self.padding}",
                "expires_in": 600,
            }
        )


@dataclass
class World:
    """A portal's service, its provider, and a browser."""

    app: FastAPI
    provider: PlayedProvider
    browser: httpx.AsyncClient
    asked: Provider
    now: float = NOW

    async def begin(self, return_to: str = "/orders?page=2") -> dict[str, str]:
        answer = await self.browser.get("/api/session/sign-in", params={"return_to": return_to})
        assert answer.status_code == 303
        query = {
            name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()
        }
        self.provider.nonce = query["nonce"]
        return query

    async def sign_in(self) -> httpx.Response:
        query = await self.begin()
        return await self.browser.get("/api/session/callback", params={"state": query["state"], "code": "c"})

    async def limit(self, **settings: str) -> None:
        """Other rate limits from now on."""
        limited = SETTINGS.model_copy(update=settings)
        identity = PortalIdentity(
            limited, portal="shop", service="customer-bff", provider=self.asked, clock=lambda: self.now
        )
        self.app.state.identity = Late("identity", lambda: identity)

    def bearer(self, person: str) -> dict[str, str]:
        claims = {"iss": ISSUER, "aud": "waybill", "sub": person, "iat": NOW, "exp": NOW + 600}
        return {"Authorization": f"Bearer {self.provider.signer.sign(claims)}"}

    def cookie(self) -> str:
        return str(self.browser.cookies[COOKIE])

    async def whoami(self) -> httpx.Response:
        return await self.browser.get("/whoami")


@pytest.fixture
async def world() -> AsyncIterator[World]:
    played = PlayedProvider()
    server = TestServer(played.app())
    await server.start_server()
    router = APIRouter()

    @router.api_route("/whoami", methods=["GET", "POST"])
    async def whoami(caller: Annotated[Caller, for_somebody()]) -> dict[str, Any]:
        return {"subject": caller.subject, "roles": sorted(caller.roles)}

    app = create_app(title="Portal", description="", settings=SETTINGS, routers=[session_router(), router])
    provider = Provider(ISSUER, str(server.make_url("/")))
    world: World
    identity = PortalIdentity(
        SETTINGS, portal="shop", service="customer-bff", provider=provider, clock=lambda: world.now
    )
    app.state.identity = Late("identity", lambda: identity)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PORTAL) as browser:
        world = World(app, played, browser, provider)
        yield world
    await provider.close()
    await server.close()


async def test_signing_in_goes_to_the_provider_with_pkce_state_and_nonce(world: World) -> None:
    """And with a Lax cookie that only this service can read."""
    query = await world.begin()
    assert query["client_id"] == "shop-portal"
    assert query["redirect_uri"] == f"{PORTAL}/api/session/callback"
    assert query["code_challenge_method"] == "S256"
    assert min(len(query[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    cookie = world.browser.cookies[OF_SESSION.sign_in_cookie]
    assert query["state"] not in cookie


async def test_coming_back_signs_in_and_goes_on_to_where_one_was(world: World) -> None:
    """By a page, so that the strict cookie comes along; no token reaches the browser."""
    answer = await world.sign_in()
    assert answer.status_code == 200
    assert 'content="0; url=/orders?page=2"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    (line,) = [line for line in answer.headers.get_list("Set-Cookie") if line.startswith(COOKIE)]
    assert "HttpOnly" in line
    assert "SameSite=Strict" in line
    assert "Path=/" in line
    for secret in ("refresh-1", "opaque", "eyJ"):
        assert secret not in line + answer.text
    session = (await world.browser.get("/api/session")).json()
    assert session == {"subject": "ada", "name": "Ada Lindqvist", "roles": ["customer"]}
    assert (await world.whoami()).json() == {"subject": "ada", "roles": ["customer"]}
    form = world.provider.forms[0]
    assert form["grant_type"] == "authorization_code"
    assert len(form["code_verifier"]) >= 43
    assert form["authorization"].startswith("Basic ")


async def test_a_browser_that_comes_by_another_name_of_this_machine_is_sent_to_the_portals_own(
    world: World,
) -> None:
    """Cookies of localhost are none of 127.0.0.1's, to which the provider sends it back. Any other host is as it is:
    a proxy may have changed it."""
    for public, host, sent in (
        ("http://127.0.0.1:8080", "localhost:8080", True),
        ("http://127.0.0.1:8080", "127.0.0.1:8001", True),
        ("http://127.0.0.1:8080", "127.0.0.1:8080", False),
        ("https://shop.example", "127.0.0.1:8001", False),
        ("http://127.0.0.1:8080", "shop.example", False),
    ):
        (await world.app.state.identity.get()).public_url = public
        answer = await world.browser.get("/api/session/sign-in?return_to=/a%26b", headers={"Host": host})
        elsewhere = answer.headers["Location"].startswith(f"{public}/api/session/sign-in?return_to=%2Fa%26b")
        assert elsewhere == sent, (public, host)


async def test_a_person_whose_sign_in_fails_sees_a_page(world: World) -> None:
    """With a way to begin again; programs get the problem."""
    page = await world.browser.get("/api/session/callback?state=x", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 400
    assert 'href="sign-in?return_to=%2F"' in page.text
    assert (await world.browser.get("/api/session/callback?state=x")).json()["code"] == "sign_in_failed"


async def test_a_session_that_hardly_fits_is_kept_without_its_id_token(world: World) -> None:
    """Providers with long tokens are no obstacle; one with a refresh token that fits no cookie signs nobody in."""
    world.provider.id_token_changes = {"padding": "x" * 2500}
    await world.sign_in()
    assert (await world.whoami()).status_code == 200
    answer = await world.browser.delete("/api/session", headers=CSRF)
    assert "id_token_hint" not in answer.json()["sign_out_url"]
    world.provider.padding = "x" * 4000
    assert (await world.sign_in()).json()["code"] == "sign_in_failed"


async def test_a_service_that_the_provider_refuses_ends_nobodys_session(world: World) -> None:
    """A wrong client secret is between the two of them, and says nothing of the person."""
    await world.sign_in()
    world.provider.refuses_client = True
    world.now = NOW + 600
    assert (await world.whoami()).status_code == 200


async def test_each_person_and_each_address_may_do_so_much(world: World) -> None:
    """Reads, changes and sign-ins apart; who is refused is told when to come again, and nobody else is refused."""
    await world.limit(
        rate_limit_reads="3/minute", rate_limit_changes="1/minute", rate_limit_sign_ins="2/minute"
    )
    assert "RateLimit" not in (await world.whoami()).headers
    told = (await world.whoami()).headers
    assert (told["RateLimit-Policy"], told["RateLimit"]) == ('"reads";q=3;w=60', '"reads";r=1;t=60')
    assert [(await world.whoami()).status_code for _ in range(3)] == [401, 429, 429]
    refused = await world.browser.get("/whoami", headers={"Authorization": "Bearer x"})
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert (refused.headers["Retry-After"], refused.headers["RateLimit"]) == ("60", '"reads";r=0;t=60')
    assert [(await world.browser.post("/whoami")).status_code for _ in range(2)] == [401, 429]
    for person in ("ada", "grace"):
        bearer = world.bearer(person)
        answers = [(await world.browser.get("/whoami", headers=bearer)).status_code for _ in range(4)]
        assert answers == [200, 200, 200, 429]
        assert (await world.browser.post("/whoami", headers=bearer)).status_code == 200
    assert [(await world.browser.get("/api/session/sign-in")).status_code for _ in range(3)] == [
        303,
        303,
        429,
    ]
    world.now += 60
    assert (await world.whoami()).status_code == 401


async def test_a_state_that_is_not_this_browsers_signs_nobody_in(world: World) -> None:
    """Nor one sent twice, nor none at all."""
    assert (
        await world.browser.get("/api/session/callback", params={"state": "x", "code": "c"})
    ).status_code == 400
    query = await world.begin()
    for state in ("", "x" * 43, query["state"][:-1]):
        answer = await world.browser.get("/api/session/callback", params={"state": state, "code": "c"})
        assert answer.status_code == 400
        assert answer.json()["code"] == "sign_in_failed"
        await world.begin()
    await world.sign_in()
    again = await world.browser.get("/api/session/callback", params={"state": query["state"], "code": "c"})
    assert again.status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "another"},
        {"aud": "ops-portal"},
        {"iss": "https://evil.example"},
        {"exp": NOW - 1},
        {"sub": ""},
        {"roles": "customer"},
    ],
    ids=str,
)
async def test_a_wrong_id_token_signs_nobody_in(world: World, changes: dict[str, Any]) -> None:
    """Of another sign-in, another client, another issuer, or out of time."""
    world.provider.id_token_changes = changes
    assert (await world.sign_in()).status_code == 400
    assert COOKIE not in world.browser.cookies


async def test_an_id_token_that_somebody_else_signed_signs_nobody_in(world: World) -> None:
    """Under a known key id too."""
    await world.sign_in()
    real, world.provider.signer = world.provider.signer, Signer("key-1")
    world.browser.cookies.clear()
    assert (await world.sign_in()).status_code == 400
    world.provider.signer = real
    assert (await world.sign_in()).status_code == 200


async def test_a_forged_or_changed_cookie_is_nobody(world: World) -> None:
    """Neither is a cookie of another purpose or of another key."""
    await world.sign_in()
    good = world.cookie()
    await world.begin()
    of_sign_in = world.browser.cookies[OF_SESSION.sign_in_cookie]
    of_stranger = Seal(["s" * 32], COOKIE).seal({"subject": "olivia"})
    world.browser.cookies.clear()
    wrong = [
        good[:-4] + "AAA=",
        "A" + good[1:],
        good[: len(good) // 2],
        "x",
        "A" * 5000,
        of_sign_in,
        of_stranger,
    ]
    for value in wrong:
        answer = await world.browser.get("/whoami", headers={"Cookie": f"{COOKIE}={value}"})
        assert answer.status_code == 401, value
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert (await world.browser.get("/whoami", headers={"Cookie": f"{COOKIE}={good}"})).status_code == 200


async def test_changes_by_cookie_need_the_header(world: World) -> None:
    """Another site can make a browser send a form, but not that header."""
    await world.sign_in()
    refused = await world.browser.post("/whoami")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_header_missing")
    assert (await world.browser.post("/whoami", headers=CSRF)).status_code == 200
    assert (await world.browser.delete("/api/session")).status_code == 403
    assert (await world.whoami()).status_code == 200


async def test_bearer_tokens_count_without_the_header_and_never_beside_a_cookie(world: World) -> None:
    """Together they are refused, whichever of them is good."""
    claims = {
        "iss": ISSUER,
        "aud": "waybill",
        "sub": "sam",
        "roles": ["ops_agent"],
        "iat": NOW,
        "exp": NOW + 60,
    }
    bearer = {"Authorization": f"Bearer {world.provider.signer.sign(claims)}"}
    answer = await world.browser.post("/whoami", headers=bearer)
    assert answer.json() == {"subject": "sam", "roles": ["ops_agent"]}
    for wrong in ("Bearer x", "Basic c2FtOng=", "Bearer", bearer["Authorization"] + "x"):
        refused = await world.browser.get("/whoami", headers={"Authorization": wrong})
        assert refused.status_code == 401
        assert "invalid_token" in refused.headers["WWW-Authenticate"]
    await world.sign_in()
    for headers in (bearer, {"Authorization": "Bearer x"}):
        both = await world.browser.get("/whoami", headers=headers)
        assert (both.status_code, both.json()["code"]) == (400, "two_credentials")


async def test_a_bearer_token_counts_until_its_end_and_its_passport_is_renewed(world: World) -> None:
    """What is remembered of it ends with it; the provider, once its keys are known, is not needed."""
    bearer = world.bearer("ada")
    passports = set()
    identity = await world.app.state.identity.get()
    for seconds, status in ((0, 200), (44, 200), (46, 200), (599, 200), (600, 401)):
        world.now = NOW + seconds
        world.provider.away = True
        assert (await world.browser.get("/whoami", headers=bearer)).status_code == status
        passports.add(identity._mint.passport("ada", frozenset()))
    assert len(passports) == 3


async def test_a_token_that_was_refused_stays_refused(world: World) -> None:
    """Beside one that was believed, and the other way round."""
    good = world.bearer("ada")
    bad = {"Authorization": good["Authorization"][:-4] + "AAAA"}
    for headers, status in ((good, 200), (bad, 401), (good, 200), (bad, 401)):
        assert (await world.browser.get("/whoami", headers=headers)).status_code == status
    both = [("Authorization", good["Authorization"])] * 2
    assert (await world.browser.get("/whoami", headers=both)).status_code == 401


async def test_a_session_is_renewed_once_for_all_its_requests(world: World) -> None:
    """A refresh token is never used twice, and the browser gets the new cookie."""
    await world.sign_in()
    first = world.cookie()
    world.now = NOW + 600
    answers = await asyncio.gather(*(world.whoami() for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(world.provider.forms) == 2
    assert world.cookie() != first
    late = await world.browser.get("/whoami", headers={"Cookie": f"{COOKIE}={first}"})
    assert late.status_code == 200
    assert len(world.provider.forms) == 2


async def test_a_sign_in_that_ended_at_the_provider_ends_here(world: World) -> None:
    """At the next renewal; the cookie is taken away."""
    await world.sign_in()
    world.provider.ended = True
    assert (await world.whoami()).status_code == 200
    world.now = NOW + 600
    answer = await world.whoami()
    assert answer.status_code == 401
    assert COOKIE not in world.browser.cookies


async def test_while_the_provider_is_away_sessions_go_on(world: World) -> None:
    """It is asked again now and then, not at each request; nobody outlives the session's own end."""
    await world.sign_in()
    world.provider.away = True
    world.now = NOW + 600
    for _ in range(5):
        assert (await world.whoami()).status_code == 200
    assert len(world.provider.forms) == 2
    world.now += 11
    world.provider.away = False
    assert (await world.whoami()).status_code == 200
    assert len(world.provider.forms) == 3
    world.now = NOW + OF_SESSION.seconds
    assert (await world.whoami()).status_code == 401


async def test_renewal_with_another_persons_id_token_ends_the_session(world: World) -> None:
    """A session never changes hands."""
    await world.sign_in()
    world.provider.person = "olivia"
    world.now = NOW + 600
    assert (await world.whoami()).status_code == 401


async def test_signing_out_ends_the_session_here_and_says_where_to_end_it_there(world: World) -> None:
    """A copy of the cookie is worth nothing afterwards, and the refresh token is revoked."""
    await world.sign_in()
    copy = world.cookie()
    answer = await world.browser.delete("/api/session", headers=CSRF)
    assert answer.status_code == 200
    query = parse_qs(urlsplit(answer.json()["sign_out_url"]).query)
    assert query["post_logout_redirect_uri"] == [f"{PORTAL}/"]
    assert query["id_token_hint"]
    assert world.provider.forms[-1]["token"] == "refresh-1"
    assert COOKIE not in world.browser.cookies
    stolen = await world.browser.get("/whoami", headers={"Cookie": f"{COOKIE}={copy}"})
    assert stolen.status_code == 401
    assert (await world.browser.delete("/api/session", headers=CSRF)).json() == {"sign_out_url": None}


async def test_a_cancelled_sign_in_goes_back_to_the_portal(world: World) -> None:
    """Nobody is signed in, and nothing is wrong."""
    query = await world.begin()
    params = {"state": query["state"], "error": "access_denied"}
    answer = await world.browser.get("/api/session/callback", params=params)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/orders?page=2")
    assert COOKIE not in world.browser.cookies


def test_only_paths_of_the_portal_are_gone_back_to() -> None:
    """Whatever a browser could take for another site leads to the first page."""
    assert local("/orders/1?x=//y#z") == "/orders/1?x=//y#z"
    for elsewhere in ("", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "orders",
                      "/\t/evil.example", "/x\r\nSet-Cookie: a=b", "/\u2028", "/a\\b", " /x"):  # fmt: skip
        assert local(elsewhere) == "/"


async def test_a_sign_in_never_leads_to_another_site(world: World) -> None:
    """Whatever the link to it said."""
    query = await world.begin("//evil.example")
    arrived = await world.browser.get("/api/session/callback", params={"state": query["state"], "code": "c"})
    assert 'content="0; url=/"' in arrived.text
    assert "evil" not in arrived.text


def test_cookies_over_https_are_bound_to_the_host() -> None:
    """Their names say so, and browsers hold them to it."""
    secure = replace(OF_SESSION, public_url="https://shop.example")
    assert secure.session_cookie == "__Host-waybill-shop-session"
    assert secure.sign_in_cookie.startswith("__Host-")
    context = RequestContext("r", "t", "p", 0)
    token = current_request.set(context)
    try:
        Cookies(secure).set_sign_in({"state": "s"})
    finally:
        current_request.reset(token)
    (line,) = context.set_cookies.values()
    assert line.endswith(b"; Secure")


def test_keys_rotate_and_weak_ones_are_refused() -> None:
    """The first key seals, the others still open."""
    old, new = "o" * 32, "n" * 32
    sealed = Seal([old], "p").seal({"a": 1})
    assert Seal([new, old], "p").open(sealed) == {"a": 1}
    assert Seal([new], "p").open(sealed) is None
    assert Seal([old], "q").open(sealed) is None
    with pytest.raises(ValueError, match="32 characters"):
        replace(OF_SESSION, keys=("short",))
    with pytest.raises(ValueError, match="no path"):
        replace(OF_SESSION, public_url="http://x/y")
    with pytest.raises(ValueError, match="cookie"):
        Seal([old], "p").seal({"a": "x" * 5000})
