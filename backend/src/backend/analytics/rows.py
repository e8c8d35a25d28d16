"""An event as a row, and rows as a file. The only code that knows pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from backend.events.event import OrderClosed, OrderEvent, OrderPlaced, ProductEvent, TrimmedEvent

_MOMENT = pa.timestamp("ms", tz="UTC")
SCHEMA = pa.schema(
    [
        ("event_id", pa.string()),
        ("type", pa.string()),
        ("happened_at", _MOMENT),
        ("subject", pa.string()),
        ("version", pa.int64()),
        ("actor", pa.string()),
        ("customer_id", pa.string()),
        ("status", pa.string()),
        ("placed_at", _MOMENT),
        ("amount_minor", pa.int64()),
        ("currency", pa.string()),
        (
            "lines",
            pa.list_(
                pa.struct(
                    [
                        ("product_id", pa.string()),
                        ("sku", pa.string()),
                        ("name", pa.string()),
                        ("quantity", pa.int64()),
                        ("amount_minor", pa.int64()),
                    ]
                )
            ),
        ),
        ("sku", pa.string()),
        ("name", pa.string()),
        ("available", pa.int64()),
        ("body", pa.string()),
    ]
)
"""`version` is an order's version or a product's revision; `lines` what was ordered, or of which units were released;
`body` the event as it came, for what has no column yet."""

Row = Mapping[str, Any]


def row(event: OrderEvent | ProductEvent | TrimmedEvent) -> Row:
    """The same event makes the same row, and belongs into the same partition, however often it comes."""
    found: dict[str, Any] = {
        "event_id": event.event_id,
        "type": event.type,
        "happened_at": event.at,
        "subject": event.subject,
        "body": event.model_dump_json(),
    }
    match event:
        case OrderEvent():
            found |= {
                "version": event.version,
                "actor": event.actor,
                "customer_id": event.customer_id,
                "status": event.status.value,
                "placed_at": event.placed_at,
                "amount_minor": event.total.amount_minor,
                "currency": event.total.currency,
            }
            if isinstance(event, OrderPlaced):
                found["lines"] = [
                    {
                        "product_id": line.product_id,
                        "sku": line.sku,
                        "name": line.name,
                        "quantity": line.quantity,
                        "amount_minor": line.unit_price.amount_minor * line.quantity,
                    }
                    for line in event.lines
                ]
            elif isinstance(event, OrderClosed):
                found["lines"] = [
                    {"product_id": line.product_id, "quantity": line.quantity} for line in event.released
                ]
        case ProductEvent():
            found |= {
                "version": event.revision,
                "status": event.product.status.value,
                "amount_minor": event.product.price.amount_minor,
                "currency": event.product.price.currency,
                "sku": event.product.sku,
                "name": event.product.name,
                "available": event.product.stock.available,
            }
    return found


def partition(found: Row) -> str:
    """The folder that the row belongs into: a function of the event, so that repeats of it meet there."""
    return f"type={found['type']}/date={found['happened_at'].astimezone(UTC).date().isoformat()}"


def encoded(rows: Sequence[Row]) -> bytes:
    """The rows as one Parquet file; it may have none."""
    return _written(pa.Table.from_pylist([dict(each) for each in rows], schema=SCHEMA))


def merged(files: Iterable[bytes]) -> bytes:
    """All rows of these files as one, in their order."""
    return _written(pa.concat_tables([pq.read_table(io.BytesIO(file), schema=SCHEMA) for file in files]))


def event_ids(file: bytes) -> list[str]:
    ids: list[str] = pq.read_table(io.BytesIO(file), columns=["event_id"])["event_id"].to_pylist()
    return ids


def _written(table: pa.Table) -> bytes:
    made = io.BytesIO()
    pq.write_table(table, made, compression="zstd")
    return made.getvalue()
