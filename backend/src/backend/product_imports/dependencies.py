"""Imports, for one request."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from backend.product_imports.queries import ListImportedRows
from backend.product_imports.repository import DynamoImports


async def _imports(request: Request) -> DynamoImports:
    imports: DynamoImports = request.app.state.imports
    return imports


async def _list_imported_rows(request: Request) -> ListImportedRows:
    return ListImportedRows(request.app.state.imports, request.app.state.cursors)


AllImports = Annotated[DynamoImports, Depends(_imports)]
ToListImportedRows = Annotated[ListImportedRows, Depends(_list_imported_rows)]
