"""How files of products come in, and what is seen of their rows."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from backend.access import OpsManager
from backend.contention import Contended as HeldByAnother
from backend.contention import OutOfTime
from backend.problems import (
    Contended,
    CsvUnreadable,
    DatabaseUnavailable,
    IdempotencyKeyReused,
    NotAllowed,
    NotSignedIn,
)
from backend.product_imports.csv_rows import header_problems, part_problems
from backend.product_imports.dependencies import AllImports, ToListImportedRows
from backend.product_imports.schemas import MOST_PARTS, ImportedRowPageView, ImportPartRequest, file_errors
from backend.schemas import PageCursor
from chassis.cursors import InvalidCursor
from chassis.problems import documented

router = APIRouter(
    prefix="/product-imports/{import_id}",
    tags=["product imports"],
    responses=documented(NotSignedIn, NotAllowed, DatabaseUnavailable),
)


@router.put(
    "/parts/{number}",
    status_code=204,
    responses=documented(IdempotencyKeyReused, CsvUnreadable, Contended, DatabaseUnavailable),
)
async def keep_import_part(
    manager: OpsManager,
    import_id: UUID,
    number: Annotated[int, Path(ge=0, lt=MOST_PARTS)],
    body: ImportPartRequest,
    imports: AllImports,
) -> None:
    """Keep some rows of a file for 90 days, until and after they are imported. The same again changes nothing."""
    if problems := header_problems(body.header) or part_problems(body.text, body.rows):
        raise CsvUnreadable("Mend the file, and send it with another key.", errors=file_errors(problems))
    try:
        await imports.keep_part(body.to_part(str(import_id), number))
    except HeldByAnother:
        raise OutOfTime from None


@router.get("/rows", response_model=ImportedRowPageView, responses=documented(InvalidCursor))
async def list_imported_rows(
    manager: OpsManager,
    import_id: UUID,
    list_imported_rows: ToListImportedRows,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> ImportedRowPageView:
    """What came of the rows that are done, in their order, at most 500 a page."""
    return ImportedRowPageView.model_validate(await list_imported_rows(str(import_id), cursor))
