"""Events as rows, and rows as files."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pyarrow.parquet as pq
from backend_testing.samples import order

from backend.analytics.rows import SCHEMA, encoded, event_ids, merged, partition, row
from backend.events.event import EVENT, OrderClosed, TrimmedEvent
from backend.events.order_history import events_of


def test_an_order_is_a_row() -> None:
    """With its lines and amounts, and the event as it came beside them."""
    (placed,) = events_of(order())
    made = row(placed)
    assert partition(made) == f"type=order.placed/date={placed.at.date().isoformat()}"
    (read,) = pq.read_table(io.BytesIO(encoded([made]))).to_pylist()
    assert (read["event_id"], read["happened_at"], read["amount_minor"]) == (
        placed.event_id,
        placed.at,
        placed.total.amount_minor,
    )
    assert sum(line["amount_minor"] for line in read["lines"]) == placed.total.amount_minor
    assert EVENT.validate_json(read["body"]) == placed
    assert (read["sku"], read["available"]) == (None, None)


def test_what_closing_releases_is_in_its_row() -> None:
    """As units of products; what they cost stands where they were ordered."""
    (placed,) = events_of(order())
    closed = OrderClosed.model_validate(
        placed.model_dump(exclude={"type", "lines"})
        | {"event_id": "a:2", "version": 2, "released": [{"product_id": "p", "quantity": 2}]}
    )
    (read,) = pq.read_table(io.BytesIO(encoded([row(closed)]))).to_pylist()
    assert read["type"] == "order.closed"
    (line,) = read["lines"]
    assert (line["product_id"], line["quantity"], line["amount_minor"]) == ("p", 2, None)


def test_a_trimmed_event_is_a_row() -> None:
    """What is too large for the bus still counts."""
    at = datetime(2026, 11, 25, 23, 59, 59, 999000, tzinfo=UTC)
    made = row(TrimmedEvent(event_id="a:1", type="order.placed", at=at, subject="a"))
    assert partition(made) == "type=order.placed/date=2026-11-25"
    (read,) = pq.read_table(io.BytesIO(encoded([made]))).to_pylist()
    assert (read["event_id"], read["subject"], read["lines"]) == ("a:1", "a", None)


def test_files_are_merged_in_order() -> None:
    """All rows, one after another, of one schema; a file may have none."""
    (placed,) = events_of(order())
    files = [encoded([{**row(placed), "event_id": f"a:{n}"}]) for n in range(3)]
    whole = merged([files[0], encoded([]), files[1], files[2]])
    assert event_ids(whole) == ["a:0", "a:1", "a:2"]
    assert pq.read_schema(io.BytesIO(whole)).equals(SCHEMA)
