"""`python -m backend.persistence.create_tables` makes the tables that are missing, and changes none that are there."""

from __future__ import annotations

import sys

from pynamodb.exceptions import PynamoDBException
from pynamodb.models import Model

from backend.persistence.tables import OperationsTable, OrdersTable, ProductsTable
from backend.settings import TableSettings
from chassis.settings import from_environment


def create_tables(settings: TableSettings) -> list[str]:
    """Create what is missing, on demand, and with their streams or their expiry; the names of those made."""
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
    return made


if __name__ == "__main__":
    try:
        made = create_tables(from_environment(TableSettings))
    except PynamoDBException as error:
        sys.exit(f"The tables could not be made: {error.msg}")
    print(f"created {', '.join(made)}" if made else "the tables are there already")
