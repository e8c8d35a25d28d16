"""What can be asked of the events, worked out by DuckDB over the files and kept as items that anybody reads.

The queries are the views of `views/`, one a file: they are run on Snowflake too, so they say nothing that only one of
the two understands; what has to differ is `order_lines`.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.dataset
import pyarrow.fs

from backend.analytics.files import live, part_named
from backend.analytics.rows import SCHEMA
from backend.clock import timestamp, utc_now
from backend.insights.period import MOST_DAYS
from backend.insights.queries import GROUP, LATEST, group_of
from backend.persistence.items import InsightItem, Item, to_wire

if TYPE_CHECKING:
    from backend.analytics.stores import Store
    from backend.persistence.dynamo import Dynamo

VIEWS = Path(__file__).with_name("views")
MOST_SECONDS = 30.0
MOST_MEMORY = "512MB"
_AT_ONCE = 10
"""Items in one write: a write has 4 MB."""
LOOK_BACK_DAYS = MOST_DAYS
"""Days, today among them, whose files are read; what was kept of earlier days stays as it is."""
MOST_A_DAY = 300
"""Products, or stock-outs, that are kept of one day: an item of DynamoDB has 400 KB."""

QUESTIONS = {
    "orders_by_day": "SELECT * FROM orders_by_day WHERE day >= $since ORDER BY day, currency",
    "top_products": "SELECT * FROM top_products WHERE day >= $since "
    "QUALIFY row_number() OVER (PARTITION BY day ORDER BY units DESC, sku, currency) <= $most "
    "ORDER BY day, units DESC, sku, currency",
    "time_to_ship": "SELECT * FROM time_to_ship WHERE day >= $since ORDER BY day",
    "cancellation_rate": "SELECT * FROM cancellation_rate WHERE day >= $since ORDER BY day",
    "stock_outs": "SELECT * FROM stock_outs WHERE day >= $since "
    "QUALIFY row_number() OVER (PARTITION BY day ORDER BY out_at DESC, sku) <= $most "
    "ORDER BY day, out_at DESC, sku",
}
"""Each answers rows by day, those of one day together."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to each question by day, as JSON, as of when the files were listed. Days without rows are left out."""

    as_of: datetime
    answers: Mapping[str, Mapping[str, str]]


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
        since = now.astimezone(UTC).date() - timedelta(days=LOOK_BACK_DAYS - 1)
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

    def _ask(self, names: Sequence[str], since: date) -> dict[str, dict[str, str]]:
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
                    question: _by_day(database.execute(query, _given(query, since)))
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


class KeptInsights:
    """The items that the backend reads: one for each question and day."""

    def __init__(self, dynamo: Dynamo, table: str) -> None:
        self._dynamo, self._table = dynamo, table
        self._kept: dict[tuple[str, str], bytes] = {}
        """Digests of what was kept, so that of a year only the days that have changed are written."""

    async def keep(self, found: Found) -> None:
        """The days first: what says that they are kept comes last."""
        as_of = timestamp(found.as_of)
        changed = [
            (question, day, rows)
            for question, days in found.answers.items()
            for day, rows in days.items()
            if self._kept.get((question, day)) != _digest(rows)
        ]
        for first in range(0, len(changed), _AT_ONCE):
            part = changed[first : first + _AT_ONCE]
            await self._write(
                [self._item(group_of(question), day, as_of, rows) for question, day, rows in part]
            )
            self._kept |= {(question, day): _digest(rows) for question, day, rows in part}
        await self._write([self._item(GROUP, LATEST, as_of, "[]")])

    async def _write(self, items: list[Item]) -> None:
        await self._dynamo.transact_write(
            [{"Put": {"TableName": self._table, "Item": item}} for item in items]
        )

    def _item(self, group: str, key: str, as_of: str, rows: str) -> Item:
        return to_wire(InsightItem, {"item_group": group, "item_key": key, "as_of": as_of, "rows": rows})


def _given(query: str, since: date) -> dict[str, Any]:
    """DuckDB refuses what a query does not ask for."""
    values = {"since": since, "most": MOST_A_DAY}
    return {name: value for name, value in values.items() if f"${name}" in query}


def _digest(rows: str) -> bytes:
    return blake2b(rows.encode(), digest_size=8).digest()


def _by_day(answered: duckdb.DuckDBPyConnection) -> dict[str, str]:
    columns = [column[0] for column in answered.description or ()]
    which = columns.index("day")
    days = {}
    for day, rows in groupby(_each(answered), key=itemgetter(which)):
        named = [dict(zip(columns, row, strict=True)) for row in rows]
        days[day.isoformat()] = json.dumps(named, default=_text, ensure_ascii=False, separators=(",", ":"))
    return days


def _each(answered: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := answered.fetchmany(1000):
        yield from rows


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return timestamp(value)
    if isinstance(value, date):
        return value.isoformat()
    return float(value)  # a Decimal: of ratios and hours, never of money
