"""Files of products on their way to the backend: cut while they come, in whole rows."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
import respx
from fastapi import FastAPI

from chassis.problems import BodyTooLarge
from ops_bff.operations.commands import Commands
from ops_bff.problems import CsvUnreadable
from ops_bff.product_imports.csv_parts import MOST_ROWS, CsvPart, csv_parts

Made = Callable[..., dict[str, Any]]
HEADER = "sku,name,category,price_amount_minor,currency"
CSV = {"Content-Type": "text/csv; charset=utf-8", "Idempotency-Key": "k"}


class PlayedQueue:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    async def send(self, message: str, *, group: str, name: str) -> None:
        self.sent.append(json.loads(message))


@pytest.fixture
def queue(app: FastAPI) -> PlayedQueue:
    queue = PlayedQueue()
    app.state.commands = Commands(queue, app.state.receipts)  # type: ignore[arg-type]  # played
    return queue


async def chunks(data: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


async def parts_of(data: bytes, size: int = 4096) -> list[CsvPart]:
    return [part async for part in csv_parts(chunks(data, size))]


@pytest.mark.parametrize("size", [1, 7, 4096, 10**7])
async def test_parts_are_whole_rows_however_the_bytes_come(size: int) -> None:
    """Quoted line ends do not end a row, empty lines are none, and the last row needs no line end."""
    rows = [f'S{n},"two\nlines, ""and"" é",c,1,USD\r\n' for n in range(1200)]
    file = f"{HEADER}\r\n\r\n{''.join(rows)}LAST,n,c,1,USD".encode()
    parts = await parts_of(file, size)
    assert "".join(part.text for part in parts) == "".join(rows) + "LAST,n,c,1,USD"
    assert [(part.first_row, part.rows) for part in parts] == [(1, 500), (501, 500), (1001, 201)]
    assert {part.header for part in parts} == {HEADER}


@pytest.mark.parametrize("data", [b"", b"a,b\n", b'a,b\n"' + b"x" * 40_000, b"a,b\n\xff\n"])
async def test_what_is_no_file_of_rows_is_refused(data: bytes) -> None:
    """Nothing, a header alone, a quote that does not end, what is not UTF-8."""
    with pytest.raises(CsvUnreadable):
        await parts_of(data)


async def test_a_file_has_an_end() -> None:
    """100,000 rows are taken, and not one more."""
    assert sum(part.rows for part in await parts_of(b"a\n" + b"1\n" * MOST_ROWS)) == MOST_ROWS
    with pytest.raises(BodyTooLarge):
        await parts_of(b"a\n" + b"1\n" * (MOST_ROWS + 1))


async def test_a_file_is_kept_in_parts_and_then_imported(
    oli: httpx.AsyncClient, backend: respx.Router, queue: PlayedQueue
) -> None:
    """The import is named by the key: sent again it is the same; a dry run is another."""
    route = backend.put(path__regex=r"^/product-imports/[^/]+/parts/\d+$").respond(204)
    file = f"{HEADER}\n" + "".join(f"S{n},n,c,1,USD\n" for n in range(501))
    first = await oli.post("/api/products/imports", content=file, headers=CSV)
    again = await oli.post("/api/products/imports", content=file, headers=CSV)
    dry = await oli.post("/api/products/imports?dry_run=true", content=file, headers=CSV)
    assert [answer.status_code for answer in (first, again, dry)] == [202, 202, 202]
    ids = [answer.json()["operation_id"] for answer in (first, again, dry)]
    assert ids[0] == ids[1] != ids[2]
    paths = [call.request.url.path for call in route.calls]
    assert paths[:2] == [f"/product-imports/{ids[0]}/parts/{number}" for number in (0, 1)]
    kept = json.loads(route.calls[1].request.content)
    assert kept == {"header": HEADER, "text": "S500,n,c,1,USD\n", "first_row": 501, "rows": 1}
    assert (queue.sent[2]["kind"], queue.sent[2]["body"]) == (
        "import_products",
        {"parts": 2, "dry_run": True},
    )


async def test_what_the_backend_does_not_keep_is_not_imported(
    oli: httpx.AsyncClient, backend: respx.Router, queue: PlayedQueue, a_refusal: Made
) -> None:
    """A header that cannot be used, or a key of another file, is said; nothing is queued then."""
    route = backend.put(path__regex=r"^/product-imports/")
    for status, code in ((422, "idempotency_key_reused"), (400, "csv_unreadable")):
        route.respond(**a_refusal(status, code))
        answer = await oli.post("/api/products/imports", content="a\n1\n", headers=CSV)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    route.mock(side_effect=httpx.ConnectError("away"))
    assert (await oli.post("/api/products/imports", content="a\n1\n", headers=CSV)).status_code == 503
    assert queue.sent == []


async def test_larger_bodies_come_in_at_this_path_alone(
    oli: httpx.AsyncClient, backend: respx.Router, queue: PlayedQueue
) -> None:
    """Above the 1 MiB of other bodies, below 24 MiB; as CSV, with a key."""
    backend.put(path__regex=r"^/product-imports/").respond(204)
    rows = (HEADER + "\n" + f"S,{'n' * 100},c,1,USD\n" * 20_000).encode()
    assert len(rows) > 2 * 1024 * 1024
    assert (await oli.post("/api/products/imports", content=rows, headers=CSV)).status_code == 202
    assert (await oli.post("/api/products", content=rows, headers=CSV)).status_code == 413
    too_large = await oli.post("/api/products/imports", content=b"x" * (24 * 1024 * 1024 + 1), headers=CSV)
    assert too_large.status_code == 413
    as_json = await oli.post("/api/products/imports", json={}, headers={"Idempotency-Key": "k"})
    assert (as_json.status_code, as_json.json()["code"]) == (415, "unsupported_media_type")
    keyless = await oli.post("/api/products/imports", content=rows, headers={"Content-Type": "text/csv"})
    assert keyless.json()["code"] == "idempotency_key_missing"


async def test_what_came_of_the_rows_is_the_backends(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """Page after page."""
    row = {"number": 1, "sku": "S", "outcome": "wrong", "problems": ["name: too long"]}
    import_id = "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0c01"
    page = {"items": [row], "next_cursor": "x"}
    route = backend.get(f"/product-imports/{import_id}/rows").respond(json=page)
    assert (await oli.get(f"/api/products/imports/{import_id}/rows?cursor=c")).json() == page
    assert dict(route.calls.last.request.url.params) == {"cursor": "c"}
