"""`python -m backend.persistence.create_tables` makes the tables that are missing. Of those that are there it changes
nothing, but that it switches on a stream that they lack."""

from __future__ import annotations

import sys

from pynamodb.connection import Connection
from pynamodb.exceptions import PynamoDBException
from pynamodb.models import Model

from backend.persistence.tables import OperationsTable, OrdersTable, ProductsTable
from backend.settings import TableSettings
from chassis.settings import from_environment


def create_tables(settings: TableSettings) -> list[str]:
    """Create what is missing, on demand, with their streams and their expiry; the names of those made or changed."""
    made = []
    tables: list[tuple[type[Model], str]] = [
        (OrdersTable, settings.orders_table),
        (ProductsTable, settings.products_table),
        (OperationsTable, settings.operations_table),
    ]
    for table, name in tables:
        meta = table.Meta
        meta.table_name, meta.region, meta.host = name, settings.aws_region, settings.dynamodb_endpoint_url
        if not table.exists():
            table.create_table(wait=True)
            made.append(name)
        elif _switch_on_stream(table):
            made.append(f"the stream of {name}")
    return made


def _switch_on_stream(table: type[Model]) -> bool:
    """Whether it was off: a table of an earlier release may have none."""
    meta = table.Meta
    connection = Connection(region=meta.region, host=meta.host)
    described = connection.dispatch("DescribeTable", {"TableName": meta.table_name})["Table"]
    if described.get("StreamSpecification", {}).get("StreamEnabled"):
        return False
    stream = {"StreamEnabled": True, "StreamViewType": meta.stream_view_type}
    connection.dispatch("UpdateTable", {"TableName": meta.table_name, "StreamSpecification": stream})
    return True


if __name__ == "__main__":
    try:
        made = create_tables(from_environment(TableSettings))
    except PynamoDBException as error:
        sys.exit(f"The tables could not be made: {error.msg}")
    print(f"created {', '.join(made)}" if made else "the tables are there already")
