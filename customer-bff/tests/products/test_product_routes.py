from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

import httpx
import pytest
import respx
from fastapi import FastAPI

from chassis.live_view.freshness import Freshness
from customer_bff.backend_api.contract import ProductView

Made = Callable[..., dict[str, Any]]


@pytest.fixture
def products(backend: respx.Router, a_product: Made) -> respx.Route:
    page = {"items": [a_product(number) for number in (1, 2, 3)], "next_cursor": None}
    return backend.get("/products", name="list").respond(json=page)


async def test_a_list_shows_what_customers_may_see(ann: httpx.AsyncClient, products: respx.Route) -> None:
    """Exactly these fields: no stock counters, no revision, no threshold."""
    answer = await ann.get("/api/products", params={"limit": 1})
    assert answer.status_code == 200
    assert answer.json()["items"] == [
        {
            "product_id": "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0001",
            "sku": "TUM-01",
            "name": "Tumbler 1",
            "description": "Keeps tea warm.",
            "image_url": None,
            "category": "drinkware",
            "price": {"amount_minor": 3500, "currency": "USD"},
            "available": 47,
            "in_stock": True,
        }
    ]
    assert answer.headers["Age"] == "0"
    assert "Warning" not in answer.headers


async def test_listing_costs_the_backend_nothing_more(ann: httpx.AsyncClient, products: respx.Route) -> None:
    """The same list again is the same bytes, and no call."""
    first = await ann.get("/api/products?sort=price&search=tum")
    again = await ann.get("/api/products?sort=price&search=tum")
    assert first.content == again.content
    assert first.headers["ETag"] == again.headers["ETag"]
    assert products.call_count == 1


@pytest.mark.parametrize("ready", [False, True])
async def test_what_the_client_has_is_not_sent_again(
    ann: httpx.AsyncClient, products: respx.Route, ready: bool
) -> None:
    """A list by its ETag is a 304, whether it was made before or has to be made."""
    etag = (await ann.get("/api/products?limit=2")).headers["ETag"]
    query = "limit=2" if ready else "limit=2&sort=name"
    answer = await ann.get(f"/api/products?{query}", headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert answer.headers["ETag"] == etag


@pytest.mark.parametrize(
    ("query", "pointer"),
    [("limit=0", "#query/limit"), ("limit=101", "#query/limit"), ("sort=size", "#query/sort")],
)
async def test_a_bad_query_says_where(
    ann: httpx.AsyncClient, products: respx.Route, query: str, pointer: str
) -> None:
    """It is refused each time, also when it is asked again."""
    for _ in range(2):
        answer = await ann.get(f"/api/products?{query}")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer


async def test_a_foreign_cursor_is_refused(ann: httpx.AsyncClient, products: respx.Route) -> None:
    """A cursor of another list, or of nobody's, is a 400."""
    cursor = (await ann.get("/api/products?limit=1")).json()["next_cursor"]
    for query in (f"sort=price&cursor={cursor}", "cursor=forged"):
        answer = await ann.get(f"/api/products?{query}")
        assert answer.status_code == 400
        assert answer.json()["code"] == "invalid_cursor"


async def test_the_shop_goes_on_while_the_backend_is_away(
    ann: httpx.AsyncClient, products: respx.Route, backend: respx.Router, a_product: Made
) -> None:
    """A product that was seen is shown as it was, marked stale; one that was not is a 503."""
    await ann.get("/api/products")
    backend.get(path__startswith="/products/").mock(side_effect=httpx.ConnectError("refused"))
    seen = await ann.get(f"/api/products/{a_product(1)['product_id']}")
    assert seen.status_code == 200
    assert seen.json()["name"] == "Tumbler 1"
    assert seen.headers["Warning"] == '110 - "Response is Stale"'
    assert "ETag" not in seen.headers
    unseen = await ann.get("/api/products/6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f9999")
    assert unseen.status_code == 503
    assert unseen.headers["Retry-After"] == "1"


async def test_no_catalogue_and_no_backend_is_a_503(ann: httpx.AsyncClient, backend: respx.Router) -> None:
    """There is nothing to show, and the answer says when to come again."""
    backend.get("/products").mock(side_effect=httpx.ConnectError("refused"))
    answer = await ann.get("/api/products")
    assert answer.status_code == 503
    assert answer.json()["code"] == "upstream_unavailable"
    assert answer.headers["Retry-After"] == "1"


async def test_one_product_is_read_through(
    ann: httpx.AsyncClient, backend: respx.Router, a_product: Made
) -> None:
    """It comes as it stands in the backend, with the backend's ETag, which makes a 304 of the next read."""
    product = a_product(1, name="Renamed")
    backend.get(f"/products/{product['product_id']}").respond(json=product, headers={"ETag": '"1.4"'})
    address = f"/api/products/{product['product_id']}"
    answer = await ann.get(address)
    assert answer.json()["name"] == "Renamed"
    assert "stock" not in answer.json()
    assert answer.headers["ETag"] == '"1.4"'
    again = await ann.get(address, headers={"If-None-Match": '"1.4"'})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    ("headers", "calls"), [({}, 0), ({"Cache-Control": "max-age=0"}, 0), ({"Cache-Control": "no-cache"}, 1)]
)
async def test_with_a_live_feed_one_product_comes_from_memory(
    ann: httpx.AsyncClient,
    app: FastAPI,
    products: respx.Route,
    backend: respx.Router,
    a_product: Made,
    headers: dict[str, str],
    calls: int,
) -> None:
    """And costs the backend nothing, unless the client must see it as it stands this moment."""
    product = a_product(1)
    read = backend.get(f"/products/{product['product_id']}").respond(json=product, headers={"ETag": '"1"'})
    freshness: Freshness[ProductView] = app.state.live_view._freshness
    freshness.fed_until = monotonic
    freshness.missed_something()
    await ann.get("/api/products")
    answer = await ann.get(f"/api/products/{product['product_id']}", headers=headers)
    assert answer.json()["name"] == "Tumbler 1"
    assert read.call_count == calls
    if not calls:
        assert answer.headers["Age"] == "0"
        headers = headers | {"If-None-Match": answer.headers["ETag"]}
        again = await ann.get(f"/api/products/{product['product_id']}", headers=headers)
        assert again.status_code == 304


@pytest.mark.parametrize("if_none_match", [None, "*", '"7"'])
async def test_an_archived_product_is_not_there(
    ann: httpx.AsyncClient, backend: respx.Router, a_product: Made, if_none_match: str | None
) -> None:
    """It is a 404 like an unknown one, and no condition makes it tell that it is there."""
    product = a_product(1, status="ARCHIVED")
    backend.get(f"/products/{product['product_id']}").respond(json=product, headers={"ETag": '"7"'})
    headers = {"If-None-Match": if_none_match} if if_none_match else {}
    answer = await ann.get(f"/api/products/{product['product_id']}", headers=headers)
    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no such product."


async def test_categories_come_from_memory(ann: httpx.AsyncClient, products: respx.Route) -> None:
    """With how many products each has for sale, saying how fresh that is; what the client has is not sent again."""
    answer = await ann.get("/api/products/categories")
    assert answer.json() == {"items": [{"category": "drinkware", "products": 3}]}
    assert answer.headers["Age"] == "0"
    again = await ann.get("/api/products/categories", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert (await ann.get("/api/products")).json()[
        "items"
    ]  # the list of the same query string is another answer
    assert products.call_count == 1


async def test_visitors_may_look(ann: httpx.AsyncClient, products: respx.Route) -> None:
    """Browsing needs nobody to sign in."""
    del ann.headers["Authorization"]
    assert (await ann.get("/api/products")).status_code == 200
