"""Exports: what the backend writes goes through as it comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
import respx

from chassis.streamed import BrokenOff

TABLES = ("products", "orders")
ANSWER = {"Content-Type": "text/csv; charset=utf-8; header=present"}
Made = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("table", TABLES)
async def test_a_table_is_downloaded(oli: httpx.AsyncClient, backend: respx.Router, table: str) -> None:
    """Byte for byte what the backend says, as a file with a name, for no cache."""
    backend.get(f"/{table}/export").respond(content=b"sku,name\r\nA,\xc3\xa9\r\n", headers=ANSWER)
    answer = await oli.get(f"/api/{table}/export")
    assert (answer.status_code, answer.content) == (200, b"sku,name\r\nA,\xc3\xa9\r\n")
    assert answer.headers["Content-Type"] == ANSWER["Content-Type"]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{table}.csv"'
    assert answer.headers["Cache-Control"] == "no-store"


async def test_the_filter_reaches_the_backend(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """The same filter as of the list."""
    route = backend.get("/orders/export").respond(content=b"", headers=ANSWER)
    query = {
        "status": ["PROCESSING", "SHIPPED"],
        "customer_id": "ann",
        "tracking_number": "1Z 9&9",
        "placed_from": "2026-11-01T00:00:00+02:00",
        "placed_before": "2026-12-01T00:00:00Z",
    }
    assert (await oli.get("/api/orders/export", params=query)).status_code == 200
    sent = route.calls.last.request.url.params
    assert sent.get_list("status") == ["PROCESSING", "SHIPPED"]
    assert {name: sent[name] for name in ("customer_id", "tracking_number")} == {
        "customer_id": "ann",
        "tracking_number": "1Z 9&9",
    }
    assert sent["placed_from"] == "2026-11-01T00:00:00+02:00"
    assert sent["placed_before"] == "2026-12-01T00:00:00+00:00"


@pytest.mark.parametrize("table", TABLES)
async def test_a_backend_that_is_away_is_told_before_anything_is_sent(
    oli: httpx.AsyncClient, backend: respx.Router, table: str
) -> None:
    """A 503 with Retry-After, and no file."""
    backend.get(f"/{table}/export").respond(503, headers={"Retry-After": "3"})
    answer = await oli.get(f"/api/{table}/export")
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
    assert answer.headers["Retry-After"] == "3"


async def test_a_refusal_is_passed_on(oli: httpx.AsyncClient, backend: respx.Router, a_refusal: Made) -> None:
    """What the backend refuses instead of beginning is a problem as of any route."""
    backend.get("/orders/export").respond(**a_refusal(422, "validation_failed"))
    answer = await oli.get("/api/orders/export")
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")


async def test_a_cut_table_is_cut_off(oli: httpx.AsyncClient, backend: respx.Router) -> None:
    """When the backend breaks off, the server is told to do the same: no end is sent, and nothing is asked again."""

    class Cut(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield b"sku,name\r\n"
            raise httpx.ReadError("cut")

    route = backend.get("/products/export").mock(
        return_value=httpx.Response(200, headers=ANSWER, stream=Cut())
    )
    with pytest.raises(BrokenOff):
        await oli.get("/api/products/export")
    assert route.call_count == 1
