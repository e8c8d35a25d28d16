"""What we use of EventBridge and SQS does what AWS documents: the emulator was chosen by these, and is held to them.

AWS_EMULATOR_URL names another emulator to ask; unset, the one of `make run` is started on a free port.
"""

from __future__ import annotations

import json
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_sqs import SQSClient

Message = dict[str, Any]

not_in_ministack = pytest.mark.xfail(
    "AWS_EMULATOR_URL" not in os.environ, reason="ministack 1.5 does not do this; tests play it", strict=True
)


@pytest.fixture(scope="module")
def sqs(aws_emulator: str) -> Iterator[SQSClient]:
    client = boto3.client("sqs", endpoint_url=aws_emulator, region_name="us-east-1")
    yield client
    client.close()


@pytest.fixture(scope="module")
def events(aws_emulator: str) -> Iterator[EventBridgeClient]:
    client = boto3.client("events", endpoint_url=aws_emulator, region_name="us-east-1")
    yield client
    client.close()


@pytest.fixture
def queue(sqs: SQSClient) -> str:
    return sqs.create_queue(QueueName=name("queue"))["QueueUrl"]


@pytest.fixture
def fifo(sqs: SQSClient) -> str:
    return sqs.create_queue(QueueName=f"{name('queue')}.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]


@pytest.fixture
def bus(events: EventBridgeClient) -> str:
    bus = name("bus")
    events.create_event_bus(Name=bus)
    return bus


def name(kind: str) -> str:
    return f"{kind}-{uuid.uuid4().hex[:12]}"


def arn(sqs: SQSClient, queue: str) -> str:
    return sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def received(sqs: SQSClient, queue: str, *, wait: int = 1, visible_after: int = 30) -> list[Any]:
    answer = sqs.receive_message(
        QueueUrl=queue,
        MaxNumberOfMessages=10,
        WaitTimeSeconds=wait,
        VisibilityTimeout=visible_after,
        MessageSystemAttributeNames=["ApproximateReceiveCount"],
    )
    return list(answer.get("Messages", []))


def drained(sqs: SQSClient, queue: str, expected: int) -> list[Any]:
    """The bodies of the messages that come, until there are `expected` of them or 3 s have passed."""
    bodies: list[Any] = []
    give_up_at = time.monotonic() + 3
    while len(bodies) < expected and time.monotonic() < give_up_at:
        bodies += [json.loads(message["Body"]) for message in received(sqs, queue)]
    return bodies


def rule(events: EventBridgeClient, sqs: SQSClient, bus: str, queue: str, pattern: Message) -> str:
    made = name("rule")
    events.put_rule(Name=made, EventBusName=bus, EventPattern=json.dumps(pattern), State="ENABLED")
    answer = events.put_targets(
        Rule=made, EventBusName=bus, Targets=[{"Id": "queue", "Arn": arn(sqs, queue)}]
    )
    assert answer["FailedEntryCount"] == 0
    return made


def entry(bus: str, kind: str, detail: Any = None, source: str = "waybill.orders") -> Any:
    body = detail if isinstance(detail, str) else json.dumps(detail or {})
    return {"EventBusName": bus, "Source": source, "DetailType": kind, "Detail": body, "Resources": ["a"]}


def eventually(holds: Callable[[], bool], seconds: float = 5) -> bool:
    give_up_at = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < give_up_at:
        time.sleep(0.1)
    return held


class TestBus:
    def test_a_rule_fills_its_queue(
        self, sqs: SQSClient, events: EventBridgeClient, bus: str, queue: str
    ) -> None:
        """What matches source and detail type arrives whole, in EventBridge's envelope."""
        rule(events, sqs, bus, queue, {"source": ["waybill.orders"], "detail-type": ["order.placed"]})
        sent = events.put_events(Entries=[entry(bus, "order.placed", {"id": "a:1", "lines": [1, 2]})])
        (event,) = drained(sqs, queue, 1)
        assert sent["FailedEntryCount"] == 0
        assert event["detail"] == {"id": "a:1", "lines": [1, 2]}
        assert (event["source"], event["detail-type"]) == ("waybill.orders", "order.placed")
        assert event["id"] == sent["Entries"][0]["EventId"]
        assert event["resources"] == ["a"]

    def test_what_does_not_match_stays_out(
        self, sqs: SQSClient, events: EventBridgeClient, bus: str, queue: str
    ) -> None:
        """Another detail type, another source, another bus: none comes through."""
        rule(events, sqs, bus, queue, {"source": ["waybill.orders"], "detail-type": ["order.placed"]})
        events.put_events(
            Entries=[
                entry(bus, "order.cancelled"),
                entry(bus, "order.placed", source="somebody.else"),
                entry("default", "order.placed"),
                entry(bus, "order.placed", {"id": "wanted"}),
            ]
        )
        assert [event["detail"] for event in drained(sqs, queue, 2)] == [{"id": "wanted"}]

    def test_patterns_look_into_the_detail(
        self, sqs: SQSClient, events: EventBridgeClient, bus: str, queue: str
    ) -> None:
        """Prefixes, numbers and values inside the detail narrow a rule."""
        low = {
            "detail-type": [{"prefix": "product."}],
            "detail": {"stock": {"available": [{"numeric": ["<", 5]}]}},
        }
        rule(events, sqs, bus, queue, low)
        details = [
            ("product.edited", 4),
            ("product.edited", 5),
            ("order.placed", 1),
            ("product.stock_changed", 0),
        ]
        events.put_events(
            Entries=[entry(bus, kind, {"stock": {"available": units}}) for kind, units in details]
        )
        found = {event["detail"]["stock"]["available"] for event in drained(sqs, queue, 3)}
        assert found == {4, 0}

    def test_making_it_again_changes_nothing(
        self, sqs: SQSClient, events: EventBridgeClient, bus: str, queue: str
    ) -> None:
        """A bus that is there says so; a rule and a target put again stay one."""
        with pytest.raises(ClientError) as refused:
            events.create_event_bus(Name=bus)
        assert refused.value.response["Error"]["Code"] == "ResourceAlreadyExistsException"
        made = rule(events, sqs, bus, queue, {"source": ["a"]})
        for _ in range(2):
            events.put_rule(Name=made, EventBusName=bus, EventPattern='{"source": ["waybill.orders"]}')
            events.put_targets(Rule=made, EventBusName=bus, Targets=[{"Id": "queue", "Arn": arn(sqs, queue)}])
        events.put_events(Entries=[entry(bus, "order.placed")])
        assert len(drained(sqs, queue, 2)) == 1

    def test_a_target_takes_a_dead_letter_queue(
        self, sqs: SQSClient, events: EventBridgeClient, bus: str, queue: str
    ) -> None:
        """Where an event goes that could not be handed over is part of the target, and is kept."""
        dead = sqs.create_queue(QueueName=name("dead"))["QueueUrl"]
        made = rule(events, sqs, bus, queue, {"source": ["waybill.orders"]})
        target: Any = {
            "Id": "queue",
            "Arn": arn(sqs, queue),
            "DeadLetterConfig": {"Arn": arn(sqs, dead)},
            "RetryPolicy": {"MaximumRetryAttempts": 185, "MaximumEventAgeInSeconds": 86400},
        }
        events.put_targets(Rule=made, EventBusName=bus, Targets=[target])
        (kept,) = events.list_targets_by_rule(Rule=made, EventBusName=bus)["Targets"]
        assert kept["DeadLetterConfig"]["Arn"] == arn(sqs, dead)

    @not_in_ministack
    def test_one_bad_entry_fails_alone(
        self, sqs: SQSClient, events: EventBridgeClient, bus: str, queue: str
    ) -> None:
        """The answer has an entry for each that was sent, in their order; what is malformed is not delivered."""
        rule(events, sqs, bus, queue, {"source": ["waybill.orders"]})
        sent = events.put_events(
            Entries=[
                entry(bus, "first", {"n": 1}),
                entry(bus, "broken", "{not json"),
                entry(bus, "last", {"n": 3}),
            ]
        )
        assert sent["FailedEntryCount"] == 1
        assert [answer.get("ErrorCode") for answer in sent["Entries"]] == [None, "MalformedDetail", None]
        assert sorted(event["detail"]["n"] for event in drained(sqs, queue, 3)) == [1, 3]

    def test_no_more_than_ten_entries(self, events: EventBridgeClient, bus: str) -> None:
        """Eleven entries are refused as a whole."""
        with pytest.raises(ClientError) as refused:
            events.put_events(Entries=[entry(bus, "order.placed")] * 11)
        assert refused.value.response["Error"]["Code"] == "ValidationException"

    @not_in_ministack
    def test_large_entries_are_refused(self, events: EventBridgeClient, bus: str) -> None:
        """A request far above what PutEvents takes (1 MiB today, 256 KiB for years) is refused."""
        with pytest.raises(ClientError):
            events.put_events(Entries=[entry(bus, "order.placed", {"x": "x" * 1_100_000})])

    def test_bursts_come_through(
        self, sqs: SQSClient, events: EventBridgeClient, bus: str, queue: str
    ) -> None:
        """Three hundred events, ten at a time from four threads: none lost."""
        rule(events, sqs, bus, queue, {"source": ["waybill.orders"]})

        def send(part: int) -> None:
            for start in range(part * 80, part * 80 + 80, 10):
                sent = events.put_events(
                    Entries=[entry(bus, "order.placed", {"n": n}) for n in range(start, start + 10)]
                )
                assert sent["FailedEntryCount"] == 0

        threads = [threading.Thread(target=send, args=(part,)) for part in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found: set[int] = set()

        def all_there() -> bool:
            found.update(json.loads(m["Body"])["detail"]["n"] for m in received(sqs, queue, wait=0))
            return len(found) == 320

        assert eventually(all_there, 20), len(found)


class TestQueue:
    def test_making_it_again_changes_nothing(self, sqs: SQSClient) -> None:
        """The same queue again is the queue that is there; its attributes can be set anew."""
        made = name("queue")
        first = sqs.create_queue(QueueName=made, Attributes={"VisibilityTimeout": "7"})["QueueUrl"]
        again = sqs.create_queue(QueueName=made, Attributes={"VisibilityTimeout": "7"})["QueueUrl"]
        sqs.set_queue_attributes(QueueUrl=first, Attributes={"VisibilityTimeout": "9", "Policy": "{}"})
        attributes = sqs.get_queue_attributes(QueueUrl=first, AttributeNames=["VisibilityTimeout"])[
            "Attributes"
        ]
        assert first == again == sqs.get_queue_url(QueueName=made)["QueueUrl"]
        assert attributes["VisibilityTimeout"] == "9"

    def test_an_unknown_queue_is_said(self, sqs: SQSClient) -> None:
        """The error has the name by which boto3 knows it."""
        with pytest.raises(sqs.exceptions.QueueDoesNotExist):
            sqs.get_queue_url(QueueName=name("unknown"))

    def test_what_is_received_is_hidden_for_a_while(self, sqs: SQSClient, queue: str) -> None:
        """In flight it is nobody else's; after the visibility timeout it comes again, counted."""
        sqs.send_message(QueueUrl=queue, MessageBody="{}")
        (first,) = received(sqs, queue, visible_after=2)
        assert received(sqs, queue, wait=0) == []
        time.sleep(2)
        (again,) = received(sqs, queue, wait=5)
        counts = [message["Attributes"]["ApproximateReceiveCount"] for message in (first, again)]
        assert counts == ["1", "2"]

    def test_visibility_can_be_extended_and_given_up(self, sqs: SQSClient, queue: str) -> None:
        """More time keeps it hidden past its first timeout; no time brings it back at once."""
        sqs.send_message(QueueUrl=queue, MessageBody="{}")
        (message,) = received(sqs, queue, visible_after=1)
        sqs.change_message_visibility(
            QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=30
        )
        time.sleep(1.5)
        assert received(sqs, queue, wait=0) == []
        answer = sqs.change_message_visibility_batch(
            QueueUrl=queue,
            Entries=[{"Id": "0", "ReceiptHandle": message["ReceiptHandle"], "VisibilityTimeout": 0}],
        )
        assert len(answer["Successful"]) == 1
        assert len(received(sqs, queue)) == 1

    def test_deleted_is_gone(self, sqs: SQSClient, queue: str) -> None:
        """A deleted message does not come back when its timeout is over."""
        sqs.send_message(QueueUrl=queue, MessageBody="{}")
        (message,) = received(sqs, queue, visible_after=1)
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        time.sleep(1.2)
        assert received(sqs, queue, wait=0) == []

    def test_a_long_poll_ends_when_something_comes(self, sqs: SQSClient, queue: str) -> None:
        """A waiting receive answers soon after the send, not at the end of its time, and costs no spin."""
        sender = threading.Timer(0.5, lambda: sqs.send_message(QueueUrl=queue, MessageBody="{}"))
        sender.start()
        began = time.monotonic()
        messages = received(sqs, queue, wait=10)
        took = time.monotonic() - began
        sender.join()
        assert len(messages) == 1
        assert 0.4 < took < 3

    def test_a_long_poll_holds_nobody_up(self, sqs: SQSClient, queue: str) -> None:
        """While eight receives wait, another call is answered at once."""
        other = sqs.create_queue(QueueName=name("queue"))["QueueUrl"]
        waiting = [threading.Thread(target=received, args=(sqs, queue), kwargs={"wait": 3}) for _ in range(8)]
        for thread in waiting:
            thread.start()
        time.sleep(0.3)
        began = time.monotonic()
        sqs.send_message(QueueUrl=other, MessageBody="{}")
        took = time.monotonic() - began
        for thread in waiting:
            thread.join()
        assert took < 1

    def test_too_many_receives_lead_to_the_dead_letters(self, sqs: SQSClient, queue: str) -> None:
        """After maxReceiveCount receives the next one moves it, body and all, and hands out nothing."""
        dead = sqs.create_queue(QueueName=name("dead"))["QueueUrl"]
        policy = {"deadLetterTargetArn": arn(sqs, dead), "maxReceiveCount": "2"}
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"RedrivePolicy": json.dumps(policy)})
        sqs.send_message(QueueUrl=queue, MessageBody='{"poison": true}')
        for _ in range(2):
            (message,) = received(sqs, queue)
            sqs.change_message_visibility(
                QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )
        assert received(sqs, queue, wait=0) == []
        assert drained(sqs, dead, 1) == [{"poison": True}]

    @not_in_ministack
    def test_dead_letters_can_be_moved_back(self, sqs: SQSClient, queue: str) -> None:
        """A message move task brings them to the queue that they came from."""
        dead = sqs.create_queue(QueueName=name("dead"))["QueueUrl"]
        policy = {"deadLetterTargetArn": arn(sqs, dead), "maxReceiveCount": "1"}
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"RedrivePolicy": json.dumps(policy)})
        sqs.send_message(QueueUrl=queue, MessageBody='{"poison": true}')
        (message,) = received(sqs, queue)
        sqs.change_message_visibility(
            QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
        )
        assert received(sqs, queue, wait=0) == []
        sqs.start_message_move_task(SourceArn=arn(sqs, dead))
        assert drained(sqs, queue, 1) == [{"poison": True}]

    @not_in_ministack
    def test_one_bad_message_of_a_batch_fails_alone(self, sqs: SQSClient, queue: str) -> None:
        """The answer names what was taken and what was not, by the ids of the request."""
        entries: list[Any] = [
            {"Id": "good", "MessageBody": '{"n": 1}'},
            {"Id": "late", "MessageBody": '{"n": 2}', "DelaySeconds": 100_000},
            {"Id": "fine", "MessageBody": '{"n": 3}'},
        ]
        answer = sqs.send_message_batch(QueueUrl=queue, Entries=entries)
        assert [failed["Id"] for failed in answer.get("Failed", [])] == ["late"]
        assert [taken["Id"] for taken in answer["Successful"]] == ["good", "fine"]
        assert sorted(body["n"] for body in drained(sqs, queue, 2)) == [1, 3]

    def test_one_bad_deletion_of_a_batch_fails_alone(self, sqs: SQSClient, queue: str) -> None:
        """The rest of the batch is deleted."""
        sqs.send_message(QueueUrl=queue, MessageBody="{}")
        (message,) = received(sqs, queue)
        entries: list[Any] = [
            {"Id": "good", "ReceiptHandle": message["ReceiptHandle"]},
            {"Id": "bad", "ReceiptHandle": "no such handle"},
        ]
        answer = sqs.delete_message_batch(QueueUrl=queue, Entries=entries)
        assert [done["Id"] for done in answer["Successful"]] == ["good"]
        assert [failed["Id"] for failed in answer["Failed"]] == ["bad"]

    def test_how_many_wait_can_be_asked(self, sqs: SQSClient, queue: str) -> None:
        """Waiting and in flight are counted apart."""
        for _ in range(3):
            sqs.send_message(QueueUrl=queue, MessageBody="{}")
        sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=1)
        answer = sqs.get_queue_attributes(
            QueueUrl=queue,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )
        assert answer["Attributes"] == {
            "ApproximateNumberOfMessages": "2",
            "ApproximateNumberOfMessagesNotVisible": "1",
        }


class TestFifoQueue:
    def send(self, sqs: SQSClient, queue: str, group: str, body: int, key: str | None = None) -> None:
        sqs.send_message(
            QueueUrl=queue,
            MessageGroupId=group,
            MessageDeduplicationId=key or uuid.uuid4().hex,
            MessageBody=json.dumps(body),
        )

    def test_the_same_key_is_sent_once(self, sqs: SQSClient, fifo: str) -> None:
        """A repeat with the same deduplication id is taken, and not delivered again."""
        for body in (1, 2):
            self.send(sqs, fifo, "a", body, key="once")
        assert drained(sqs, fifo, 2) == [1]

    def test_a_group_waits_for_its_first(self, sqs: SQSClient, fifo: str) -> None:
        """While one message of a group is in flight the others stay; other groups go on."""
        for group, body in (("a", 1), ("a", 2), ("b", 3)):
            self.send(sqs, fifo, group, body)
        first = sqs.receive_message(QueueUrl=fifo, MaxNumberOfMessages=1)["Messages"][0]
        assert json.loads(first["Body"]) == 1
        assert [json.loads(message["Body"]) for message in received(sqs, fifo, wait=0)] == [3]
        sqs.delete_message(QueueUrl=fifo, ReceiptHandle=first["ReceiptHandle"])
        assert drained(sqs, fifo, 1) == [2]

    def test_a_group_keeps_its_order_through_retries(self, sqs: SQSClient, fifo: str) -> None:
        """What is given back comes again before what was sent after it."""
        for body in (1, 2):
            self.send(sqs, fifo, "a", body)
        first = sqs.receive_message(QueueUrl=fifo, MaxNumberOfMessages=1)["Messages"][0]
        sqs.change_message_visibility(
            QueueUrl=fifo, ReceiptHandle=first["ReceiptHandle"], VisibilityTimeout=0
        )
        assert [json.loads(message["Body"]) for message in received(sqs, fifo)][:1] == [1]
