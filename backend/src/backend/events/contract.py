"""`python -m backend.events.contract` prints the documents of the events, by file name, as one JSON object.

A JSON Schema for each event, and an AsyncAPI document of where they are published.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from backend.events.declaration import ORDERS, PRODUCTS, QUEUES, Queue
from backend.events.event import ORDER_EVENTS, PRODUCT_EVENTS, Heartbeat, TrimmedEvent
from backend.events.work_event import WORK_EVENTS
from backend.schemas import View

Document = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_BUS = """The event bus (EventBridge). `detail-type` is the event's type, `source` is `waybill.orders` or
`waybill.products`, `detail` is the event. Every committed change is published at least once; the events of one order,
and those of one product, are first published in their order. Delivery may reorder and repeat: drop what you have seen
by `event_id`, and what is older by `version` or `revision`. An event that is larger than the bus takes comes as a
`trimmed` one under the same `detail-type`."""
_FEED = """The live feed (a capped Valkey stream): every event within moments of its change, and a heartbeat each
second. Events of notices, operations and dead letters are told here alone, for the screens of operations. An entry has
two fields: `type`, and `body`, which is the message. Entry ids are `EPOCH-NUMBER`, and numbers follow one another
without a hole: a hole, or another epoch, means that something was missed, and that what you keep must be read
anew."""


def documents() -> dict[str, Document]:
    """Each document by the name of its file."""
    models: dict[str, type[View]] = {
        _type(model): model for model in (*ORDER_EVENTS, *PRODUCT_EVENTS, *WORK_EVENTS)
    }
    models |= {"trimmed": TrimmedEvent, "heartbeat": Heartbeat}
    schemas = {f"{name}.schema.json": _schema(name, model) for name, model in models.items()}
    return {**schemas, "asyncapi.json": _asyncapi(models)}


def _schema(name: str, model: type[View]) -> Document:
    return {"$schema": _DRAFT, "$id": f"{name}.schema.json", **model.model_json_schema(mode="serialization")}


def _asyncapi(models: dict[str, type[View]]) -> Document:
    events = [_type(model) for model in (*ORDER_EVENTS, *PRODUCT_EVENTS)] + ["trimmed"]
    fed = [*events[:-1], *[_type(model) for model in WORK_EVENTS], "heartbeat"]
    filled = {queue.name: queue for queue in QUEUES if queue.takes is not None}
    channels: dict[str, Document] = {
        "bus": _channel("waybill", _BUS, events),
        "feed": _channel("waybill:feed", _FEED, fed),
        **{
            name: _channel(queue.full_name("waybill"), _about(queue), _taken(queue, events))
            for name, queue in filled.items()
        },
    }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Waybill events",
            "version": "1.0.0",
            "description": "What has happened to orders and products, for whoever listens, and how the platform's own "
            "work goes.",
        },
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": {
            "publish_event": {"action": "send", "channel": {"$ref": "#/channels/bus"}},
            "feed_event": {"action": "send", "channel": {"$ref": "#/channels/feed"}},
            **{
                f"take_from_{name.replace('-', '_')}": {
                    "action": "receive",
                    "channel": {"$ref": f"#/channels/{name}"},
                }
                for name in filled
            },
        },
        "components": {"messages": {name: _message(name, model) for name, model in models.items()}},
    }


def _channel(address: str, description: str, messages: list[str]) -> Document:
    return {
        "address": address,
        "description": " ".join(description.split()),
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
    }


def _message(name: str, model: type[View]) -> Document:
    return {
        "name": name,
        "summary": " ".join((model.__doc__ or "").split()),
        "payload": {"$ref": f"./{name}.schema.json"},
    }


def _about(queue: Queue) -> str:
    return (
        "A queue (SQS) that a rule of the bus fills: each message is EventBridge's envelope, with the event as its "
        f"`detail`. After {queue.receives} receives a message goes to the queue's dead letters."
    )


def _taken(queue: Queue, events: list[str]) -> list[str]:
    """The events that the rule lets through."""
    takes = queue.takes or {}
    sources = {"order": ORDERS, "product": PRODUCTS}
    return [
        event
        for event in events
        if event == "trimmed"
        or (
            sources[event.partition(".")[0]] in takes.get("source", [ORDERS, PRODUCTS])
            and event in takes.get("detail-type", events)
        )
    ]


def _type(model: type[View]) -> str:
    return str(model.model_fields["type"].default)


if __name__ == "__main__":
    json.dump(documents(), sys.stdout)
