"""Tables as CSV (RFC 4180, UTF-8), written while they are read."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncGenerator, Iterable, Sequence
from typing import Any

from fastapi.responses import Response

from chassis.context import current
from chassis.spreadsheet_cells import defused
from chassis.streamed import StreamedResponse

PAGE_SECONDS = 5.0
"""Each page of an export is due so long after it is asked for, however long the whole takes."""
MEDIA_TYPE = "text/csv; charset=utf-8; header=present"

Cell = str | int | None
Row = Sequence[Cell]
DOCUMENTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The table, its first row naming the columns. Text that a spreadsheet program would run as a "
        "formula has an apostrophe before it. An answer that breaks off is not the whole table.",
        "content": {"text/csv": {"schema": {"type": "string"}}},
    }
}


class CsvResponse(Response):
    """How the OpenAPI document knows it."""

    media_type = "text/csv"


async def csv_answer(
    columns: Sequence[str], pages: AsyncGenerator[Iterable[Row], None], filename: str
) -> StreamedResponse:
    """The table, page by page. What stands in the way of the first page is raised here, and answered as a problem."""
    # Begun outside of the answer, where a refusal can still be told.
    first = await anext(pages, None) or ()
    return StreamedResponse(
        _text(columns, first, pages),
        media_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "no-store"},
    )


async def _text(
    columns: Sequence[str], first: Iterable[Row], pages: AsyncGenerator[Iterable[Row], None]
) -> AsyncGenerator[bytes, None]:
    try:
        yield written([columns, *first])
        while True:
            current().renew(PAGE_SECONDS)
            page = await anext(pages, None)
            if page is None:
                return
            if text := written(page):
                yield text
    finally:
        await pages.aclose()


def written(rows: Iterable[Row]) -> bytes:
    """The rows as lines of CSV. Nothing (None) is an empty cell."""
    lines = io.StringIO()
    writer = csv.writer(lines)  # the dialect is RFC 4180's: commas, CRLF, quotes where they are needed
    writer.writerows([defused(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return lines.getvalue().encode()
