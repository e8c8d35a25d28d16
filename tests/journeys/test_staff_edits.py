"""Staff keep products and stock, several at once."""

from __future__ import annotations

from tests.portals import Portals, accepted, refused


async def test_two_edits_of_one_version_do_not_overwrite_each_other(anna: Portals) -> None:
    """The second of two edits made from the same version is 412 and says which version stands."""
    mug = accepted(await anna.create_product(), 201)
    accepted(await anna.edit_product(mug, name="Blue mug"))
    problem = refused(await anna.edit_product(mug, name="Red mug"), 412, "stale_version")
    assert problem["current_version"] == 2
    assert accepted(await anna.staff_product(mug))["name"] == "Blue mug"


async def test_an_edit_says_what_it_was_made_from(anna: Portals) -> None:
    """Without If-Match an edit is 428."""
    mug = accepted(await anna.create_product(), 201)
    answer = await anna.staff.patch(f"/api/products/{mug['product_id']}", json={"name": "Blue mug"})
    refused(answer, 428)


async def test_sales_are_no_obstacle_to_an_edit(anna: Portals) -> None:
    """An edit made before a sale goes through after it, and its delta does not undo the sale."""
    mug = accepted(await anna.create_product(stock=10), 201)
    accepted(await anna.place_order({mug["product_id"]: 4}), 201)
    delivery = {"delta": 20, "reason": "delivery 4711"}
    edited = accepted(await anna.edit_product(mug, stock_adjustment=delivery))
    assert edited["version"] == 2
    assert edited["stock"] == {"received": 30, "available": 26, "reserved": 4, "shipped": 0}


async def test_no_more_is_written_off_than_is_there(anna: Portals) -> None:
    """Reserved units cannot be written off."""
    mug = accepted(await anna.create_product(stock=10), 201)
    accepted(await anna.place_order({mug["product_id"]: 4}), 201)
    broken = {"delta": -7, "reason": "broken"}
    refused(await anna.edit_product(mug, stock_adjustment=broken), 409, "insufficient_stock")
    accepted(await anna.edit_product(mug, stock_adjustment={**broken, "delta": -6}))


async def test_the_product_remembers_its_edits(anna: Portals) -> None:
    """Staff see who changed what, before and after; sales are not among it."""
    mug = accepted(await anna.create_product(stock=10), 201)
    accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    accepted(await anna.edit_product(mug, name="Blue mug"))
    changes = accepted(await anna.staff_product(mug))["changes"]
    (change,) = [change for change in changes if change["version"] == 2]
    assert change["after"]["name"] == "Blue mug"
    assert change["before"]["name"] == mug["name"]
    assert change["actor"] == "ops:olivia"


async def test_a_sku_names_its_product(anna: Portals) -> None:
    """Creating the same product again finds it (200); the SKU with other words is taken (409)."""
    mug = accepted(await anna.create_product(price=900), 201)
    again = accepted(await anna.create_product(sku=mug["sku"], price=900, name=mug["name"]), 200)
    assert again["product_id"] == mug["product_id"]
    refused(await anna.create_product(sku=mug["sku"], price=901), 409, "sku_taken")


async def test_an_unchanged_product_is_not_sent_again(anna: Portals) -> None:
    """A read with the ETag is 304 until something moves: a sale counts, since it moves the stock shown."""
    created = await anna.create_product()
    assert created.headers["etag"] == '"1"'
    mug = accepted(created, 201)
    etag = (await anna.staff_product(mug)).headers["etag"]
    unchanged = await anna.staff_product(mug, **{"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    assert (await anna.staff_product(mug, **{"If-None-Match": etag})).status_code == 200
