"""The files that are imported, and what came of their rows, as the use cases see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from backend.product_imports.domain.row import Part, RowResult
from backend.products.domain.edit import ProductEdit
from backend.products.domain.product import Product, StaffChange


class Imports(Protocol):
    """Every part of every import. A row's write happens with its mark, once, or not at all."""

    async def part(self, import_id: str, number: int) -> Part | None:
        """The part as it was sent."""

    async def results(self, import_id: str, number: int) -> list[RowResult] | None:
        """What came of all rows of the part; None while it is not known of all."""

    async def keep_results(self, import_id: str, number: int, results: Sequence[RowResult]) -> None:
        """Keep what came of all rows of the part."""

    async def applied(self, import_id: str, first_row: int, last_row: int) -> dict[int, RowResult]:
        """What came of those rows in between that have written something."""

    async def create(self, import_id: str, result: RowResult, product: Product) -> Product | RowResult | None:
        """Write the product and mark the row (None); or answer the product that stands there, or what came of the row
        when it was applied before. Raises `Contended`."""

    async def save(
        self, import_id: str, result: RowResult, edit: ProductEdit, changes: Sequence[StaffChange]
    ) -> Product | RowResult | None:
        """Write the edit and mark the row (None); or answer the product that stands there, when the edit is of another
        version or the stock does not allow it, or what came of the row when it was applied before. Raises `Contended`.
        """
