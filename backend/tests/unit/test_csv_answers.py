"""Tables as CSV, written while they are read."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncGenerator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.csv_answers import PAGE_SECONDS, Row, csv_answer, written
from backend.persistence.dynamo import DatabaseAway
from chassis.context import RequestContext, current_request, remaining_seconds
from chassis.spreadsheet_cells import restored

COLUMNS = ("name", "units", "url")


async def body(pages: AsyncGenerator[list[Row], None]) -> bytes:
    answer = await csv_answer(COLUMNS, pages, "parcels.csv")
    return b"".join([part async for part in answer.parts])


async def made(*pages: list[Row] | Exception) -> AsyncGenerator[list[Row], None]:
    for page in pages:
        if isinstance(page, Exception):
            raise page
        yield page


async def test_a_table_is_rfc_4180() -> None:
    """A header, CRLF behind every line, quotes where they are needed, UTF-8, and nothing for nothing."""
    pages = made([("Ada", 2, None)], [], [('say "hi", é\nthere', 0, "/a.svg")])
    assert await body(pages) == (b'name,units,url\r\nAda,2,\r\n"say ""hi"", \xc3\xa9\nthere",0,/a.svg\r\n')


async def test_an_empty_table_has_its_columns() -> None:
    """Nothing to list is a header alone."""
    assert await body(made()) == b"name,units,url\r\n"
    assert await body(made([])) == b"name,units,url\r\n"


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1))
def test_cells_come_back_and_none_is_a_formula(texts: list[str]) -> None:
    """Whatever people typed, it reads back as it was; and no cell begins as a spreadsheet's formula does."""
    (cells,) = csv.reader(io.StringIO(written([texts]).decode(), newline=""))
    assert [restored(cell) for cell in cells] == texts
    assert not any(cell[0] in "=+-@\t\r\n" for cell in cells)


async def test_what_stands_in_the_way_of_the_beginning_is_raised() -> None:
    """So that it is answered as a problem, before anything is sent."""
    with pytest.raises(DatabaseAway):
        await csv_answer(COLUMNS, made(DatabaseAway("Query")), "parcels.csv")


async def test_what_fails_half_way_fails_the_answer() -> None:
    """What came is not made to look like the whole."""
    answer = await csv_answer(COLUMNS, made([("a", 1, None)], DatabaseAway("Query")), "parcels.csv")
    assert await anext(answer.parts) == b"name,units,url\r\na,1,\r\n"
    with pytest.raises(DatabaseAway):
        await anext(answer.parts)


async def test_a_table_may_take_longer_than_its_request() -> None:
    """Each page is due on its own: none finds that the request's time is over."""
    left: list[float] = []

    async def slow() -> AsyncGenerator[list[Row], None]:
        for _ in range(4):
            left.append(remaining_seconds())
            await asyncio.sleep(0.05)
            yield [("a", 1, None)]

    deadline = asyncio.get_running_loop().time() + 0.1
    token = current_request.set(RequestContext("r", "a" * 32, "p", deadline))
    try:
        assert (await body(slow())).count(b"\r\n") == 5
    finally:
        current_request.reset(token)
    assert left[0] <= 0.1
    assert min(left[1:]) > PAGE_SECONDS - 0.1
