"""A CSV file in parts, while it comes: nothing of it is kept but the part that is being filled."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator
from typing import NamedTuple

from chassis.problems import BodyTooLarge
from ops_bff.problems import CsvUnreadable

MOST_ROWS_OF_A_PART, MOST_BYTES_OF_A_PART = 500, 64 * 1024
LONGEST_RECORD_BYTES = 32 * 1024
MOST_ROWS = 100_000


class CsvPart(NamedTuple):
    """So many whole `rows` of the file, below its header; `first_row` counts from 1 behind the header."""

    header: str
    text: str
    first_row: int
    rows: int


async def csv_parts(file: AsyncIterable[bytes]) -> AsyncIterator[CsvPart]:
    """The file's parts in their order. Raises CsvUnreadable and BodyTooLarge."""
    header: str | None = None
    rows: list[str] = []
    size, first_row = 0, 1
    async for record in _records(file):
        try:
            text = record.decode("utf-8")
        except UnicodeDecodeError:
            raise _wrong("The file is not UTF-8.") from None
        if not text.strip():
            continue
        if header is None:
            header = text.strip()
            continue
        if first_row + len(rows) > MOST_ROWS:
            raise BodyTooLarge(f"A file has at most {MOST_ROWS} rows.")
        if rows and (len(rows) == MOST_ROWS_OF_A_PART or size + len(record) > MOST_BYTES_OF_A_PART):
            yield CsvPart(header, "".join(rows), first_row, len(rows))
            first_row += len(rows)
            rows, size = [], 0
        rows.append(text)
        size += len(record)
    if header is None or not rows:
        raise _wrong("The file has a header and at least one row.")
    yield CsvPart(header, "".join(rows), first_row, len(rows))


async def _records(file: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """A record ends with a line outside of quotes: there, so far, were as many quotes as end them (RFC 4180)."""
    record = b""
    async for chunk in file:
        lines = chunk.split(b"\n")
        for line in lines[:-1]:
            record += line + b"\n"
            if record.count(b'"') % 2 == 0:
                yield record
                record = b""
        record += lines[-1]
        if len(record) > LONGEST_RECORD_BYTES:
            raise _wrong("A row is too long, or a quote is not closed.")
    if record:
        yield record


def _wrong(detail: str) -> CsvUnreadable:
    error = {"pointer": "", "code": "csv", "detail": detail}
    return CsvUnreadable(detail, errors=[error])
