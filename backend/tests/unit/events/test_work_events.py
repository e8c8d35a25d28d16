"""What the live feed tells of notices, operations and dead letters, out of what is written in Operations."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from backend_testing.samples import AT, LATER, delivery, webhook

from backend.dead_letters import item as dead_letter_item
from backend.dead_letters.domain.dead_letter import DeadLetter, DeadLetterState
from backend.events.derivation import Change
from backend.events.event import PublishedEvent
from backend.events.underivable import Underivable
from backend.events.work_derivation import work_events
from backend.events.work_event import WORK_EVENT, WORK_EVENTS
from backend.notices import item as notice_item
from backend.notices.domain.notice import notice
from backend.operations import item as operation_item
from backend.operations.domain.operation import Command, Operation
from backend.persistence.items import Item
from backend.webhooks.item import delivery_to_item, due_to_item, webhook_to_item

CONTRACTS = Path(__file__).resolve().parents[4] / "contracts" / "events"
NOTICE = notice("order.placed", AT, {"order_id": "an order", "units": 2}, cause="an order:1")
LETTER = DeadLetter("a letter", "ops-commands", '{"name": "Ada"}', "KeyError: Ada", AT)
COUNTS = {"new": 2, "changed": 1, "unchanged": 0, "wrong": 1}


def told(*items: Item) -> list[PublishedEvent]:
    """Of each item as it is written, one after another; each event as its committed schema says."""
    events = [event for item in items for event in work_events(Change(None, item, AT))]
    for event in events:
        body = event.model_dump_json()
        schema = json.loads((CONTRACTS / f"{event.type}.schema.json").read_text())
        jsonschema_rs.validate(schema, json.loads(body))
        assert WORK_EVENT.validate_json(body) == event
    return events


def shown(events: Iterable[PublishedEvent], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(event, name) for name in ("type", *names)) for event in events]


def begun() -> Operation:
    command = Command("an operation", "import_products", "olivia", frozenset({"ops_manager"}), AT, {}, {})
    return Operation.of(command).begun(AT)


def test_a_notice_is_raised_and_read() -> None:
    """Both as the inbox shows it, so that a page can put it in its place."""
    read = replace(NOTICE, read_at=LATER, read_by="ops:sam")
    raised, gone = told(notice_item.to_item(NOTICE), notice_item.to_item(read))
    assert shown([raised, gone], "at") == [("notice.raised", AT), ("notice.read", LATER)]
    view = raised.model_dump()["notice"]
    assert (view["type"], view["data"], view["read_by"]) == (NOTICE.type, NOTICE.data, None)
    assert gone.model_dump()["notice"]["read_by"] == "ops:sam"
    assert (raised.subject, raised.event_id != gone.event_id) == (NOTICE.notice_id, True)


def test_an_operation_is_followed_to_its_end() -> None:
    """State, attempts and progress at each record; neither what came of it nor what stood in its way."""
    going = begun().advanced(COUNTS, LATER)
    ended = going.succeeded({"dry_run": False, **COUNTS}, LATER)
    failed = begun().faulted({"detail": "Ada"}, LATER, for_good=False)
    events = told(*map(operation_item.to_item, (begun(), going, ended, failed)))
    assert shown(events, "state", "attempts", "progress") == [
        ("operation.changed", "RUNNING", 1, None),
        ("operation.changed", "RUNNING", 1, COUNTS),
        ("operation.changed", "SUCCEEDED", 1, COUNTS),
        ("operation.changed", "QUEUED", 1, None),
    ]
    assert len({event.event_id for event in events}) == 4
    assert {event.subject for event in events} == {"an operation"}
    assert "Ada" not in str(events)


def test_a_dead_letter_is_followed_to_its_end_without_what_it_says() -> None:
    """Neither its message nor its cause, which may name a customer."""
    sending = LETTER.redriving(None, by="ops:olivia", at=LATER)
    discarded = LETTER.discarded(by="ops:olivia", at=LATER)
    events = told(*map(dead_letter_item.to_item, (LETTER, sending, sending.redriven(), discarded)))
    assert shown(events[:1], "at", "queue") == [("dead_letter.arrived", AT, "ops-commands")]
    assert shown(events[1:], "state", "settled_by") == [
        ("dead_letter.settled", state, "ops:olivia")
        for state in (DeadLetterState.REDRIVING, DeadLetterState.REDRIVEN, DeadLetterState.DISCARDED)
    ]
    assert "Ada" not in str(events)


def test_other_items_and_removals_tell_nothing() -> None:
    """Pointers, marks, checkpoints and deliveries are nobody's to look at; what expires was told when it was new."""
    to = webhook("https://example.com")
    due = delivery(to, "a message", at=AT)
    others = [
        operation_item.pointer(begun()),
        dead_letter_item.pointer(LETTER),
        webhook_to_item(to),
        delivery_to_item(due),
        due_to_item(due, AT),
        *(
            {"item_group": {"S": group}, "item_key": {"S": "k"}}
            for group in ("relay#lease", "relay#checkpoints#arn", "seen#notify-ops#o:1", "import#i", "faults")
        ),
    ]
    assert told(*others) == []
    assert work_events(Change(notice_item.to_item(NOTICE), None, AT)) == []


@pytest.mark.parametrize(
    "item",
    [notice_item.to_item(NOTICE), operation_item.to_item(begun()), dead_letter_item.to_item(LETTER)],
    ids=["notice", "operation", "dead letter"],
)
def test_what_cannot_be_read_is_set_aside(item: Item) -> None:
    """It is named, and nothing of it is said."""
    damaged = {name: value for name, value in item.items() if name in ("item_group", "item_key", "type")}
    with pytest.raises(Underivable, match=r"^[a-z-]+#.*: cannot be read$"):
        work_events(Change(None, damaged, AT))


def test_each_of_them_is_documented() -> None:
    """The feed's channel names them; those of the bus and of its queues do not."""
    channels = json.loads((CONTRACTS / "asyncapi.json").read_text())["channels"]
    types = {model.model_fields["type"].default for model in WORK_EVENTS}
    named = {name for name, channel in channels.items() if types & channel["messages"].keys()}
    assert named == {"feed"}
    assert types <= channels["feed"]["messages"].keys()
