"""One relay at a time, and never none for long."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest

from backend.events.checkpoints import Checkpoint, Checkpoints
from backend.events.feed import Place
from backend.events.lease import Lease, LeaseLost
from backend.persistence.dynamo import Dynamo, open_dynamo
from backend.settings import Settings

pytestmark = pytest.mark.dynamodb


@pytest.fixture
async def dynamo(tables: Settings) -> AsyncIterator[Dynamo]:
    made, session = open_dynamo(
        endpoint_url=tables.dynamodb_endpoint_url, region=tables.aws_region, connections=8
    )
    async with session:
        await made.transact_write(
            [{"Delete": {"TableName": tables.operations_table, "Key": _key()}}]
        )  # each test begins without a holder
        yield made


def _key() -> dict[str, dict[str, str]]:
    return {"item_group": {"S": "relay#lease"}, "item_key": {"S": "relay#lease"}}


def lease(dynamo: Dynamo, tables: Settings, seconds: float = 0.5) -> Lease:
    return Lease(dynamo, tables.operations_table, seconds=seconds)


async def test_it_is_handed_over_at_once(dynamo: Dynamo, tables: Settings) -> None:
    """A holder that ends in order keeps nobody waiting, and says where it left the feed."""
    first, second = lease(dynamo, tables, 60), lease(dynamo, tables, 60)
    assert await first.acquire() is None
    await first.renew(Place(5, 7))
    await first.release(Place(5, 8))
    async with asyncio.timeout(5):
        assert await second.acquire() == Place(5, 8)
    assert second.term == first.term + 1


async def test_whoever_renews_keeps_it(dynamo: Dynamo, tables: Settings) -> None:
    """However long another watches."""
    first, second = lease(dynamo, tables), lease(dynamo, tables)
    await first.acquire()
    waiting = asyncio.create_task(second.acquire())
    for _ in range(12):
        await asyncio.sleep(0.1)
        await first.renew(None)
    assert not waiting.done()
    await asyncio.wait_for(waiting, 5)
    with pytest.raises(LeaseLost):
        await first.renew(None)


async def test_of_many_that_wait_one_gets_it(dynamo: Dynamo, tables: Settings) -> None:
    """They all see it free at the same moment."""
    waiting = [lease(dynamo, tables, 30) for _ in range(6)]
    tasks = [asyncio.create_task(each.acquire()) for each in waiting]
    await asyncio.sleep(1)
    assert sum(task.done() for task in tasks) == 1
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_late_checkpoint_of_a_former_relay_is_refused(dynamo: Dynamo, tables: Settings) -> None:
    """What a later term has written, an earlier one does not move."""
    stream = f"arn:{uuid.uuid4()}"
    earlier, later = (Checkpoints(dynamo, tables.operations_table, term=term) for term in (1, 2))
    await earlier.save(stream, "shard", Checkpoint("1", finished=False))
    await later.save(stream, "shard", Checkpoint("2", finished=False))
    with pytest.raises(LeaseLost):
        await earlier.save(stream, "shard", Checkpoint("9", finished=False))
    assert await later.of(stream) == {"shard": Checkpoint("2", finished=False)}


async def test_oddities_are_kept(dynamo: Dynamo, tables: Settings) -> None:
    """A gap for thirty days, what was set aside until somebody has seen to it."""
    stream = f"arn:{uuid.uuid4()}"
    checkpoints = Checkpoints(dynamo, tables.operations_table, term=1)
    await checkpoints.set_aside(stream, "1", "an order was removed")
    await checkpoints.note_gap(stream, "shard", "a day away")
    for group, expires in (("relay#set-aside", False), ("relay#gaps", True)):
        items = await dynamo.query(
            tables.operations_table,
            KeyConditionExpression="item_group = :group",
            ExpressionAttributeValues={":group": {"S": group}},
        )
        (own,) = [item for item in items if stream in item["item_key"]["S"]]
        assert ("expires_at" in own) == expires
