"""`python -m backend.events.create_bus` makes bus, rules, queues and dead-letter queues as `declaration` says.

What is there already is brought to what is declared; what is in the queues stays. Nothing is removed.
"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from backend.events.consuming import hidden_seconds
from backend.events.declaration import QUEUES, Queue
from backend.events.settings import EventsSettings
from chassis.settings import from_environment

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_sqs import SQSClient

_DAY_SECONDS = 86_400


def create_bus(settings: EventsSettings) -> None:
    """Running it again changes nothing."""
    events: EventBridgeClient = boto3.client(
        "events", endpoint_url=settings.aws_endpoint_url, region_name=settings.aws_region
    )
    sqs: SQSClient = boto3.client(
        "sqs", endpoint_url=settings.aws_endpoint_url, region_name=settings.aws_region
    )
    try:
        bus = settings.event_bus
        _make_bus(events, bus)
        for queue in QUEUES:
            dead_letters, queue_arn = _make_queues(sqs, queue, bus, hidden_seconds(settings, queue))
            if queue.takes is not None:
                rule = _make_rule(events, queue, bus, queue_arn, dead_letters)
                for name in (queue.full_name(bus), queue.dead_letters_name(bus)):
                    _let_in(sqs, name, rule)
    finally:
        events.close()
        sqs.close()


def _make_bus(events: EventBridgeClient, bus: str) -> None:
    with contextlib.suppress(events.exceptions.ResourceAlreadyExistsException):
        events.create_event_bus(Name=bus)


def _make_queues(sqs: SQSClient, queue: Queue, platform: str, hidden: int) -> tuple[str, str]:
    """The ARNs of the dead letters and of the queue."""
    dead_letters = _make_queue(
        sqs,
        queue.dead_letters_name(platform),
        queue.fifo,
        {"MessageRetentionPeriod": str(queue.dead_letters_kept_days * _DAY_SECONDS)},
    )
    redrive = {"deadLetterTargetArn": dead_letters, "maxReceiveCount": str(queue.receives)}
    made = _make_queue(
        sqs,
        queue.full_name(platform),
        queue.fifo,
        {
            "MessageRetentionPeriod": str(queue.kept_days * _DAY_SECONDS),
            "VisibilityTimeout": str(hidden),
            "RedrivePolicy": json.dumps(redrive),
        },
    )
    return dead_letters, made


def _make_queue(sqs: SQSClient, name: str, fifo: bool, attributes: dict[str, str]) -> str:
    # What may change is set apart: creating a queue again with other attributes is refused.
    made = sqs.create_queue(QueueName=name, Attributes={"FifoQueue": "true"} if fifo else {})["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=made, Attributes=attributes)  # type: ignore[arg-type]  # the stub lists names
    answer = sqs.get_queue_attributes(QueueUrl=made, AttributeNames=["QueueArn"])
    return answer["Attributes"]["QueueArn"]


def _make_rule(events: EventBridgeClient, queue: Queue, bus: str, queue_arn: str, dead_letters: str) -> str:
    """The ARN of the rule that fills the queue. What cannot be handed over goes to the same dead letters."""
    rule = events.put_rule(
        Name=queue.name, EventBusName=bus, EventPattern=json.dumps(queue.takes), State="ENABLED"
    )["RuleArn"]
    answer = events.put_targets(
        Rule=queue.name,
        EventBusName=bus,
        Targets=[{"Id": queue.name, "Arn": queue_arn, "DeadLetterConfig": {"Arn": dead_letters}}],
    )
    if answer["FailedEntryCount"]:
        raise BusNotMade(f"rule {queue.name}: {answer['FailedEntries'][0].get('ErrorMessage')}")
    return rule


def _let_in(sqs: SQSClient, name: str, rule: str) -> None:
    """Allow the rule, and nothing else of EventBridge's, to send to the queue."""
    queue_url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    queue_arn = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["QueueArn"])["Attributes"][
        "QueueArn"
    ]
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "events.amazonaws.com"},
                "Action": "sqs:SendMessage",
                "Resource": queue_arn,
                "Condition": {"ArnEquals": {"aws:SourceArn": rule}},
            }
        ],
    }
    sqs.set_queue_attributes(QueueUrl=queue_url, Attributes={"Policy": json.dumps(policy)})


class BusNotMade(Exception):
    """AWS took the call and refused a part of it."""


def main() -> int:
    """Say what is there; 1 and a line on stderr when it could not be made."""
    settings = from_environment(EventsSettings)
    try:
        create_bus(settings)
    except (BotoCoreError, ClientError, BusNotMade) as error:
        print(f"The bus could not be made: {error}", file=sys.stderr)
        return 1
    rules = sum(queue.takes is not None for queue in QUEUES)
    print(f"bus {settings.event_bus}: {rules} rules, {len(QUEUES)} queues, each with its dead letters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
