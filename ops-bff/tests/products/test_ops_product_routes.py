from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx

from chassis.passports import PassportControl
from tests.identity.played_provider import PASSPORT_PUBLIC_KEY

Made = Callable[..., dict[str, Any]]
PRODUCT_ID = "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0c01"
ADDRESS = f"/api/products/{PRODUCT_ID}"
NEW = {
    "sku": "TUM-01",
    "name": "Tumbler",
    "category": "drinkware",
    "price": {"amount_minor": 3500, "currency": "USD"},
}


@pytest.fixture
def products(backend: respx.Router, a_product: Made) -> respx.Route:
    """Three products: of the second there is little left, the third is archived."""
    few = {"received": 50, "available": 5, "reserved": 2, "shipped": 43}
    items = [
        a_product(product_id=numbered(1), name="Tumbler", sku="TUM-01"),
        a_product(product_id=numbered(2), name="Lamp", sku="LAM-02", category="lighting", stock=few),
        a_product(product_id=numbered(3), name="Kettle", sku="KET-03", status="ARCHIVED"),
    ]
    return backend.get("/products").respond(json={"items": items, "next_cursor": None})


def numbered(number: int) -> str:
    return f"6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f{number:04d}"


async def listed(client: httpx.AsyncClient, query: str = "") -> list[str]:
    answer = await client.get(f"/api/products?{query}")
    assert answer.status_code == 200
    return [item["name"] for item in answer.json()["items"]]


async def test_staff_see_everything(oli: httpx.AsyncClient, products: respx.Route, a_product: Made) -> None:
    """Stock counters, version, revision and the threshold are theirs to see, and how fresh all of it is."""
    answer = await oli.get("/api/products", params={"limit": 1, "sort": "-name"})
    assert answer.json()["items"] == [a_product(product_id=numbered(1))]
    assert answer.json()["next_cursor"]
    assert answer.headers["Age"] == "0"
    assert "Warning" not in answer.headers
    again = await oli.get(
        "/api/products?limit=1&sort=-name", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Kettle", "Lamp", "Tumbler"]),
        ("search=tumb", ["Tumbler"]),
        ("search=lam-02", ["Lamp"]),
        ("search=tumbelr", ["Tumbler"]),
        ("status=ACTIVE", ["Lamp", "Tumbler"]),
        ("status=ARCHIVED", ["Kettle"]),
        ("category=lighting", ["Lamp"]),
        ("low_stock=true", ["Lamp"]),
        ("low_stock=false", ["Kettle", "Tumbler"]),
        ("in_stock=false", []),
        ("sort=available&status=ACTIVE", ["Lamp", "Tumbler"]),
    ],
)
async def test_staff_find_what_they_look_for(
    oli: httpx.AsyncClient, products: respx.Route, query: str, found: list[str]
) -> None:
    """All conditions hold at once, and the catalogue is read once for all of it."""
    assert await listed(oli, query) == found
    assert products.call_count == 1


async def test_categories_are_counted_by_status(oli: httpx.AsyncClient, products: respx.Route) -> None:
    """Also those whose products are all archived."""
    answer = await oli.get("/api/products/categories")
    assert answer.json()["items"] == [
        {"category": "drinkware", "active": 1, "archived": 1},
        {"category": "lighting", "active": 1, "archived": 0},
    ]
    assert answer.headers["Age"] == "0"


async def test_who_edits_sees_the_edit_in_the_list_at_once(
    oli: httpx.AsyncClient, backend: respx.Router, products: respx.Route, a_product: Made
) -> None:
    """Though what the backend lists is still what it was; news of it that comes late undoes nothing."""
    await listed(oli)
    edited = a_product(product_id=numbered(1), name="Mug", version=2, revision=4)
    backend.patch(f"/products/{numbered(1)}").respond(json=edited, headers={"ETag": '"2"'})
    await oli.patch(f"/api/products/{numbered(1)}", json={"name": "Mug"}, headers={"If-Match": '"1"'})
    new = a_product(product_id=numbered(4), name="Bag", sku="BAG-04")
    backend.post("/products").respond(201, json=new, headers={"ETag": '"1"'})
    await oli.post("/api/products", json=NEW)
    assert await listed(oli) == ["Bag", "Kettle", "Lamp", "Mug"]


async def test_a_cursor_is_good_for_its_own_list_only(oli: httpx.AsyncClient, products: respx.Route) -> None:
    """With another filter it is a 400; with its own it goes on where the page ended."""
    cursor = (await oli.get("/api/products?limit=2")).json()["next_cursor"]
    assert await listed(oli, f"limit=2&cursor={cursor}") == ["Tumbler"]
    for query in (f"status=ACTIVE&cursor={cursor}", "cursor=forged"):
        answer = await oli.get(f"/api/products?{query}")
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


@pytest.mark.parametrize("query", ["sort=size", "status=all", "low_stock=perhaps", "limit=101"])
async def test_a_bad_query_says_where(oli: httpx.AsyncClient, products: respx.Route, query: str) -> None:
    """And what it may be."""
    answer = await oli.get(f"/api/products?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"#query/{query.partition('=')[0]}"


async def test_no_catalogue_and_no_backend_is_a_503(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """A search that had not all products before it would say of some that there are none."""
    backend.get("/products").mock(side_effect=httpx.ConnectError("refused"))
    for path in ("/api/products?search=mug", "/api/products/categories"):
        answer = await oli.get(path)
        assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
        assert answer.headers["Retry-After"] == "1"


async def test_one_product_comes_with_its_changes(
    oli: httpx.AsyncClient, backend: respx.Router, a_product: Made
) -> None:
    """And with the backend's ETag, which makes a 304 of the next read."""
    change = {
        "version": 2,
        "at": "2026-11-22T09:30:00Z",
        "actor": "ops:oli",
        "before": {"x": 1},
        "after": {"x": 2},
    }
    route = backend.get(f"/products/{PRODUCT_ID}/history")
    route.respond(json=a_product(changes=[change]), headers={"ETag": '"2.1"'})
    answer = await oli.get(ADDRESS)
    assert answer.json()["changes"] == [change]
    assert answer.headers["ETag"] == '"2.1"'
    route.respond(304, headers={"ETag": '"2.1"'})
    again = await oli.get(ADDRESS, headers={"If-None-Match": '"2.1"'})
    assert (again.status_code, again.headers["ETag"], again.content) == (304, '"2.1"', b"")
    assert route.calls.last.request.headers["If-None-Match"] == '"2.1"'


@pytest.mark.parametrize("status", [201, 200])
async def test_a_product_is_created_once(
    oli: httpx.AsyncClient, backend: respx.Router, a_product: Made, status: int
) -> None:
    """A creation whose answer was cut is sent again; 200 says that it was there already."""
    route = backend.post("/products").mock(
        side_effect=[
            httpx.ReadError("cut"),
            httpx.Response(status, json=a_product(), headers={"ETag": '"1"'}),
        ]
    )
    answer = await oli.post("/api/products", json=NEW)
    assert (answer.status_code, answer.headers["ETag"]) == (status, '"1"')
    assert answer.headers["Location"] == ADDRESS
    sent = route.calls.last.request
    passport = PassportControl(audience="backend", public_keys={"ops-bff": PASSPORT_PUBLIC_KEY}).verify(
        sent.headers["Authorization"].removeprefix("Bearer ")
    )
    assert (passport.subject, passport.roles) == ("oli", frozenset({"ops_agent", "ops_manager"}))
    assert NEW.items() <= json.loads(sent.content).items()


async def test_an_edit_says_only_what_it_changes(
    oli: httpx.AsyncClient, backend: respx.Router, a_product: Made
) -> None:
    """Fields that were left out stay out, a null that was said stays null, and If-Match goes along."""
    route = backend.patch(f"/products/{PRODUCT_ID}").respond(json=a_product(), headers={"ETag": '"2"'})
    edit = {"image_url": None, "stock_adjustment": {"delta": -2.0, "reason": "broken"}}
    answer = await oli.patch(ADDRESS, json=edit, headers={"If-Match": '"1.5"'})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert json.loads(route.calls.last.request.content) == edit
    assert route.calls.last.request.headers["If-Match"] == '"1.5"'


async def test_an_edit_whose_answer_was_cut_is_not_sent_again(
    oli: httpx.AsyncClient, backend: respx.Router
) -> None:
    """It may have been done, and a repeat would be told that somebody else was quicker."""
    route = backend.patch(f"/products/{PRODUCT_ID}").mock(side_effect=httpx.ReadError("cut"))
    answer = await oli.patch(ADDRESS, json={"name": "X"}, headers={"If-Match": '"1"'})
    assert answer.status_code == 503
    assert route.call_count == 1


async def test_an_edit_needs_a_version(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """Without If-Match it is a 428, and the backend hears nothing of it."""
    answer = await oli.patch(ADDRESS, json={"name": "X"})
    assert (answer.status_code, answer.json()["code"]) == (428, "if_match_missing")
    assert not backend.calls


@pytest.mark.parametrize(
    ("edit", "pointer"),
    [
        ({}, ""),
        ({"name": None}, "/name"),
        ({"name": " "}, "/name"),
        ({"sku": "NEW"}, "/sku"),
        ({"stock": 5}, "/stock"),
        ({"stock_adjustment": {"delta": 0, "reason": "x"}}, "/stock_adjustment"),
        ({"stock_adjustment": {"delta": 1}}, "/stock_adjustment/reason"),
        ({"low_stock_threshold": "3"}, "/low_stock_threshold"),
        ({"price": {"amount_minor": 1.5, "currency": "USD"}}, "/price/amount_minor"),
        ({"status": "DELETED"}, "/status"),
    ],
)
async def test_bad_edits_never_reach_the_backend(
    oli: httpx.AsyncClient, backend: respx.Router, edit: dict[str, Any], pointer: str
) -> None:
    """They are refused at the door, and the answer points at what is wrong."""
    answer = await oli.patch(ADDRESS, json=edit, headers={"If-Match": '"1"'})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert not backend.calls


@pytest.mark.parametrize(
    ("status", "code", "members"),
    [
        (412, "stale_version", {"current_version": 4}),
        (409, "insufficient_stock", {"available": 3}),
        (404, "not_found", {}),
    ],
)
async def test_refused_edits_say_what_stands(
    oli: httpx.AsyncClient,
    backend: respx.Router,
    a_refusal: Made,
    status: int,
    code: str,
    members: dict[str, Any],
) -> None:
    """The current version or what is left comes along, what is the backend's own does not."""
    backend.patch(f"/products/{PRODUCT_ID}").respond(**a_refusal(status, code, **members, table="Products"))
    answer = await oli.patch(ADDRESS, json={"name": "X"}, headers={"If-Match": '"1"'})
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["instance"]) == (status, code, ADDRESS)
    assert members.items() <= problem.items()
    assert "table" not in problem


async def test_a_taken_sku_names_its_product(
    oli: httpx.AsyncClient, backend: respx.Router, a_refusal: Made
) -> None:
    """So that staff find it."""
    backend.post("/products").respond(**a_refusal(409, "sku_taken", product_id=PRODUCT_ID))
    answer = await oli.post("/api/products", json=NEW)
    assert (answer.status_code, answer.json()["product_id"]) == (409, PRODUCT_ID)
