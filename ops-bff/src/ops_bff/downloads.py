"""Files that the backend writes and that go through here as they come."""

from __future__ import annotations

from typing import Any

from fastapi.responses import Response

from chassis.streamed import StreamedResponse
from chassis.upstream import AnswerStream

DOCUMENTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The table as CSV (RFC 4180, UTF-8), its first row naming the columns. Text that a spreadsheet "
        "program would run as a formula has an apostrophe before it. What breaks off is not the whole table.",
        "content": {"text/csv": {"schema": {"type": "string"}}},
    }
}


class CsvResponse(Response):
    """How the OpenAPI document knows it."""

    media_type = "text/csv"


def download(stream: AnswerStream, filename: str) -> StreamedResponse:
    """What the backend sends, under that name. When the backend is cut off, so is the download."""
    return StreamedResponse(
        stream.parts(),
        media_type=stream.headers["Content-Type"],
        headers={"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "no-store"},
    )
