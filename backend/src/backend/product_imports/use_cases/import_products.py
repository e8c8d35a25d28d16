"""A manager's file becomes products and stock, row by row."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from backend.clock import Now
from backend.contention import Contended, attempts
from backend.product_imports.domain.row import Outcome, Part, Row, RowResult, counted
from backend.product_imports.use_cases.imports import Imports
from backend.products.domain.edit import StockAdjustment, edit
from backend.products.domain.errors import WriteOffTooLarge
from backend.products.domain.product import KEPT_CHANGES, Product, product_id_for
from backend.products.domain.products import Products
from backend.products.use_cases.create_product import NewProduct

AT_ONCE = 8
Read = Callable[[Part], Sequence[Row | RowResult]]
"""The rows of a part; of one that cannot be read, what is wrong with it."""
Report = Callable[[Mapping[str, int]], Awaitable[None]]
Begin = Callable[[], None]


class PartMissing(LookupError):
    """Somebody asked for an import whose file did not arrive whole: no refusal, for it may still come."""


@dataclass(frozen=True, slots=True)
class ImportProducts:
    """Apply every row of the import once, however often it is begun; a dry run only says what each would do.

    A row names its product by the SKU: one that is there is edited, another is created. Rows about one product are
    applied in their order. `begin`: called before each row, whose time to win against others starts then.
    Raises `PartMissing`.
    """

    imports: Imports
    products: Products
    read: Read
    begin: Begin
    now: Now

    async def __call__(
        self, import_id: str, parts: int, *, dry_run: bool, actor: str, report: Report
    ) -> dict[str, int]:
        counts = counted([])
        for number in range(parts):
            self.begin()
            results = await self.imports.results(import_id, number)
            if results is None:
                part = await self.imports.part(import_id, number)
                if part is None:
                    raise PartMissing(number)
                results = await self._apply(part, dry_run=dry_run, actor=actor)
                self.begin()
                await self.imports.keep_results(import_id, number, results)
            counts = {name: counts[name] + more for name, more in counted(results).items()}
            await report(counts)
        return counts

    async def _apply(self, part: Part, *, dry_run: bool, actor: str) -> list[RowResult]:
        rows = self.read(part)
        results = {row.number: row for row in rows if isinstance(row, RowResult)}
        if not dry_run:
            results |= await self.imports.applied(
                part.import_id, part.first_row, part.first_row + len(rows) - 1
            )
        of_product: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if isinstance(row, Row) and row.number not in results:
                of_product[row.sku].append(row)
        free = asyncio.Semaphore(AT_ONCE)

        async def in_order(about_one: list[Row]) -> None:
            async with free:
                for row in about_one:
                    self.begin()
                    results[row.number] = await self._row(part.import_id, row, dry_run=dry_run, actor=actor)

        async with asyncio.TaskGroup() as group:
            for about_one in of_product.values():
                group.create_task(in_order(about_one))
        return [results[row.number] for row in rows]

    async def _row(self, import_id: str, row: Row, *, dry_run: bool, actor: str) -> RowResult:
        done = RowResult(row.number, row.sku, Outcome.NEW)
        async for _ in attempts():
            stored = await self.products.get_with_changes(product_id_for(row.sku))
            try:
                if stored is None:
                    if row.stock_change < 0:
                        raise WriteOffTooLarge(row.stock_change, 0)
                    product = _new(row).to_product(self.now())
                    stood = None if dry_run else await self.imports.create(import_id, done, product)
                else:
                    product, changes = stored
                    adjustment = StockAdjustment(row.stock_change, "import") if row.stock_change else None
                    change = edit(product, row.fields, adjustment, actor=actor, at=self.now())
                    if change is None:
                        return replace(done, outcome=Outcome.UNCHANGED)
                    done = replace(done, outcome=Outcome.CHANGED)
                    recorded = replace(change.change, operation_id=import_id)
                    stood = (
                        None
                        if dry_run
                        else await self.imports.save(
                            import_id, done, change, [*changes, recorded][-KEPT_CHANGES:]
                        )
                    )
            except WriteOffTooLarge as refusal:
                problem = f"stock_change: at most the {refusal.available} available units can be written off"
                return RowResult(row.number, row.sku, Outcome.WRONG, (problem,))
            except Contended:
                continue
            if not isinstance(stood, Product):
                return stood or done
        raise AssertionError("attempts() ends by returning or raising")


def _new(row: Row) -> NewProduct:
    defaults = {"description": "", "image_url": None, "low_stock_threshold": None}
    return NewProduct(sku=row.sku, initial_stock=row.stock_change, **{**defaults, **row.fields})
