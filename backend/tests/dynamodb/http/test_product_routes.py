"""Products over HTTP, as the BFFs meet them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from backend_testing.driver import Driver, money, problem
from backend_testing.passports import agent, customer, manager

pytestmark = pytest.mark.dynamodb
NOWHERE = str(uuid.uuid4())


async def test_a_product_is_created(backend: Driver) -> None:
    """201 with the product at version 1, where it is and its ETag."""
    made = await backend.create_product("TUM-01", units=50, price=money(3500), description="Words")
    body = made.json()
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    assert made.headers["location"] == f"/products/{body['product_id']}"
    assert body["stock"] == {"received": 50, "available": 50, "reserved": 0, "shipped": 0}
    assert (body["sku"], body["status"], body["version"], body["price"]) == (
        "TUM-01",
        "ACTIVE",
        1,
        money(3500),
    )
    assert (await backend.product(body["product_id"])).json() == body


async def test_a_creation_may_be_sent_again(backend: Driver) -> None:
    """The same again is 200 with what stands there; other words are 409 with the product's id."""
    sku = f"SKU-{uuid.uuid4()}"
    first = await backend.create_product(sku)
    again = await backend.create_product(sku)
    assert (again.status_code, again.json()) == (200, first.json())
    taken = await backend.create_product(sku, name="Another")
    assert problem(taken) == (409, "sku_taken")
    assert taken.json()["product_id"] == first.json()["product_id"]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"sku": "no spaces"}, "/sku"),
        ({"name": "  "}, "/name"),
        ({"price": {"amount_minor": 1.5, "currency": "USD"}}, "/price/amount_minor"),
        ({"price": {"amount_minor": -1, "currency": "USD"}}, "/price/amount_minor"),
        ({"price": {"amount_minor": 2**63, "currency": "USD"}}, "/price/amount_minor"),
        ({"price": {"amount_minor": 1, "currency": "usd"}}, "/price/currency"),
        ({"price": {"amount_minor": 1, "currency": "USD", "x": 1}}, "/price/x"),
        ({"initial_stock": -1}, "/initial_stock"),
        ({"initial_stock": "5"}, "/initial_stock"),
        ({"image_url": "javascript:alert(1)"}, "/image_url"),
        ({"stock": {"available": 5}}, "/stock"),
    ],
)
async def test_a_product_says_only_what_it_may(backend: Driver, fields: dict[str, Any], pointer: str) -> None:
    """A value that is no such thing and a field that nobody knows are 422, and it says where."""
    refused = await backend.create_product(**fields)
    assert problem(refused) == (422, "validation_failed")
    assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]


async def test_a_read_is_not_repeated_for_nothing(backend: Driver) -> None:
    """If-None-Match with the ETag that stands is 304 without a body, with the ETag."""
    made = await backend.stocked()
    unchanged = await backend.product(made, **{"If-None-Match": '"1"'})
    assert (unchanged.status_code, unchanged.content, unchanged.headers["etag"]) == (304, b"", '"1"')
    history = await backend.http.get(f"/products/{made}/history", headers={**manager(), "If-None-Match": "*"})
    assert history.status_code == 304


async def test_a_sale_moves_the_etag_and_no_edit_minds(backend: Driver) -> None:
    """After a sale the ETag is "1.1" and a 304 hides nothing; If-Match "1" still holds, and "1.1" too."""
    made = await backend.stocked()
    await backend.placed({made: 3})
    seen = await backend.product(made, **{"If-None-Match": '"1"'})
    assert (seen.status_code, seen.headers["etag"]) == (200, '"1.1"')
    edited = await backend.edit_product(
        made, '"1"', price=money(700), stock_adjustment={"delta": 20, "reason": "delivery 4711"}
    )
    assert (edited.status_code, edited.headers["etag"]) == (200, '"2"')
    assert edited.json()["stock"] == {"received": 30, "available": 27, "reserved": 3, "shipped": 0}
    await backend.placed({made: 1})
    assert (await backend.edit_product(made, '"2.1"', name="New")).status_code == 200


async def test_an_edit_must_say_what_it_was_made_from(backend: Driver) -> None:
    """Without If-Match 428; with a version that has passed, or none at all, 412 with the one that stands."""
    made = await backend.stocked()
    assert problem(await backend.edit_product(made, None, name="x")) == (428, "if_match_missing")
    await backend.edit_product(made, '"1"', name="First")
    for stale in ('"1"', '"1.4"', '"3"', 'W/"2"', "2", "nonsense", '""'):
        refused = await backend.edit_product(made, stale, name="Second")
        assert problem(refused) == (412, "stale_version"), stale
        assert refused.json()["current_version"] == 2
    assert (await backend.edit_product(made, '"7", "2"', name="Third")).status_code == 200
    assert (await backend.edit_product(made, "*", name="Fourth")).json()["version"] == 4


async def test_the_history_is_for_staff(backend: Driver) -> None:
    """Staff see each edit before and after; sales are not among them; customers are not let in."""
    made = await backend.stocked()
    await backend.placed({made: 1})
    await backend.edit_product(made, '"1"', status="ARCHIVED", image_url="/x.svg")
    history = await backend.http.get(f"/products/{made}/history", headers=manager())
    (change,) = history.json()["changes"]
    assert (change["version"], change["actor"]) == (2, "ops:olivia")
    assert change["before"] == {"status": "ACTIVE", "image_url": None}
    assert change["after"] == {"status": "ARCHIVED", "image_url": "/x.svg"}
    assert history.json()["product_id"] == made
    outsider = await backend.http.get(f"/products/{made}/history", headers=customer())
    assert problem(outsider) == (403, "not_allowed")


async def test_more_than_is_available_cannot_be_written_off(backend: Driver) -> None:
    """409 with what could be written off; reserved units are not among it."""
    made = await backend.stocked(10)
    await backend.placed({made: 4})
    refused = await backend.edit_product(made, '"1"', stock_adjustment={"delta": -7, "reason": "lost"})
    assert (problem(refused), refused.json()["available"]) == ((409, "insufficient_stock"), 6)
    assert (await backend.stock(made))["available"] == 6


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"name": None},
        {"sku": "X"},
        {"stock": {"available": 3}},
        {"stock_adjustment": {"delta": 0, "reason": "x"}},
        {"stock_adjustment": {"delta": 1}},
        {"stock_adjustment": {"delta": 1.5, "reason": "x"}},
        {"status": "GONE"},
    ],
)
async def test_an_edit_says_only_what_it_may(backend: Driver, fields: dict[str, Any]) -> None:
    """An empty edit, an overwritten stock or a new SKU is 422, and the product stays as it is."""
    made = await backend.stocked()
    assert problem(await backend.edit_product(made, '"1"', **fields)) == (422, "validation_failed")
    assert (await backend.product(made)).headers["etag"] == '"1"'


async def test_values_that_stand_change_nothing(backend: Driver) -> None:
    """An edit to what the product has is 200 at the same version."""
    made = await backend.stocked()
    same = await backend.edit_product(made, '"1"', name="Nomad Tumbler", price=money(500))
    assert (same.status_code, same.headers["etag"]) == (200, '"1"')


async def test_what_is_not_there_is_not_found(backend: Driver) -> None:
    """404 for an unknown product on every route, and for what is no id: the history item beside a product has one."""
    for path in (f"/products/{NOWHERE}", f"/products/{NOWHERE}/history"):
        assert problem(await backend.http.get(path, headers=manager())) == (404, "not_found")
    assert problem(await backend.edit_product(NOWHERE, "*", name="x")) == (404, "not_found")
    assert problem(await backend.product(f"changes%23{NOWHERE}")) == (404, "not_found")


async def test_the_catalogue_comes_in_pages(backend: Driver) -> None:
    """Every product once, archived ones too, none of the items that stand beside them."""
    made = {await backend.stocked() for _ in range(9)}
    archived = await backend.stocked()
    await backend.edit_product(archived, "*", status="ARCHIVED")
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await backend.http.get("/products", params={"limit": 4, **cursor}, headers=customer())).json()
        assert len(page["items"]) <= 4
        seen += [item["product_id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert len(seen) == len(set(seen))
    assert made | {archived} <= set(seen)


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"cursor": "c" * 1001}])
async def test_a_page_has_its_bounds(backend: Driver, query: dict[str, Any]) -> None:
    """1 to 100 products a page, or 422."""
    refused = await backend.http.get("/products", params=query, headers=manager())
    assert problem(refused) == (422, "validation_failed")


async def test_a_forged_cursor_is_refused(backend: Driver) -> None:
    """400 for a cursor that was not issued for this list."""
    for cursor in ("forged", "a.b"):
        refused = await backend.http.get("/products", params={"cursor": cursor}, headers=manager())
        assert problem(refused) == (400, "invalid_cursor")


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({"stock_adjustment": {"delta": 1, "reason": "r"}}, True),
        ({"price": {"amount_minor": 1, "currency": "USD"}}, False),
        ({"name": "n"}, False),
        ({"status": "ARCHIVED"}, False),
        ({"stock_adjustment": {"delta": 1, "reason": "r"}, "name": "n"}, False),
    ],
    ids=str,
)
async def test_agents_change_stock_and_managers_the_rest(
    backend: Driver, fields: dict[str, Any], allowed: bool
) -> None:
    """An agent's edit of anything else is refused as a whole; a manager's is done."""
    made = await backend.stocked(units=5)
    path, edit = f"/products/{made}", {"If-Match": '"1"'}
    answer = await backend.http.patch(path, json=fields, headers=agent() | edit)
    assert (answer.status_code == 200) == allowed
    if not allowed:
        assert problem(answer) == (403, "manager_needed")
        assert (await backend.product(made)).json()["version"] == 1
        assert (await backend.http.patch(path, json=fields, headers=manager() | edit)).status_code == 200
