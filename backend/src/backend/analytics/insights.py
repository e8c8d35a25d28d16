"""What can be asked of the events, worked out by DuckDB over the files and kept as items that anybody reads.

The queries are the views of `views/`, one a file: they are run on Snowflake too, so they say nothing that only one of
the two understands; what has to differ is `order_lines`.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.dataset
import pyarrow.fs

from backend.analytics.files import live, part_named
from backend.analytics.rows import SCHEMA
from backend.clock import timestamp, utc_now
from backend.insights.queries import GROUP
from backend.persistence.items import InsightItem, to_wire

if TYPE_CHECKING:
    from backend.analytics.stores import Store
    from backend.persistence.dynamo import Dynamo

VIEWS = Path(__file__).with_name("views")
MOST_SECONDS = 30.0
MOST_MEMORY = "512MB"
KEPT_DAYS = 90
"""So far back insights look. Files of earlier days are not read."""

QUESTIONS = {
    "orders_by_day": "SELECT * FROM orders_by_day WHERE day >= $since ORDER BY day DESC, currency",
    "top_products": "SELECT * FROM top_products ORDER BY units DESC, sku, currency LIMIT 100",
    "time_to_ship": "SELECT * FROM time_to_ship WHERE day >= $since ORDER BY day DESC",
    "cancellation_rate": "SELECT * FROM cancellation_rate WHERE day >= $since ORDER BY day DESC",
    "stock_outs": "SELECT * FROM stock_outs ORDER BY out_at DESC, sku LIMIT 500",
}


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to each question, as of when the files were listed."""

    as_of: datetime
    answers: Mapping[str, Sequence[Mapping[str, Any]]]


class TookTooLong(Exception):
    """A query was ended before its end."""


class Insights:
    """Over one store, whose files pyarrow reads: in a folder and in a bucket alike."""

    def __init__(self, store: Store, address: str, *, endpoint_url: str | None, region: str) -> None:
        self._store = store
        self._seen: list[str] | None = None
        if address.startswith("s3://"):
            options = {"endpoint_override": endpoint_url} if endpoint_url else {}
            self._files: Any = pyarrow.fs.S3FileSystem(region=region, **options)
            self._root = address.removeprefix("s3://").strip("/")
        else:
            self._files, self._root = pyarrow.fs.LocalFileSystem(), address

    async def worked_out(self, now: datetime | None = None) -> Found | None:
        """None when no file has been added since the last time. Raises TookTooLong."""
        now = now or utc_now()
        since = now.astimezone(UTC).date() - timedelta(days=KEPT_DAYS)
        names = await asyncio.to_thread(self._names, since)
        if names == self._seen:
            return None
        answers = await asyncio.to_thread(self._ask, names, since)
        self._seen = names
        return Found(now, answers)

    def _names(self, since: date) -> list[str]:
        """The files that count, of the days that are looked at."""
        partitions: dict[str, list[Any]] = {}
        for stored in self._store.names():
            folder = stored.name.rpartition("/")[0]
            part = part_named(stored.name)
            if part and folder.rpartition("date=")[2] >= since.isoformat():
                partitions.setdefault(folder, []).append(part)
        return [f"{folder}/{part.name}" for folder in sorted(partitions) for part in live(partitions[folder])]

    def _ask(self, names: Sequence[str], since: date) -> dict[str, list[dict[str, Any]]]:
        events = pyarrow.dataset.dataset(
            [f"{self._root}/{name}" for name in names],
            schema=SCHEMA,
            format="parquet",
            filesystem=self._files,
        )
        with opened(events) as database:
            limit = threading.Timer(MOST_SECONDS, database.interrupt)
            limit.start()
            try:
                return {
                    question: _rows(database.execute(query, {"since": since} if "$since" in query else None))
                    for question, query in QUESTIONS.items()
                }
            except duckdb.InterruptException as error:
                raise TookTooLong(f"more than {MOST_SECONDS:g} s") from error
            finally:
                limit.cancel()


def opened(events: Any) -> duckdb.DuckDBPyConnection:
    """A database in memory with the views over `events`, which may be whatever DuckDB reads."""
    database = duckdb.connect(
        config={"threads": 1, "memory_limit": MOST_MEMORY, "enable_external_access": "false"}
    )
    database.execute("SET TimeZone = 'UTC'")
    database.register("events", events)
    for view in sorted(VIEWS.glob("*.sql"), key=lambda path: (path.stem != "order_lines", path.stem)):
        database.execute(view.read_text())
    return database


async def keep(found: Found, dynamo: Dynamo, table: str) -> None:
    """One item a question; what was there is replaced."""
    for question, rows in found.answers.items():
        values = {
            "item_group": GROUP,
            "item_key": question,
            "as_of": timestamp(found.as_of),
            "rows": json.dumps(rows, default=_text, separators=(",", ":")),
        }
        await dynamo.transact_write([{"Put": {"TableName": table, "Item": to_wire(InsightItem, values)}}])


def _rows(answered: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    columns = [column[0] for column in answered.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in answered.fetchall()]


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return timestamp(value)
    if isinstance(value, date):
        return value.isoformat()
    return float(value)  # a Decimal: of ratios and hours, never of money
