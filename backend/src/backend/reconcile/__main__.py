"""`python -m backend.reconcile` reads both tables and proves that no unit of stock is lost or sold twice.

Exit code 0: all is well. 1: there are differences, each on a line of its own. 2: the tables could not be read.

Orders may be placed while it reads; a sale between the two reads would look like a difference. So differences count
only if the next reading shows the very same.
"""

from __future__ import annotations

import asyncio
import sys

from backend.orders.item import from_item, tracking_keys
from backend.persistence.dynamo import DatabaseError, Dynamo, open_dynamo
from backend.products.repository import DynamoProducts
from backend.reconcile.ledger import Difference, Ledger
from backend.settings import TableSettings
from chassis.context import begin_work
from chassis.settings import from_environment

_READINGS = 5
READING_SECONDS = 3600.0
"""Of one reading of both tables, however many orders there are."""


async def read_ledger(dynamo: Dynamo, settings: TableSettings) -> Ledger:
    """Every item of both tables, in a ledger."""
    begin_work(READING_SECONDS)
    ledger = Ledger()
    async for item in dynamo.scan(settings.orders_table, ConsistentRead=True):
        if "tracking_number" in item:
            ledger.add_pointer(item["order_id"]["S"])
        else:
            order = from_item(item)
            ledger.add_order(order, set(tracking_keys(order)))
    async for product in DynamoProducts(dynamo, table=settings.products_table).all():
        ledger.add_product(product)
    return ledger


async def reconcile(settings: TableSettings) -> tuple[Ledger, list[Difference]]:
    """The last ledger read, and the differences that no sale in between explains."""
    dynamo, session = open_dynamo(
        endpoint_url=settings.dynamodb_endpoint_url, region=settings.aws_region, connections=4
    )
    async with session:
        ledger = await read_ledger(dynamo, settings)
        lasting = set(ledger.differences())
        for _ in range(_READINGS - 1):
            if not lasting:
                break
            ledger = await read_ledger(dynamo, settings)
            lasting &= set(ledger.differences())
        return ledger, sorted(lasting)


def main() -> int:
    """Print the result for people; the exit code for programs."""
    try:
        ledger, differences = asyncio.run(reconcile(from_environment(TableSettings)))
    except DatabaseError as error:
        print(f"The tables could not be read: {str(error) or type(error).__name__}", file=sys.stderr)
        return 2
    for difference in differences:
        print(difference)
    print(f"{ledger.orders} orders, {ledger.products} products: {len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
