"""Browsing the shop."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.portals import Portals, accepted, refused
from tests.portals.eventually import eventually


class Shelf:
    """Products of one made-up category, so that other tests' products stay out of the way."""

    def __init__(self, portals: Portals) -> None:
        self.portals = portals
        self.category = f"shelf-{uuid.uuid4().hex[:10]}"

    async def put(self, name: str, price: int, stock: int = 5, description: str = "") -> dict[str, Any]:
        created = await self.portals.create_product(
            name=name, price=price, stock=stock, description=description, category=self.category
        )
        made: dict[str, Any] = accepted(created, 201)
        return made

    async def shown(self, *, limit: int = 100, **query: Any) -> list[str]:
        """Names of the products that the shop lists, page after page."""
        query = {"category": self.category, **query}
        listed = self.portals.all_pages(self.portals.shop, "/api/products", limit=limit, **query)
        return [product["name"] async for product in listed]

    def kept(self, *, limit: int = 100, **query: Any) -> AsyncIterator[dict[str, Any]]:
        """The products that staff list, page after page."""
        query = {"category": self.category, **query}
        return self.portals.all_pages(self.portals.staff, "/api/products", limit=limit, **query)

    async def counted(self, client: httpx.AsyncClient) -> list[dict[str, Any]]:
        """What a portal's categories say of this one."""
        items = accepted(await client.get("/api/products/categories"))["items"]
        return [{**item, "category": "ours"} for item in items if item["category"] == self.category]


@pytest.fixture
async def shelf(anna: Portals) -> Shelf:
    """A blue mug (900), a red mug (700, sold out), and a hat (2500) for the blue hour."""
    filled = Shelf(anna)
    await filled.put("Blue Mug", 900)
    await filled.put("Red Mug", 700, stock=0)
    await filled.put("Hat", 2500, description="For the blue hour")
    await eventually(lambda: filled.shown(), ["Blue Mug", "Hat", "Red Mug"])
    return filled


async def test_a_new_product_comes_into_the_shop(shelf: Shelf) -> None:
    """What staff add is listed in its category a moment later, and shown at once to who asks how it stands."""
    cap = await shelf.put("Cap", 1500)
    shown = accepted(await shelf.portals.product(cap))
    assert (shown["name"], shown["price"]) == ("Cap", {"amount_minor": 1500, "currency": "USD"})
    await eventually(lambda: shelf.shown(), ["Blue Mug", "Cap", "Hat", "Red Mug"])


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["Blue Mug", "Hat", "Red Mug"]),
        ("-name", ["Red Mug", "Hat", "Blue Mug"]),
        ("price", ["Red Mug", "Blue Mug", "Hat"]),
        ("-price", ["Hat", "Blue Mug", "Red Mug"]),
        ("newest", ["Hat", "Red Mug", "Blue Mug"]),
    ],
)
async def test_products_come_in_the_order_asked_for(shelf: Shelf, sort: str, names: list[str]) -> None:
    """Each sort is kept over pages of one, and no product is shown twice or left out."""
    assert await shelf.shown(sort=sort, limit=1) == names


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("mug", ["Blue Mug", "Red Mug"]),
        ("BLUE", ["Blue Mug", "Hat"]),
        ("blu mu", ["Blue Mug"]),
        ("purple", []),
    ],
)
async def test_products_are_found_by_their_words(shelf: Shelf, search: str, names: list[str]) -> None:
    """A search finds beginnings of words in names and descriptions, in any case, all of them."""
    assert await shelf.shown(search=search) == names


async def test_only_what_is_in_stock_is_shown_when_asked(shelf: Shelf) -> None:
    """The sold-out mug is left out, and comes back when staff receive some."""
    assert await shelf.shown(in_stock="true") == ["Blue Mug", "Hat"]
    assert await shelf.shown(in_stock="false") == ["Red Mug"]
    (mug,) = [product async for product in shelf.kept(search="red")]
    delivery = {"delta": 3, "reason": "delivery"}
    accepted(await shelf.portals.edit_product(mug, stock_adjustment=delivery))
    await eventually(lambda: shelf.shown(in_stock="true"), ["Blue Mug", "Hat", "Red Mug"])


async def test_an_archived_product_leaves_the_shop(shelf: Shelf) -> None:
    """It is 404 at once to who asks how it stands, and off the list a moment later; staff still see it."""
    cap = await shelf.put("Cap", 1500)
    await eventually(lambda: shelf.shown(search="cap"), ["Cap"])
    accepted(await shelf.portals.edit_product(cap, status="ARCHIVED"))
    refused(await shelf.portals.product(cap), 404, "not_found")
    await eventually(lambda: shelf.shown(search="cap"), [])
    assert accepted(await shelf.portals.staff_product(cap))["status"] == "ARCHIVED"


async def test_staff_see_at_once_what_they_change(shelf: Shelf) -> None:
    """In the order and the filters of their list, however soon they look; and of one SKU by its beginning."""
    bag = await shelf.put("Zip Bag", 400, stock=3)
    listed = [product["name"] async for product in shelf.kept(sort="-name", limit=1)]
    assert listed == ["Zip Bag", "Red Mug", "Hat", "Blue Mug"]
    edited = accepted(await shelf.portals.edit_product(bag, name="A Bag", low_stock_threshold=4))
    assert [product async for product in shelf.kept(low_stock="true")] == [edited]
    assert (await anext(shelf.kept()))["name"] == "A Bag"
    assert [product async for product in shelf.kept(search=bag["sku"][:-2])] == [edited]
    accepted(await shelf.portals.edit_product(edited, status="ARCHIVED"))
    assert [product["name"] async for product in shelf.kept(status="ARCHIVED")] == ["A Bag"]
    assert "A Bag" not in [product["name"] async for product in shelf.kept(status="ACTIVE")]


async def test_categories_say_how_many_products_they_have(shelf: Shelf) -> None:
    """Shoppers are told of what is for sale, staff of all."""
    (hat,) = [product async for product in shelf.kept(search="hat")]
    accepted(await shelf.portals.edit_product(hat, status="ARCHIVED"))
    assert await shelf.counted(shelf.portals.staff) == [{"category": "ours", "active": 2, "archived": 1}]
    await eventually(lambda: shelf.counted(shelf.portals.shop), [{"category": "ours", "products": 2}])


async def test_a_cursor_belongs_to_its_search(shelf: Shelf) -> None:
    """A cursor with another filter or sort, or with a letter changed, is 400."""
    shop = shelf.portals.shop
    query: dict[str, Any] = {"category": shelf.category, "limit": 1}
    cursor = accepted(await shop.get("/api/products", params=query))["next_cursor"]
    bent = ("A" if cursor[0] != "A" else "B") + cursor[1:]
    for changed in ({"sort": "price"}, {"search": "mug"}, {"in_stock": "true"}, {"cursor": bent}):
        answer = await shop.get("/api/products", params={**query, "cursor": cursor, **changed})
        refused(answer, 400, "invalid_cursor")
    accepted(await shop.get("/api/products", params={**query, "cursor": cursor}))


async def test_the_list_says_how_fresh_it_is(shelf: Shelf) -> None:
    """Every page has an age in whole seconds and an ETag, with which an unchanged one is 304."""
    shop = shelf.portals.shop
    query = {"category": shelf.category}
    page = await shop.get("/api/products", params=query)
    assert int(page.headers["age"]) >= 0
    again = await shop.get("/api/products", params=query, headers={"If-None-Match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_product_that_does_not_exist_is_a_problem(anna: Portals) -> None:
    """Unknown ids are 404, what is no id is 422, and both are problems."""
    refused(await anna.product({"product_id": str(uuid.uuid4())}), 404, "not_found")
    refused(await anna.product({"product_id": "mug"}), 422, "validation_failed")
