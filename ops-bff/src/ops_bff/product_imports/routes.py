"""How managers bring in files of products, and what they see of each row."""

from __future__ import annotations

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from chassis.context import current
from chassis.cursors import InvalidCursor
from chassis.idempotency import IdempotencyKey, IdempotencyKeyInvalid, IdempotencyKeyMissing
from chassis.problems import BodyTooLarge, UnsupportedMediaType, documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from ops_bff.access import OpsManager
from ops_bff.backend_api.client import Backend
from ops_bff.backend_api.contract import ImportedRowPageView, ImportPartRequest, OperationView
from ops_bff.operations.commands import QUEUED, ToCommands
from ops_bff.problems import CsvUnreadable, IdempotencyKeyReused
from ops_bff.product_imports.csv_parts import csv_parts

PATH = "/api/products/imports"
MOST_BYTES = 24 * 1024 * 1024
"""What 100,000 long rows take. The gateway lets as much through at this path, and at no other."""
_UPLOAD_SECONDS = 60.0
_CSV = {
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {
                "schema": {"type": "string"},
                "example": "sku,name,category,price_amount_minor,currency,stock_change\n"
                "TUM-01,Nomad Tumbler,drinkware,3500,USD,50\n",
            }
        },
    },
    "x-max-body-bytes": MOST_BYTES,
}

router = APIRouter(
    prefix=PATH, tags=["product imports"], responses=documented(UpstreamUnavailable, UpstreamFault)
)


class ImportBody(BaseModel):
    """What the command to import says."""

    parts: int
    dry_run: bool


@router.post(
    "",
    status_code=202,
    response_model=OperationView,
    responses={
        **QUEUED,
        **documented(
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            IdempotencyKeyReused,
            UnsupportedMediaType,
            BodyTooLarge,
            CsvUnreadable,
        ),
    },
    openapi_extra=_CSV,
)
async def import_products(
    manager: OpsManager,
    request: Request,
    key: IdempotencyKey,
    backend: Backend,
    commands: ToCommands,
    dry_run: Annotated[bool, Query(description="Say what each row would do, and do nothing.")] = False,
) -> Response:
    """Create and edit products, and move their stock, from a CSV file in UTF-8 of up to 100,000 rows.

    Columns: `sku`, `name`, `category`, `price_amount_minor`, `currency`, and if wanted `description`, `image_url`,
    `low_stock_threshold`, `stock_change` (units received, or below zero written off). A row whose SKU is there edits
    that product, another creates one. The same file with the same key applies no row twice.
    """
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "text/csv":
        raise UnsupportedMediaType("Send the file as text/csv.", headers={"Accept": "text/csv"})
    current().deadline = asyncio.get_running_loop().time() + _UPLOAD_SECONDS
    import_id = commands.id_of(manager, "import_products", dry_run=dry_run)
    number = 0
    async for part in csv_parts(request.stream()):
        body = ImportPartRequest(header=part.header, text=part.text, first_row=part.first_row, rows=part.rows)
        await backend.keep_import_part(manager, import_id, number, body)
        number += 1
    return await commands.queue(
        manager,
        "import_products",
        about=None,
        body=ImportBody(parts=number, dry_run=dry_run),
        operation_id=import_id,
        import_id=str(import_id),
    )


@router.get("/{import_id}/rows", response_model=ImportedRowPageView, responses=documented(InvalidCursor))
async def list_imported_rows(
    manager: OpsManager,
    import_id: UUID,
    backend: Backend,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> ImportedRowPageView:
    """What came of the rows that are done, in their order, at most 500 a page."""
    return await backend.list_imported_rows(manager, import_id, cursor)
