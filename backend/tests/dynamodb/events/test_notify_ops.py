"""From a change to the inbox of operations, through the bus, its queue and its consumer."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from backend_testing.driver import Driver
from backend_testing.passports import agent
from backend_testing.samples import order

from backend.clock import utc_now
from backend.events.aws import open_client
from backend.events.declaration import NOTIFY_OPS
from backend.events.event import OrderEvent
from backend.events.message import Message
from backend.events.order_history import events_of
from backend.events.settings import EventsSettings
from backend.persistence.dynamo import open_dynamo
from backend.workers.notify_ops import run_notify_ops
from tests.processes.process import ServerProcess

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

pytestmark = pytest.mark.dynamodb


@pytest.fixture
def sqs(aws_emulator: str) -> Iterator[SQSClient]:
    client = open_client("sqs", endpoint_url=aws_emulator, region="us-east-1")
    yield client
    client.close()


class Notified:
    """The queue, as the bus fills it, and the inbox, as staff see it."""

    def __init__(self, settings: EventsSettings, sqs: Any, backend: Driver) -> None:
        self.settings, self.sqs, self.backend = settings, sqs, backend
        self.queue = sqs.get_queue_url(QueueName=NOTIFY_OPS.full_name(settings.event_bus))["QueueUrl"]

    def deliver(self, event: OrderEvent, times: int = 1) -> None:
        body = json.dumps({"detail": json.loads(Message.of(event).body)})
        for _ in range(times):
            self.sqs.send_message(QueueUrl=self.queue, MessageBody=body)

    def waiting(self) -> int:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self.sqs.get_queue_attributes(QueueUrl=self.queue, AttributeNames=names)
        return sum(int(answer["Attributes"][name]) for name in names)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """The consumer at work; at the end it is asked to end, and has."""
        dynamo, session = open_dynamo(
            endpoint_url=self.settings.dynamodb_endpoint_url, region="us-east-1", connections=16
        )
        ending = asyncio.Event()
        async with session:
            work = asyncio.create_task(run_notify_ops(self.settings, dynamo, ending))
            try:
                yield
            finally:
                ending.set()
                async with asyncio.timeout(20):
                    await work

    async def until_handled(self) -> None:
        async with asyncio.timeout(20):
            while await asyncio.to_thread(self.waiting):
                await asyncio.sleep(0.05)

    async def until(
        self, thing_id: str, holds: Callable[[list[dict[str, Any]]], bool]
    ) -> list[dict[str, Any]]:
        async with asyncio.timeout(20):
            while not holds(found := await self.backend.notices_about(thing_id)):
                await asyncio.sleep(0.05)
        return found


@pytest.fixture
def notified(events_settings: EventsSettings, sqs: SQSClient, backend: Driver) -> Notified:
    return Notified(events_settings, sqs, backend)


def placed(order_id: str) -> OrderEvent:
    (event,) = events_of(order(order_id=order_id))
    return event.model_copy(update={"at": utc_now()})


async def test_an_event_delivered_three_times_is_one_notice(notified: Notified) -> None:
    """Though two consumers share the queue; and a fourth time, after somebody has read it, makes no other."""
    event = placed(uuid.uuid4().hex)
    notified.deliver(event, 3)
    async with notified.working(), notified.working():
        await notified.until_handled()
        (notice,) = await notified.backend.notices_about(event.order_id)
        await notified.backend.http.post(f"/notices/{notice['notice_id']}/reading", headers=agent())
        notified.deliver(event)
        await notified.until_handled()
    (read,) = await notified.backend.notices_about(event.order_id)
    assert (read["notice_id"], read["read_by"]) == (notice["notice_id"], "ops:sam")
    assert await notified.backend.notices_about(event.order_id, unread=True) == []


async def test_a_notice_that_is_another_each_time_is_seen(
    notified: Notified, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: an effect without its mark brings back as unread what was read."""

    async def careless(self: Any, event_id: str, effect: Any) -> bool:
        await self._dynamo.transact_write(effect)
        return True

    monkeypatch.setattr("backend.events.seen.Seen.write_once", careless)
    with pytest.raises(AssertionError):
        await test_an_event_delivered_three_times_is_one_notice(notified)


async def test_what_is_told_again_long_after_is_no_news(notified: Notified) -> None:
    """An order of last year whose events are published again makes no notice."""
    (old,) = events_of(order(order_id="of last year"))
    notified.deliver(old.model_copy(update={"at": old.at.replace(year=2020)}))
    async with notified.working():
        await notified.until_handled()
    assert await notified.backend.notices_about("of last year") == []


async def test_the_workers_tell_what_happens(
    backend: Driver, workers: ServerProcess, notified: Notified
) -> None:
    """A new order, a cancellation, and low stock once a crossing: from the write to the inbox."""
    product_id = await backend.stocked(10, low_stock_threshold=4)
    await asyncio.to_thread(workers.start)
    await backend.placed({product_id: 5})  # 5 left
    crossing = await backend.placed({product_id: 2})  # 3
    below = await backend.placed({product_id: 1})  # 2
    (low,) = await notified.until(product_id, lambda found: len(found) > 0)
    assert (low["type"], low["data"]["available"]) == ("product.ran_low", 3)
    await backend.cancel(crossing)  # 4
    await backend.cancel(below)  # 5
    again = await backend.placed({product_id: 1})  # 4
    await notified.until(again, lambda found: len(found) == 1)
    twice = await notified.until(product_id, lambda found: len(found) > 1)
    assert {notice["data"]["available"] for notice in twice} == {4, 3}
    assert len(twice) == 2
    moved = await notified.until(crossing, lambda found: len(found) > 1)
    assert [notice["type"] for notice in moved] == ["order.cancelled", "order.placed"]
    assert "ada" not in json.dumps(moved).lower()
