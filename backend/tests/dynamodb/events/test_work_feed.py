"""What is written in Operations, by the real stream and the real relay, in the live feed."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from backend_testing.driver import Driver
from backend_testing.listener import Listener
from backend_testing.passports import manager

from backend.clock import utc_now
from backend.dead_letters.domain.dead_letter import DeadLetter
from backend.events.settings import EventsSettings
from backend.operations.domain.operation import Command, Operation
from backend.operations.repository import DynamoOperations
from backend.persistence.dynamo import Dynamo, open_dynamo
from backend.workers.dead_letters import letters_that_are_told
from chassis.context import begin_work
from tests.processes.process import ServerProcess

pytestmark = [pytest.mark.dynamodb, pytest.mark.process]


@pytest.fixture
async def dynamo(events_settings: EventsSettings) -> AsyncIterator[Dynamo]:
    made, session = open_dynamo(
        endpoint_url=events_settings.dynamodb_endpoint_url, region=events_settings.aws_region, connections=8
    )
    async with session:
        begin_work(60)
        yield made


async def fed(listener: Listener, thing_id: str, count: int) -> list[dict[str, Any]]:
    """The first so many events of the feed that name the thing, once they are there."""
    async with asyncio.timeout(20):
        while True:
            found = [event for event in listener.from_feed() if thing_id in str(event)]
            if len(found) >= count:
                return found
            await asyncio.sleep(0.05)


async def test_work_is_fed_as_it_goes_on_and_not_on_the_bus(
    backend: Driver,
    workers: ServerProcess,
    listener: Listener,
    dynamo: Dynamo,
    events_settings: EventsSettings,
) -> None:
    """A dead letter with its notice, until it is discarded and read; an operation, from its start to its end."""
    await asyncio.to_thread(workers.start)
    table = events_settings.operations_table
    letters = letters_that_are_told(dynamo, table)
    letter = DeadLetter(str(uuid.uuid4()), "ops-commands", "{}", None, utc_now())
    await letters.keep(letter)
    await letters.settle(letter, letter.discarded(by="ops:olivia", at=utc_now()))
    (notice,) = await backend.notices_about(letter.dead_letter_id)
    answer = await backend.http.post(f"/notices/{notice['notice_id']}/reading", headers=manager())
    assert answer.status_code == 200
    operations = DynamoOperations(dynamo, table=table)
    asked = Command(str(uuid.uuid4()), "import_products", "olivia", frozenset(), utc_now(), {}, {})
    begun = Operation.of(asked).begun(utc_now())
    for state in (begun, begun.advanced({"new": 1}, utc_now()), begun.refused({}, utc_now())):
        await operations.record(state)
    told = await fed(listener, letter.dead_letter_id, 4)
    assert sorted(event["type"] for event in told) == [
        "dead_letter.arrived",
        "dead_letter.settled",
        "notice.raised",
        "notice.read",
    ]
    changed = await fed(listener, asked.operation_id, 3)
    assert [(event["state"], event["progress"]) for event in changed] == [
        ("RUNNING", None),
        ("RUNNING", {"new": 1}),
        ("REFUSED", None),
    ]
    product = await backend.stocked()
    async with asyncio.timeout(20):
        while product not in {event.get("product_id") for event in listener.from_bus}:
            await asyncio.to_thread(listener.drain_bus)
    assert {event["type"].partition(".")[0] for event in listener.from_bus} == {"product"}


async def test_the_next_relay_goes_on_behind_the_last(
    workers: ServerProcess, listener: Listener, dynamo: Dynamo, events_settings: EventsSettings
) -> None:
    """Killed, it is followed by one that tells what was written meanwhile, and nothing of long before again."""
    letters = letters_that_are_told(dynamo, events_settings.operations_table)

    async def kept() -> str:
        letter = DeadLetter(str(uuid.uuid4()), "ops-commands", "{}", None, utc_now())
        await letters.keep(letter)
        return letter.dead_letter_id

    await asyncio.to_thread(workers.start)
    early = await kept()
    await fed(listener, early, 2)
    await asyncio.sleep(1)  # its checkpoint is behind it
    await asyncio.to_thread(workers.kill)
    between = await kept()
    await asyncio.to_thread(workers.start)
    await fed(listener, between, 2)
    arrived = [event for event in listener.from_feed() if event["type"] == "dead_letter.arrived"]
    told = [event["dead_letter_id"] for event in arrived if event["dead_letter_id"] in (early, between)]
    assert told == [early, between]


async def test_a_quiet_relay_writes_no_checkpoints(
    workers: ServerProcess, listener: Listener, dynamo: Dynamo, events_settings: EventsSettings
) -> None:
    """The table that it reads has its checkpoints and its lease in it: they do not call for others."""
    letter = DeadLetter(str(uuid.uuid4()), "ops-commands", "{}", None, utc_now())
    await letters_that_are_told(dynamo, events_settings.operations_table).keep(letter)
    await asyncio.to_thread(workers.start)
    await fed(listener, letter.dead_letter_id, 2)
    await asyncio.sleep(1)
    before = await _checkpoints(dynamo, events_settings.operations_table)
    await asyncio.sleep(2)
    assert before
    assert await _checkpoints(dynamo, events_settings.operations_table) == before


async def _checkpoints(dynamo: Dynamo, table: str) -> list[Any]:
    """Of the streams of that table."""
    items, _ = await dynamo.scan_page(
        table,
        FilterExpression="begins_with(item_group, :checkpoints) AND contains(item_group, :table)",
        ExpressionAttributeValues={":checkpoints": {"S": "relay#checkpoints#"}, ":table": {"S": table}},
    )
    return sorted((item["item_key"]["S"], item["sequence_number"]["S"]) for item in items)
