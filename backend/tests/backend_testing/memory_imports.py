"""A fake that behaves: imports kept in memory, beside the products of a shop."""

from __future__ import annotations

from collections.abc import Sequence

from backend.product_imports.domain.row import Part, RowResult
from backend.products.domain.edit import ProductEdit
from backend.products.domain.product import Product, StaffChange
from backend_testing.memory_shop import MemoryProducts, MemoryShop


class MemoryImports:
    """`Imports` in memory; `parts` are put there by the test."""

    def __init__(self, shop: MemoryShop) -> None:
        self._products = MemoryProducts(shop)
        self.parts: dict[tuple[str, int], Part] = {}
        self.kept: dict[tuple[str, int], list[RowResult]] = {}
        self.marks: dict[tuple[str, int], RowResult] = {}

    async def part(self, import_id: str, number: int) -> Part | None:
        return self.parts.get((import_id, number))

    async def results(self, import_id: str, number: int) -> list[RowResult] | None:
        return self.kept.get((import_id, number))

    async def keep_results(self, import_id: str, number: int, results: Sequence[RowResult]) -> None:
        self.kept[import_id, number] = list(results)

    async def applied(self, import_id: str, first_row: int, last_row: int) -> dict[int, RowResult]:
        return {
            number: result
            for (marked, number), result in self.marks.items()
            if marked == import_id and first_row <= number <= last_row
        }

    async def create(self, import_id: str, result: RowResult, product: Product) -> Product | RowResult | None:
        if mark := self.marks.get((import_id, result.number)):
            return mark
        stood = await self._products.create(product)
        if stood is None:
            self.marks[import_id, result.number] = result
        return stood

    async def save(
        self, import_id: str, result: RowResult, edit: ProductEdit, changes: Sequence[StaffChange]
    ) -> Product | RowResult | None:
        if mark := self.marks.get((import_id, result.number)):
            return mark
        stood = await self._products.save(edit, changes)
        if stood is None:
            self.marks[import_id, result.number] = result
        return stood
