"""People sign in, do something, and sign out, through the gateways."""

from __future__ import annotations

import re
import uuid
from typing import Any

from playwright.async_api import Page, expect

from tests.portals import SHIP_TO, Portals, accepted
from tests.processes.addresses import Addresses

CALL = """async ([method, path, headers, body]) => {
  const response = await fetch(path, {method, headers, body: body && JSON.stringify(body)});
  return {status: response.status, body: await response.json()};
}"""


async def call(page: Page, method: str, path: str, *, body: Any = None, **headers: str) -> dict[str, Any]:
    """What a script of the page gets, with the cookies that the browser sends."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if body is not None:
        sent["Content-Type"] = "application/json"
    answer: dict[str, Any] = await page.evaluate(CALL, [method, path, sent, body])
    return answer


async def sign_in(page: Page, portal: str, person: str, return_to: str = "/docs") -> None:
    await page.goto(f"{portal}/api/session/sign-in?return_to={return_to}")
    await page.get_by_role("button", name=person).click()
    await page.wait_for_url(f"{portal}{return_to}")


async def test_a_customer_signs_in_orders_and_signs_out(two_sites: Addresses, page: Page) -> None:
    """By a cookie that no script can read and no other site can use; out means out, at the provider too."""
    async with Portals(two_sites) as portals:
        mug = accepted(await portals.create_product(), 201)
    await sign_in(page, two_sites.shop, "Ada Lindqvist")
    assert (await call(page, "GET", "/api/session"))["body"]["name"] == "Ada Lindqvist"
    (cookie,) = [one for one in await page.context.cookies(two_sites.shop) if "session" in one["name"]]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert await page.evaluate("document.cookie") == ""

    order = {"lines": [{"product_id": mug["product_id"], "quantity": 2}], "ship_to": dict(SHIP_TO)}
    key = uuid.uuid4().hex
    blind = await call(page, "POST", "/api/orders", body=order, Idempotency_Key=key)
    assert (blind["status"], blind["body"]["code"]) == (403, "csrf_header_missing")
    placed = await call(page, "POST", "/api/orders", body=order, Idempotency_Key=key, X_CSRF="1")
    assert placed["status"] == 201
    listed = await call(page, "GET", "/api/orders")
    assert listed["body"]["items"][0]["order_id"] == placed["body"]["order_id"]

    ended = await call(page, "DELETE", "/api/session", X_CSRF="1")
    await page.goto(ended["body"]["sign_out_url"])
    await page.wait_for_url(f"{two_sites.shop}/docs")
    assert (await call(page, "GET", "/api/session"))["status"] == 401
    await page.goto(f"{two_sites.shop}/api/session/sign-in")
    await expect(page.get_by_role("heading", name="Sign in to")).to_be_visible()


async def test_portals_of_one_machine_keep_their_people_apart(two_sites: Addresses, page: Page) -> None:
    """Cookies ignore ports: each portal's are named for it, so that nobody is signed in where they did not."""
    await sign_in(page, two_sites.shop, "Ada Lindqvist")
    await page.goto(f"{two_sites.ops}/docs")
    assert (await call(page, "GET", "/api/session"))["status"] == 401
    # the provider knows Ada, who has no business here: it asks for somebody else
    await page.goto(f"{two_sites.ops}/api/session/sign-in?return_to=/docs")
    await expect(page.get_by_text("may not use this portal")).to_be_visible()
    await page.get_by_role("button", name="Sam Whitfield").click()
    await page.wait_for_url(f"{two_sites.ops}/docs")
    assert (await call(page, "GET", "/api/session"))["body"]["roles"] == ["ops_agent"]


async def test_another_site_cannot_act_for_somebody_who_is_signed_in(
    two_sites: Addresses, page: Page
) -> None:
    """A form of another site comes without the strict cookie, and its script is refused by the gateway."""
    await sign_in(page, two_sites.shop, "Ada Lindqvist")
    await page.goto(two_sites.identity)  # any page of another site
    form = "([to]) => { const f = document.createElement('form'); f.method = 'post'; f.action = to; \
        document.body.append(f); f.submit(); }"
    target = f"{two_sites.shop}/api/orders"
    async with page.expect_request(target) as asked:
        await page.evaluate(form, [target])
    assert "waybill-shop-session" not in (await (await asked.value).all_headers()).get("cookie", "")


async def test_people_sign_in_from_swagger_ui(two_sites: Addresses, page: Page) -> None:
    """With PKCE, in both BFFs, through the gateway and at the BFF itself; what they try is then theirs."""
    assert two_sites.customer_bff is not None
    for portal, person, path in (
        (two_sites.shop, "Grace Okafor", "/api/orders"),
        (two_sites.customer_bff, "Grace Okafor", "/api/orders"),
        (two_sites.ops, "Olivia Marsh", "/api/products"),
    ):
        page = await (await page.context.browser.new_context()).new_page()  # type: ignore[union-attr]  # a launched context has one
        await page.goto(f"{portal}/docs")
        await page.locator("button.authorize").first.click()
        flow = page.locator(".auth-container", has=page.get_by_role("heading", name="SignIn"))
        async with page.expect_popup() as opened:
            await flow.get_by_role("button", name="Apply given OAuth2 credentials").click()
        window = await opened.value
        await window.get_by_role("button", name=person).click()
        await expect(flow.get_by_role("button", name="Remove authorization")).to_be_visible()
        await page.locator(".close-modal").click()
        operation = page.locator(".opblock-get", has=page.locator(f'[data-path="{path}"]')).first
        await operation.locator("button.opblock-summary-control").click()
        async with page.expect_response(re.compile(re.escape(f"{portal}{path}"))) as answered:
            await operation.get_by_role("button", name="Execute").click()
        response = await answered.value
        assert response.status == 200
        assert (await response.request.all_headers())["authorization"].startswith("Bearer ")
