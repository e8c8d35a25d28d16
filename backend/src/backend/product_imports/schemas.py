"""Imports on the wire."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from backend.product_imports.domain.row import Outcome, Part
from backend.schemas import WHOLE, Request, View

MOST_PARTS = 10_000
RowNumber = Annotated[int, Field(strict=True, ge=1, le=10_000_000), WHOLE]


class ImportPartRequest(Request):
    """Some rows of a CSV file, at most 500, whole and in their order, below the header of the file."""

    header: str = Field(max_length=4_000)
    text: str = Field(max_length=200_000)
    first_row: RowNumber
    rows: Annotated[int, Field(strict=True, ge=1, le=500), WHOLE]

    def to_part(self, import_id: str, number: int) -> Part:
        return Part(import_id, number, self.header, self.text, self.first_row)


class ImportCommand(Request):
    """What the command to import says."""

    parts: Annotated[int, Field(strict=True, ge=1, le=MOST_PARTS)]
    dry_run: bool


class ImportedRowView(View):
    """What came of a row, or in a dry run would come of it."""

    number: int = Field(description="Counted from 1 behind the header.")
    sku: str
    outcome: Outcome
    problems: list[str]


class ImportedRowPageView(View):
    """What came of some rows, in their order. `next_cursor` leads to more; null at the end of what is done."""

    items: list[ImportedRowView]
    next_cursor: str | None


def file_errors(problems: list[str]) -> list[dict[str, Any]]:
    """The errors of a file that cannot be read."""
    return [{"pointer": "", "code": "csv", "detail": problem} for problem in problems[:10]]
