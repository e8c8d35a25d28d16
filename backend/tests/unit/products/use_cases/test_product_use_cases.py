"""Adding and editing products, over a collection that behaves."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from backend_testing.memory_shop import MemoryProducts, MemoryShop
from backend_testing.samples import MUG, product, usd

from backend.clock import utc_now
from backend.products.domain.edit import StockAdjustment
from backend.products.domain.errors import ProductNotFound, SkuTaken, StaleVersion, WriteOffTooLarge
from backend.products.domain.product import KEPT_CHANGES, Product
from backend.products.use_cases.create_product import CreateProduct, NewProduct
from backend.products.use_cases.edit_product import EditProduct

NEW = NewProduct(
    sku="TUM-01",
    name="Tumbler",
    description="",
    image_url=None,
    category="drinkware",
    price=usd(3500),
    initial_stock=50,
    low_stock_threshold=None,
)


@pytest.fixture
def shop() -> MemoryShop:
    return MemoryShop(products={MUG: product("MUG")})


async def edit(
    shop: MemoryShop, seen: int, adjustment: StockAdjustment | None = None, **fields: Any
) -> Product:
    """Edit the mug as it was at version `seen`."""
    use_case = EditProduct(MemoryProducts(shop), utc_now)
    return await use_case(MUG, lambda version: version == seen, fields, adjustment, "ops:sam")


async def test_the_same_product_is_created_once(shop: MemoryShop) -> None:
    """Sending a creation again answers what stands; at once with itself, one of them makes it."""
    create = CreateProduct(MemoryProducts(shop), utc_now)
    answers = await asyncio.gather(*(create(NEW) for _ in range(3)))
    assert sum(not answer.repeated for answer in answers) == 1
    assert len({answer.product.product_id for answer in answers}) == 1
    made = answers[0].product
    assert (made.version, made.revision, made.etag, made.stock.available) == (1, 1, '"1"', 50)


async def test_a_repeat_answers_the_product_as_it_stands(shop: MemoryShop) -> None:
    """An import that runs again finds edits and sales made since, and undoes none."""
    create = CreateProduct(MemoryProducts(shop), utc_now)
    made = (await create(NEW)).product
    shop.sell(made.product_id, available=-1, reserved=1)
    again = await create(NEW)
    assert (again.repeated, again.product.stock.reserved) == (True, 1)


async def test_a_sku_is_taken_once(shop: MemoryShop) -> None:
    """Other words under the same SKU are refused, and nothing is overwritten."""
    create = CreateProduct(MemoryProducts(shop), utc_now)
    made = (await create(NEW)).product
    for other in ({"name": "x"}, {"initial_stock": 51}, {"price": usd(1)}, {"image_url": "/x"}):
        with pytest.raises(SkuTaken) as refused:
            await create(NewProduct(**{**{f: getattr(NEW, f) for f in NEW.__slots__}, **other}))
        assert refused.value.product_id == made.product_id
    assert shop.products[made.product_id] == made


async def test_an_edit_needs_the_version_that_stands(shop: MemoryShop) -> None:
    """Of two edits of one version the second is stale, and is told the version that stands."""
    await edit(shop, 1, name="First")
    with pytest.raises(StaleVersion) as refused:
        await edit(shop, 1, name="Second")
    assert (refused.value.current_version, shop.products[MUG].name) == (2, "First")


async def test_one_of_many_edits_at_once_wins(shop: MemoryShop) -> None:
    """Ten edits of one version at once: one is made, nine are stale, and one change is on record."""
    answers = await asyncio.gather(
        *(edit(shop, 1, name=f"Name {number}") for number in range(10)), return_exceptions=True
    )
    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 9
    assert [change.version for change in shop.changes[MUG]] == [2]


async def test_sales_are_no_obstacle(shop: MemoryShop) -> None:
    """A sale moves no version, and an adjustment adds to the stock that the sale left."""
    shop.sell(MUG, available=-4, reserved=4)
    edited = await edit(shop, 1, StockAdjustment(20, "delivery"))
    assert (edited.stock.received, edited.stock.available, edited.stock.reserved) == (30, 26, 4)
    assert edited.etag == '"2"'


async def test_reserved_units_cannot_be_written_off(shop: MemoryShop) -> None:
    """Only what is available can go, also when a sale takes it while the edit is being made."""
    shop.sell(MUG, available=-4, reserved=4)
    with pytest.raises(WriteOffTooLarge) as refused:
        await edit(shop, 1, StockAdjustment(-7, "lost"))
    assert refused.value.available == 6


async def test_conflicts_are_tried_again(shop: MemoryShop) -> None:
    """An edit that others stand in the way of is made once they are gone."""
    shop.conflicts = 2
    assert (await edit(shop, 1, name="Later")).version == 2


async def test_an_unknown_product_is_not_found(shop: MemoryShop) -> None:
    """Editing what is not there is refused by name."""
    shop.products.clear()
    with pytest.raises(ProductNotFound):
        await edit(shop, 1, name="x")


async def test_the_last_changes_are_kept(shop: MemoryShop) -> None:
    """A product keeps its latest changes, the oldest of them first, and no more than the limit."""
    for version in range(1, KEPT_CHANGES + 3):
        await edit(shop, version, name=f"Name {version}")
    versions = [change.version for change in shop.changes[MUG]]
    assert versions == list(range(4, KEPT_CHANGES + 4))


async def test_an_operation_adjusts_stock_once(shop: MemoryShop) -> None:
    """Carried out again, it finds its own change, though the version that it was made from stands no more."""
    use_case = EditProduct(MemoryProducts(shop), utc_now)
    adjustment = StockAdjustment(5, "delivery 4711")

    async def adjust(operation_id: str) -> Product:
        return await use_case(
            MUG, lambda version: version == 1, {}, adjustment, "ops:sam", operation_id=operation_id
        )

    first, again = await adjust("op-1"), await adjust("op-1")
    assert (first.stock.received, again.stock.received, again.version) == (15, 15, 2)
    assert [change.operation_id for change in shop.changes[MUG]] == ["op-1"]
    with pytest.raises(StaleVersion):
        await adjust("op-2")
