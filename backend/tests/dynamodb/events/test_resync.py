"""An order's events can be told again from its timeline."""

from __future__ import annotations

import asyncio
import uuid

import pytest
from backend_testing.driver import Driver
from backend_testing.listener import Listener

from backend.events.resync import resync
from backend.events.settings import EventsSettings
from tests.processes.process import ServerProcess

pytestmark = pytest.mark.dynamodb


async def test_what_is_told_again_is_what_was_told(
    backend: Driver, workers: ServerProcess, listener: Listener, events_settings: EventsSettings
) -> None:
    """The same ids, the same words, in the same order, though the order has moved on since."""
    product_id = await backend.stocked(10)
    order_id = await backend.placed({product_id: 3})
    shipped = (await backend.ship(order_id, {product_id: 1}, tracking_number="typo")).json()
    shipment_id = shipped["shipments"][0]["shipment_id"]
    await backend.edit_shipment(order_id, shipment_id, tracking_number="1Z")
    await backend.close(order_id)
    await asyncio.to_thread(workers.start)

    async def heard(count: int) -> list[object]:
        async with asyncio.timeout(20):
            while True:
                await asyncio.to_thread(listener.drain_bus)
                own = [event for event in listener.from_bus if event.get("order_id") == order_id]
                if len(own) >= count:
                    return list(own)
                await asyncio.sleep(0.05)

    told = await heard(4)
    await asyncio.to_thread(workers.stop)
    assert await resync(events_settings, [order_id]) == []
    assert (await heard(8))[4:] == told


async def test_an_order_that_is_not_there_is_said(backend: Driver, events_settings: EventsSettings) -> None:
    """Nothing is published for it, and the others are told."""
    unknown = str(uuid.uuid4())
    assert await resync(events_settings, [unknown]) == [f"order {unknown}: there is none"]
