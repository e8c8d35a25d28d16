"""What every adapter of `Products` promises: one product a SKU, no edit lost, no sale undone."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace
from typing import Any

from backend_testing.samples import AT, LATER, product, quoted, usd

from backend.contention import Contended
from backend.products.domain.edit import ProductEdit, StockAdjustment, edit
from backend.products.domain.product import Product, ProductStatus


def edited(made: Product, delta: int = 0, **fields: Any) -> ProductEdit:
    adjustment = StockAdjustment(delta, "counted") if delta else None
    change = edit(made, fields, adjustment, actor="ops:sam", at=LATER)
    assert change is not None
    return change


async def save(world: Any, change: ProductEdit) -> Product | None:
    """Save once nobody else holds the product."""
    while True:
        try:
            answer: Product | None = await world.products.save(change, [change.change])
        except Contended:
            await asyncio.sleep(0.005)
        else:
            return answer


async def sell(world: Any, made: Product, quantity: int) -> None:
    asked, quote = quoted((made, quantity))
    assert await world.orders.place(quote.place(asked, str(uuid.uuid4()), "ada", AT), quote) is None


async def test_a_product_is_created_once(world: Any) -> None:
    """Of several creations at once one is made, and all the others are answered it."""
    made = product(f"SKU-{uuid.uuid4()}")
    answers = await asyncio.gather(
        *(world.products.create(replace(made, name=f"Name {number}")) for number in range(5))
    )
    assert sum(answer is None for answer in answers) == 1
    stood = await world.products.get(made.product_id)
    assert all(answer == stood for answer in answers if answer)


async def test_what_is_not_there_is_none(world: Any) -> None:
    """An unknown id is None, with changes or without."""
    assert await world.products.get("no such id") is None
    assert await world.products.get_with_changes("no such id") is None


async def test_an_edit_changes_every_field(world: Any) -> None:
    """All fields take their values, emptied ones too, and version and revision move by one."""
    made = await world.stocked()
    fields: dict[str, Any] = {
        "name": "New",
        "description": "Words",
        "image_url": "/x.svg",
        "category": "kitchen",
        "price": usd(9),
        "status": ProductStatus.ARCHIVED,
        "low_stock_threshold": 4,
    }
    first = edited(made, **fields)
    assert await save(world, first) is None
    stood, changes = await world.products.get_with_changes(made.product_id)
    assert stood == replace(first.product, revision=2, edited_revision=2)
    assert [(change.version, change.actor) for change in changes] == [(2, "ops:sam")]
    second = edited(stood, image_url=None, low_stock_threshold=None, description="")
    assert await save(world, second) is None
    assert await world.products.get(made.product_id) == replace(second.product, revision=3, edited_revision=3)


async def test_a_sale_moves_the_revision_and_not_the_version(world: Any) -> None:
    """After a sale the version stands, so edits made from it still hold, and the ETag has moved."""
    made = await world.stocked()
    await sell(world, made, 4)
    stood = await world.products.get(made.product_id)
    assert (stood.version, stood.revision, stood.etag) == (1, 2, '"1.1"')
    assert await save(world, edited(made, 20)) is None
    after = await world.products.get(made.product_id)
    assert (after.version, after.revision, after.etag) == (2, 3, '"2"')
    assert await world.stock(made) == (30, 26, 4, 0)


async def test_a_stale_edit_writes_nothing(world: Any) -> None:
    """An edit of an older version is answered the product that stands, and its change is not recorded."""
    made = await world.stocked()
    assert await save(world, edited(made, name="First")) is None
    stood = await world.products.get(made.product_id)
    assert await save(world, edited(made, 5, name="Second")) == stood
    again, changes = await world.products.get_with_changes(made.product_id)
    assert (again, len(changes)) == (stood, 1)


async def test_a_sale_in_between_stops_a_write_off(world: Any) -> None:
    """Units that were sold since the edit was decided cannot be written off any more."""
    made = await world.stocked(10)
    change = edited(made, -7)
    await sell(world, made, 4)
    stood = await world.products.get(made.product_id)
    assert await save(world, change) == stood
    assert await world.stock(made) == (10, 6, 4, 0)


async def test_one_of_many_edits_at_once_wins(world: Any) -> None:
    """Eight edits of one version at once: one is written, with its change, and the others are told."""
    made = await world.stocked()
    answers = await asyncio.gather(*(save(world, edited(made, number + 1)) for number in range(8)))
    assert answers.count(None) == 1
    stood, changes = await world.products.get_with_changes(made.product_id)
    assert (stood.version, len(changes)) == (2, 1)
    assert stood.stock.available == changes[0].after["available"]
