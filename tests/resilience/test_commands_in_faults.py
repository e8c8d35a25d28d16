"""Changes that staff queue survive whatever stands behind the BFF going away."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Iterator
from typing import Any

import boto3
import pytest

from tests.dynamodb_proxy import DynamoDBProxy
from tests.portals import Portals, accepted, refused
from tests.portals.eventually import eventually
from tests.processes.emulators import aws_emulator_process
from tests.processes.events import Events, events_of
from tests.processes.platform import Platform, platform_on

LATER = {"Prefer": "respond-async"}


@pytest.fixture(scope="module")
def running_events(
    running_proxy: DynamoDBProxy, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Platform, Events]]:
    """A platform of its own, whose ops-bff fills the queue that workers beside it empty."""
    folder = tmp_path_factory.mktemp("queued-changes")
    with pytest.MonkeyPatch.context() as environment:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.setenv(name, "development")
        emulator = aws_emulator_process(folder)
        port, bus = emulator.url.rpartition(":")[2], f"test-{uuid.uuid4().hex[:12]}"
        with (
            platform_on(running_proxy.url, folder, AWS_EMULATOR_PORT=port, EVENT_BUS=bus) as platform,
            events_of(platform, folder, aws_emulator=emulator) as events,
        ):
            yield platform, events


@pytest.fixture
async def olivia(running_events: tuple[Platform, Events]) -> AsyncIterator[Portals]:
    """A manager, and a new customer."""
    async with Portals(running_events[0].addresses) as portals:
        yield portals


async def state(portals: Portals, location: str) -> str:
    return str(accepted(await portals.staff.get(location))["state"])


async def until_succeeded(portals: Portals, location: str) -> None:
    await eventually(lambda: state(portals, location), "SUCCEEDED")


async def test_with_the_backend_away_changes_are_taken_and_made_when_it_returns(
    olivia: Portals, running_events: tuple[Platform, Events]
) -> None:
    """202 at once, QUEUED by its Location meanwhile, and each made once afterwards, in their order."""
    platform, events = running_events
    product = accepted(await olivia.create_product(stock=10), 201)
    order = accepted(await olivia.place_order({product["product_id"]: 2}), 201)
    events.workers.stop()
    platform.backend.kill()
    address = f"/api/orders/{order['order_id']}/status"
    locations = []
    for status in ("SHIPPED", "DELIVERED"):
        answer = await olivia.staff.patch(address, json={"status": status}, headers=LATER)
        assert accepted(answer, 202)["state"] == "QUEUED"
        locations.append(answer.headers["Location"])
    refused(await olivia.staff_order(order), 503)
    assert [await state(olivia, location) for location in locations] == ["QUEUED", "QUEUED"]
    platform.backend.start()
    events.workers.start()
    for location in locations:
        await until_succeeded(olivia, location)
    stood = accepted(await olivia.staff_order(order))
    assert [entry["type"] for entry in stood["timeline"]] == [
        "order.placed",
        "order.shipped",
        "order.delivered",
    ]


async def test_with_the_database_away_no_command_is_given_up(
    olivia: Portals, proxy: DynamoDBProxy, running_events: tuple[Platform, Events]
) -> None:
    """For longer than its tries would last it waits, counted as one delivery; then it is done."""
    product = accepted(await olivia.create_product(stock=10), 201)
    _, events = running_events
    events.workers.pause()
    stock = {"stock_adjustment": {"delta": 5, "reason": "delivery"}}
    answer = await olivia.staff.patch(
        f"/api/products/{product['product_id']}", json=stock, headers={**LATER, "If-Match": '"1"'}
    )
    location = answer.headers["Location"]
    with proxy.refusing():
        events.workers.resume()
        await asyncio.sleep(8)
    await until_succeeded(olivia, location)
    assert accepted(await olivia.staff_product(product))["stock"]["received"] == 15
    sqs: Any = boto3.client("sqs", endpoint_url=events.aws_emulator.url, region_name="us-east-1")
    dead = sqs.get_queue_url(QueueName=f"{events.bus}-ops-commands-dead-letters.fifo")["QueueUrl"]
    counted = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["ApproximateNumberOfMessages"])
    sqs.close()
    assert json.loads(counted["Attributes"]["ApproximateNumberOfMessages"]) == 0
