"""What came of the rows of an import."""

from __future__ import annotations

from dataclasses import dataclass

from backend.product_imports.domain.row import RowResult
from backend.product_imports.repository import DynamoImports
from chassis.cursors import Cursors


@dataclass(frozen=True, slots=True)
class ImportedRowPage:
    """Some rows, and the cursor of the page behind them (None at the end of what is done)."""

    items: list[RowResult]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ListImportedRows:
    """The rows of an import in their order: those of one part a page."""

    imports: DynamoImports
    cursors: Cursors

    async def __call__(self, import_id: str, cursor: str | None) -> ImportedRowPage:
        """Nothing where nothing is done yet. Raises `InvalidCursor`."""
        listing = f"import {import_id}"
        number = self.cursors.read(listing, cursor) if cursor else 0
        rows = await self.imports.results(import_id, number)
        if rows is None:
            return ImportedRowPage([], None)
        more = await self.imports.results(import_id, number + 1) is not None
        return ImportedRowPage(rows, self.cursors.issue(listing, number + 1) if more else None)
