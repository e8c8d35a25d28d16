"""The consumer loop on the emulator: everything handled, nothing lost, poison set apart."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from backend_testing.samples import order

from backend.events.aws import Threads, open_client
from backend.events.consumer import Consumer, Delivery, Handle, Manner
from backend.events.message import Message
from backend.events.order_history import events_of
from backend.events.seen import Seen, Write
from backend.persistence.dynamo import Dynamo, open_dynamo
from backend.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

pytestmark = pytest.mark.dynamodb


@pytest.fixture
def sqs(aws_emulator: str) -> Iterator[SQSClient]:
    client = open_client("sqs", endpoint_url=aws_emulator, region="us-east-1", read_seconds=30)
    yield client
    client.close()


class World:
    """A queue with dead letters, and consumers of it."""

    def __init__(self, sqs: Any, *, receives: int = 3, fifo: bool = False) -> None:
        end, kind = (".fifo", {"FifoQueue": "true"}) if fifo else ("", {})
        name = f"test-{uuid.uuid4().hex[:12]}"
        self.sqs = sqs
        self.dead_letters = sqs.create_queue(QueueName=f"{name}-dead{end}", Attributes=kind)["QueueUrl"]
        dead = sqs.get_queue_attributes(QueueUrl=self.dead_letters, AttributeNames=["QueueArn"])
        redrive = {"deadLetterTargetArn": dead["Attributes"]["QueueArn"], "maxReceiveCount": str(receives)}
        self.queue = sqs.create_queue(
            QueueName=f"{name}{end}",
            Attributes={**kind, "RedrivePolicy": json.dumps(redrive)},
        )["QueueUrl"]
        self.handled: list[str] = []

    def send(self, *bodies: str, **group: str) -> None:
        for body in bodies:
            own = {**group, "MessageDeduplicationId": uuid.uuid4().hex} if group else {}
            self.sqs.send_message(QueueUrl=self.queue, MessageBody=body, **own)

    def waiting(self, queue: str | None = None) -> int:
        """Messages in the queue, whether hidden or not."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self.sqs.get_queue_attributes(QueueUrl=queue or self.queue, AttributeNames=names)
        return sum(int(answer["Attributes"][name]) for name in names)

    async def note(self, delivery: Delivery) -> None:
        self.handled.append(delivery.body)

    @asynccontextmanager
    async def consuming(self, handle: Handle, client: Any = None, **manner: Any) -> AsyncIterator[None]:
        """A consumer at work; at the end it is asked to end, and has."""
        threads, ending = Threads(4, "test"), asyncio.Event()
        told = Manner(**{"wait_seconds": 1, "first_pause_seconds": 0.2, **manner})
        consumer = Consumer(client or self.sqs, threads, self.queue, handle, told)
        running = asyncio.create_task(consumer.run(ending))
        try:
            yield
        finally:
            ending.set()
            async with asyncio.timeout(20):
                await running
            threads.close()

    async def until(self, holds: Any, seconds: float = 20) -> None:
        async with asyncio.timeout(seconds):
            while not await asyncio.to_thread(holds):
                await asyncio.sleep(0.05)


@pytest.fixture
def world(sqs: SQSClient) -> World:
    return World(sqs)


async def test_everything_is_handled_and_deleted(world: World) -> None:
    """Each message once, so many at a time and no more."""
    world.send(*map(str, range(40)))
    at_once: list[int] = []
    now = 0

    async def handle(delivery: Delivery) -> None:
        nonlocal now
        now += 1
        at_once.append(now)
        await asyncio.sleep(0.02)
        now -= 1
        await world.note(delivery)

    async with world.consuming(handle, in_hand=6):
        await world.until(lambda: len(world.handled) == 40)
    assert sorted(world.handled, key=int) == list(map(str, range(40)))
    assert max(at_once) <= 6
    assert world.waiting() == 0


async def test_poison_goes_to_the_dead_letters(world: World) -> None:
    """Handed out as often as the queue declares, it then lies apart; the others have not waited for it."""
    world.send("poison", *map(str, range(10)))
    tries: list[int] = []

    async def handle(delivery: Delivery) -> None:
        if delivery.body == "poison":
            tries.append(delivery.receives)
            raise ValueError("poison")
        await world.note(delivery)

    async with world.consuming(handle):
        await world.until(lambda: world.waiting(world.dead_letters) == 1)
    assert tries == [1, 2, 3]
    assert len(world.handled) == 10
    assert world.waiting() == 0


async def test_a_slow_handler_keeps_its_message(world: World) -> None:
    """Longer at work than a message is hidden, it is hidden again: nobody else gets it."""
    world.send("slow")

    async def handle(delivery: Delivery) -> None:
        await asyncio.sleep(3.5)
        await world.note(delivery)

    async with world.consuming(handle, visible_after_seconds=2):
        await world.until(lambda: bool(world.handled))
    assert world.handled == ["slow"]
    assert world.waiting() == 0


async def test_a_message_that_is_not_kept_hidden_is_seen(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: without that, the test above finds it handled twice, or in the queue again."""

    async def forgets(self: Consumer) -> None:
        pass

    monkeypatch.setattr(Consumer, "_keep_hidden", forgets)
    with pytest.raises(AssertionError):
        await test_a_slow_handler_keeps_its_message(world)


async def test_many_in_hand_are_all_kept_hidden(world: World) -> None:
    """A call for each would take longer than they stay hidden: none comes again, nor is counted as tried twice."""
    number = 200
    world.send(*map(str, range(number)))
    tries: list[int] = []
    enough = asyncio.Event()

    async def handle(delivery: Delivery) -> None:
        tries.append(delivery.receives)
        await enough.wait()

    async with world.consuming(handle, in_hand=2 * number, visible_after_seconds=4):
        await world.until(lambda: len(tries) >= number)
        await asyncio.sleep(9)
        enough.set()
    assert tries == [1] * number
    assert world.waiting() == 0


async def test_the_end_is_graceful(world: World) -> None:
    """What is in hand is finished within the grace, what is not is given back at once, and nothing is lost."""
    world.send("quick", "endless")
    started: list[str] = []

    async def handle(delivery: Delivery) -> None:
        started.append(delivery.body)
        await asyncio.sleep(1 if delivery.body == "quick" else 3600)
        await world.note(delivery)

    async with world.consuming(handle, grace_seconds=2):
        await world.until(lambda: len(started) == 2)
    assert world.handled == ["quick"]
    answer = world.sqs.receive_message(QueueUrl=world.queue, WaitTimeSeconds=1)
    assert [message["Body"] for message in answer["Messages"]] == ["endless"]


async def test_a_failed_deletion_is_tried_again(world: World) -> None:
    """A part of a batch that SQS could not delete is deleted by the next try."""

    class FailsOnce:
        def __init__(self) -> None:
            self.failures = 1

        def __getattr__(self, name: str) -> Any:
            return getattr(world.sqs, name)

        def delete_message_batch(self, **batch: Any) -> Any:
            if not self.failures:
                return world.sqs.delete_message_batch(**batch)
            self.failures -= 1
            first, *rest = batch["Entries"]
            if rest:
                world.sqs.delete_message_batch(QueueUrl=batch["QueueUrl"], Entries=rest)
            return {"Failed": [{"Id": first["Id"], "SenderFault": False, "Code": "InternalError"}]}

    client = FailsOnce()
    world.send(*map(str, range(5)))
    async with world.consuming(world.note, client):
        await world.until(lambda: len(world.handled) == 5 and world.waiting() == 0)
    assert client.failures == 0


async def test_a_queue_that_is_away_is_waited_for(world: World) -> None:
    """Receiving that fails is tried again."""

    class ComesBack:
        def __init__(self) -> None:
            self.failures = 3

        def __getattr__(self, name: str) -> Any:
            return getattr(world.sqs, name)

        def receive_message(self, **asked: Any) -> Any:
            if self.failures:
                self.failures -= 1
                raise ConnectionRefusedError
            return world.sqs.receive_message(**asked)

    world.send("late")
    async with world.consuming(world.note, ComesBack()):
        await world.until(lambda: world.handled == ["late"])


async def test_the_end_comes_though_the_queue_is_away(world: World) -> None:
    """A consumer that cannot receive ends as soon as it is asked to."""

    class Away:
        def receive_message(self, **asked: Any) -> Any:
            raise ConnectionRefusedError

    async with asyncio.timeout(5):
        async with world.consuming(world.note, Away()):
            await asyncio.sleep(0.2)


async def a_failing_group(sqs: SQSClient, *, taken_at_once: int) -> list[str]:
    """The order in which three messages of a group come through, when some tries of them fail."""
    world = World(sqs, receives=10, fifo=True)
    world.send("1", "2", "3", MessageGroupId="order a")
    failures = iter((True, False, True, True, False, False))

    async def handle(delivery: Delivery) -> None:
        if next(failures):
            raise OSError("not now")
        await world.note(delivery)

    async with world.consuming(handle, taken_at_once=taken_at_once):
        await world.until(lambda: len(world.handled) == 3)
    return world.handled


async def test_a_group_keeps_its_order_through_failures(sqs: SQSClient) -> None:
    """In a FIFO queue what fails comes again before what was sent after it."""
    assert await a_failing_group(sqs, taken_at_once=1) == ["1", "2", "3"]


async def test_a_group_taken_together_is_seen(sqs: SQSClient) -> None:
    """The planted fault: a group's messages taken by one call lose their order."""
    assert await a_failing_group(sqs, taken_at_once=10) != ["1", "2", "3"]


@pytest.fixture
async def dynamo(tables: Settings) -> AsyncIterator[Dynamo]:
    made, session = open_dynamo(
        endpoint_url=tables.dynamodb_endpoint_url, region=tables.aws_region, connections=16
    )
    async with session:
        yield made


def counted(table: str, name: str) -> Write:
    """An effect that shows when it happens twice."""
    return {
        "Update": {
            "TableName": table,
            "Key": {"item_group": {"S": name}, "item_key": {"S": name}},
            "UpdateExpression": "ADD effects :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
    }


async def effects(dynamo: Dynamo, table: str, name: str) -> int:
    item = await dynamo.get(table, {"item_group": {"S": name}, "item_key": {"S": name}})
    return int(item["effects"]["N"]) if item else 0


async def test_an_event_takes_effect_once(world: World, dynamo: Dynamo, tables: Settings) -> None:
    """Delivered five times at once, and by two consumers: one effect, and every message deleted."""
    table, name = tables.operations_table, uuid.uuid4().hex
    (placed,) = events_of(order(order_id=name))
    world.send(*[json.dumps({"detail": json.loads(Message.of(placed).body)})] * 5)

    async def effect(event: Any) -> list[Write]:
        assert event == placed
        return [counted(table, name)]

    handle = Seen(dynamo, table, consumer="test").handler(effect)
    async with world.consuming(handle), world.consuming(handle):
        await world.until(lambda: world.waiting() == 0)
    assert await effects(dynamo, table, name) == 1


async def test_a_missing_mark_is_seen(
    world: World, dynamo: Dynamo, tables: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: an effect that is written without its mark happens as often as it is delivered."""

    async def careless(self: Seen, event_id: str, effect: Any) -> bool:
        await dynamo.transact_write(effect)
        return True

    monkeypatch.setattr(Seen, "write_once", careless)
    with pytest.raises(AssertionError):
        await test_an_event_takes_effect_once(world, dynamo, tables)


async def test_what_is_no_event_is_poison(sqs: SQSClient, dynamo: Dynamo, tables: Settings) -> None:
    """Neither text, nor another shape, nor an event of an unknown type stops the queue."""
    world = World(sqs, receives=1)
    world.send("no json", '{"detail": null}', '{"detail": {"type": "order.lost", "event_id": "a:1"}}')

    async def effect(event: Any) -> list[Write]:
        raise AssertionError("never called")

    async with world.consuming(Seen(dynamo, tables.operations_table, consumer="test").handler(effect)):
        await world.until(lambda: world.waiting(world.dead_letters) == 3)
