"""The one command that makes bus, rules, queues and dead-letter queues."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest

from backend.events.create_bus import create_bus
from backend.events.declaration import ANALYTICS, NOTIFY_OPS, OPS_COMMANDS, QUEUES
from backend.events.settings import EventsSettings

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


@pytest.fixture
def settings(aws_emulator: str) -> EventsSettings:
    bus = f"test-{uuid.uuid4().hex[:12]}"
    return EventsSettings(environment="development", aws_endpoint_url=aws_emulator, event_bus=bus)


@pytest.fixture
def sqs(aws_emulator: str) -> Iterator[SQSClient]:
    client = boto3.client("sqs", endpoint_url=aws_emulator, region_name="us-east-1")
    yield client
    client.close()


def queued(sqs: SQSClient, name: str) -> list[str]:
    """The detail types that wait in the queue."""
    answer = sqs.receive_message(
        QueueUrl=sqs.get_queue_url(QueueName=name)["QueueUrl"], MaxNumberOfMessages=10, WaitTimeSeconds=1
    )
    return sorted(json.loads(message["Body"])["detail-type"] for message in answer.get("Messages", []))


def test_each_queue_takes_what_it_declares(
    settings: EventsSettings, sqs: SQSClient, aws_emulator: str
) -> None:
    """What happens to orders is for both; a stranger's event is for nobody."""
    create_bus(settings)
    events = boto3.client("events", endpoint_url=aws_emulator, region_name="us-east-1")
    kinds = (
        ("waybill.orders", "order.placed"),
        ("waybill.orders", "order.delivered"),
        ("stranger", "order.placed"),
    )
    events.put_events(
        Entries=[
            {"EventBusName": settings.event_bus, "Source": source, "DetailType": kind, "Detail": "{}"}
            for source, kind in kinds
        ]
    )
    events.close()
    assert queued(sqs, NOTIFY_OPS.full_name(settings.event_bus)) == ["order.delivered", "order.placed"]
    assert queued(sqs, ANALYTICS.full_name(settings.event_bus)) == ["order.delivered", "order.placed"]


def test_running_it_again_changes_nothing(settings: EventsSettings, sqs: SQSClient) -> None:
    """What waits in a queue stays, and what somebody has set by hand goes back to what is declared."""
    create_bus(settings)
    name = NOTIFY_OPS.full_name(settings.event_bus)
    queue = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    sqs.send_message(QueueUrl=queue, MessageBody='{"detail-type": "kept"}')
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "1"})
    create_bus(settings)
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["VisibilityTimeout"])["Attributes"]
    assert attributes["VisibilityTimeout"] == str(NOTIFY_OPS.visibility_seconds)
    assert queued(sqs, name) == ["kept"]


def test_every_queue_leads_to_its_dead_letters(settings: EventsSettings, sqs: SQSClient) -> None:
    """After so many receives as declared; commands keep their order, and so do their dead letters."""
    create_bus(settings)
    for queue in QUEUES:
        url = sqs.get_queue_url(QueueName=queue.full_name(settings.event_bus))["QueueUrl"]
        attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        redrive = json.loads(attributes["RedrivePolicy"])
        assert redrive["deadLetterTargetArn"].endswith(queue.dead_letters_name(settings.event_bus))
        assert int(redrive["maxReceiveCount"]) == queue.receives
        assert (attributes.get("FifoQueue") == "true") == (queue is OPS_COMMANDS)


def test_an_emulator_that_is_away_is_said() -> None:
    """Without AWS the command ends with a message and no zero."""
    ended = subprocess.run(
        [sys.executable, "-m", "backend.events.create_bus"],
        env={
            **os.environ,
            "ENVIRONMENT": "development",
            "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
            "AWS_ACCESS_KEY_ID": "a",
            "AWS_SECRET_ACCESS_KEY": "b",
            "AWS_MAX_ATTEMPTS": "1",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "could not be made" in ended.stderr
    assert "Traceback" not in ended.stderr
