"""Runs in `tests/warehouse/.venv`: `python played_snowflake.py STORE…` loads each store in turn, as Snowflake would,
and prints after each the answers to the questions on its standard input, as one JSON object."""

from __future__ import annotations

import json
import sys
import warnings
from datetime import date, datetime
from pathlib import Path
from typing import Any

import fakesnow
import snowflake.connector

ANALYTICS = Path(__file__).resolve().parents[2] / "backend" / "src" / "backend" / "analytics"


def main(stores: list[str]) -> None:
    questions: dict[str, str] = json.load(sys.stdin)
    with fakesnow.patch(), warnings.catch_warnings(action="ignore"):
        cursor = snowflake.connector.connect(database="waybill", schema="analytics").cursor()
        cursor.execute("CREATE STAGE waybill_events FILE_FORMAT = (TYPE = PARQUET)")
        views = [ANALYTICS / "snowflake" / "order_lines.sql"]
        views += sorted(path for path in (ANALYTICS / "views").glob("*.sql") if path.stem != "order_lines")
        for number, store in enumerate(stores):
            for path in sorted(Path(store).rglob("*.parquet")):
                # A stage has one folder here: the path becomes the name.
                flat = path.with_name(f"{number}-" + "-".join(path.relative_to(store).parts))
                path.rename(flat)
                cursor.execute(f"PUT file://{flat} @waybill_events AUTO_COMPRESS = FALSE")
            for statement in _statements(ANALYTICS / "snowflake" / "load.sql"):
                cursor.execute(statement)
            for view in views:
                cursor.execute(view.read_text())
            print(
                json.dumps({name: _rows(cursor, query) for name, query in questions.items()}, default=_text)
            )


def _statements(script: Path) -> list[str]:
    lines = [line for line in script.read_text().splitlines() if not line.startswith("--")]
    return [statement for statement in "\n".join(lines).split(";") if statement.strip()]


def _rows(cursor: Any, query: str) -> list[dict[str, Any]]:
    cursor.execute(query)
    columns = [column[0].lower() for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    return float(value)


if __name__ == "__main__":
    main(sys.argv[1:])
