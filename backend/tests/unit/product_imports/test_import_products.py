"""Rows become products and stock: each once, those about one product in their order."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from backend_testing.memory_imports import MemoryImports
from backend_testing.memory_shop import MemoryProducts, MemoryShop
from backend_testing.samples import MUG, product

from backend.clock import utc_now
from backend.product_imports.csv_rows import rows_of
from backend.product_imports.domain.row import Part
from backend.product_imports.use_cases.import_products import ImportProducts, PartMissing
from backend.products.domain.product import product_id_for

HEADER = "sku,name,category,price_amount_minor,currency,stock_change"
ROWS = "MUG,The MUG,drinkware,500,USD,5\nHAT,Hat,c,1,USD,3\nHAT,Hat,c,1,USD,4\nHAT,Hat,c,1,USD,-9\n"
DONE = {"new": 1, "changed": 2, "unchanged": 0, "wrong": 1}


@pytest.fixture
def shop() -> MemoryShop:
    return MemoryShop(products={MUG: product("MUG")})


@pytest.fixture
def imports(shop: MemoryShop) -> MemoryImports:
    imports = MemoryImports(shop)
    imports.parts["i", 0] = Part("i", 0, HEADER, ROWS, 1)
    return imports


async def run(
    shop: MemoryShop, imports: MemoryImports, *, parts: int = 1, dry_run: bool = False
) -> dict[str, int]:
    reported: list[Mapping[str, int]] = []

    async def report(progress: Mapping[str, int]) -> None:
        reported.append(progress)

    use_case = ImportProducts(imports, MemoryProducts(shop), rows_of, lambda: None, utc_now)
    counts = await use_case("i", parts, dry_run=dry_run, actor="ops:olivia", report=report)
    assert reported[-1] == counts
    return counts


def received(shop: MemoryShop) -> dict[str, int]:
    return {one.sku: one.stock.received for one in shop.products.values()}


async def test_every_row_is_applied_once(shop: MemoryShop, imports: MemoryImports) -> None:
    """Begun again, whether or not the results of its part were kept, it moves no units."""
    assert await run(shop, imports) == DONE
    assert received(shop) == {"MUG": 15, "HAT": 7}
    assert await run(shop, imports) == DONE
    imports.kept.clear()  # killed before they were
    assert await run(shop, imports) == DONE
    assert received(shop) == {"MUG": 15, "HAT": 7}
    assert [change.operation_id for change in shop.changes[MUG]] == ["i"]


async def test_two_at_once_apply_each_row_once(shop: MemoryShop, imports: MemoryImports) -> None:
    """As when a slow worker's message is handed out again: what the other has written is found by the write itself."""
    both = await asyncio.gather(run(shop, imports), run(shop, imports))
    assert received(shop) == {"MUG": 15, "HAT": 7}
    assert [counts["wrong"] for counts in both] == [1, 1]


async def test_a_dry_run_writes_nothing(shop: MemoryShop, imports: MemoryImports) -> None:
    """It says of each row what it would do as things stand."""
    counts = await run(shop, imports, dry_run=True)
    assert (counts["new"], counts["changed"]) == (2, 1)
    assert received(shop) == {"MUG": 10}
    assert product_id_for("HAT") not in shop.products


async def test_conflicts_and_edits_meanwhile_are_tried_again(
    shop: MemoryShop, imports: MemoryImports
) -> None:
    """Others who write the same product cost time and nothing else."""
    shop.conflicts = 3
    assert await run(shop, imports) == DONE


async def test_a_part_that_is_not_there_is_a_fault(shop: MemoryShop, imports: MemoryImports) -> None:
    """What is there has been applied; it goes on when the rest has come."""
    with pytest.raises(PartMissing):
        await run(shop, imports, parts=2)
    imports.parts["i", 1] = Part("i", 1, HEADER, "PEN,Pen,c,1,USD,1\n", 5)
    assert (await run(shop, imports, parts=2))["new"] == 2
    assert received(shop) == {"MUG": 15, "HAT": 7, "PEN": 1}
