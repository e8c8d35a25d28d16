"""`python -m backend.events.resync ORDER_ID…` publishes all the events of these orders to the bus again.

They are derived from the timeline, so they are the ones that were published before, under the same ids: whoever has
them drops them. The live feed does not repeat them. Exit code 1 names the orders that could not be told.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence

from backend.events.aws import Threads, open_client
from backend.events.bus import Bus
from backend.events.message import Message
from backend.events.order_history import events_of
from backend.events.settings import EventsSettings
from backend.events.underivable import Underivable
from backend.orders.repository import DynamoOrders
from backend.persistence.dynamo import DatabaseError, open_dynamo
from chassis.settings import from_environment


async def resync(settings: EventsSettings, order_ids: Sequence[str]) -> list[str]:
    """Publish the events of these orders; a line for each that could not be told. Returns when the bus has them."""
    dynamo, session = open_dynamo(
        endpoint_url=settings.dynamodb_endpoint_url, region=settings.aws_region, connections=4
    )
    client = open_client("events", endpoint_url=settings.aws_endpoint_url, region=settings.aws_region)
    threads = Threads(4, "bus")
    untold: list[str] = []
    try:
        async with session:
            orders = DynamoOrders(
                dynamo, orders_table=settings.orders_table, products_table=settings.products_table
            )
            bus = Bus(client, threads, settings.event_bus)
            for order_id in order_ids:
                order = await orders.get(order_id)
                if order is None:
                    untold.append(f"order {order_id}: there is none")
                    continue
                try:
                    messages = [Message.of(event) for event in events_of(order)]
                except Underivable as odd:
                    untold.append(str(odd))
                    continue
                await bus.publish(messages)
                print(f"order {order_id}: {len(messages)} events")
    finally:
        threads.close()
        client.close()
    return untold


def main(order_ids: list[str]) -> int:
    if not order_ids:
        print("usage: python -m backend.events.resync ORDER_ID…", file=sys.stderr)
        return 2
    try:
        untold = asyncio.run(resync(from_environment(EventsSettings), order_ids))
    except DatabaseError as error:
        untold = [f"The orders could not be read: {str(error) or type(error).__name__}"]
    for line in untold:
        print(line, file=sys.stderr)
    return 1 if untold else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
