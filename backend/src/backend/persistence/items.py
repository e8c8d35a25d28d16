"""What is in an item, declared with pynamodb's attributes, which also serialise it.

Lists and maps inside an item are one `Document` each, and items are made without a pynamodb object: several times
cheaper, and every order pays for it. `persistence.tables` makes tables of these; it alone needs botocore, which takes
longer to load than a service may take to start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pynamodb.attributes import (
    Attribute,
    AttributeContainer,
    BooleanAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
)
from pynamodb.constants import LIST, MAP

STATUS_SHARDS = 4
"""Over so many partitions an order status spreads in `by_status`: each takes 1,000 writes a second (DynamoDB guide,
"Designing partition keys to distribute your workload")."""

Item = Mapping[str, Mapping[str, Any]]
"""An item as DynamoDB's wire protocol writes it: attribute name → {type: value}."""


class Document(Attribute[Any]):
    """A list or a map of plain values: text, integers, booleans, None, lists and maps of these."""

    def __init__(self, attr_type: str) -> None:
        super().__init__(null=True)
        self.attr_type = attr_type

    def serialize(self, value: Any) -> Any:
        return _wire(value)[self.attr_type]

    def deserialize(self, value: Any) -> Any:
        return _plain(self.attr_type, value)


def _wire(value: Any) -> dict[str, Any]:
    kind = type(value)
    if kind is str:
        return {"S": value}
    if kind is int:
        return {"N": str(value)}
    if kind is dict:
        return {"M": {name: _wire(member) for name, member in value.items()}}
    if kind is list:
        return {"L": [_wire(member) for member in value]}
    if kind is bool:
        return {"BOOL": value}
    if value is None:
        return {"NULL": True}
    raise TypeError(f"{kind.__name__} is not stored in a document")


def _plain(kind: str, value: Any) -> Any:
    match kind:
        case "S" | "BOOL":
            return value
        case "N":
            return json.loads(value)
        case "M":
            return {name: _plain(*next(iter(member.items()))) for name, member in value.items()}
        case "L":
            return [_plain(*next(iter(member.items()))) for member in value]
        case "NULL":
            return None
    raise TypeError(f"{kind} is not read from a document")


def to_wire(kind: type[AttributeContainer], values: Mapping[str, Any]) -> Item:
    """The item of these attributes; those that are None are left out of it."""
    attributes = kind.get_attributes()
    return {
        name: {(attribute := attributes[name]).attr_type: attribute.serialize(value)}
        for name, value in values.items()
        if value is not None
    }


def from_wire(kind: type[AttributeContainer], item: Item) -> dict[str, Any]:
    """The values of all the attributes of its kind; None for those that it lacks."""
    return {
        name: attribute.deserialize(item[name][attribute.attr_type]) if name in item else None
        for name, attribute in kind.get_attributes().items()
    }


class OrderItem(AttributeContainer):
    """An order, or (with `tracking_number` and no other attribute) a pointer from a tracking number to one."""

    order_id = UnicodeAttribute(hash_key=True)
    customer_id = UnicodeAttribute(null=True)
    placed_key = UnicodeAttribute(null=True)
    status_shard = UnicodeAttribute(null=True)
    tracking_number = UnicodeAttribute(null=True)
    status = UnicodeAttribute(null=True)
    fingerprint = UnicodeAttribute(null=True)
    version = NumberAttribute(null=True)
    total = Document(MAP)
    ship_to = Document(MAP)
    lines = Document(LIST)
    shipments = Document(LIST)
    timeline = Document(LIST)
    created_at = UnicodeAttribute(null=True)
    updated_at = UnicodeAttribute(null=True)


class ProductItem(AttributeContainer):
    """A product with its stock. Small on purpose: every sale writes it, and is billed for all of it."""

    product_id = UnicodeAttribute(hash_key=True)
    sku = UnicodeAttribute()
    name = UnicodeAttribute()
    description = UnicodeAttribute()
    image_url = UnicodeAttribute(null=True)
    category = UnicodeAttribute()
    price = Document(MAP)
    status = UnicodeAttribute()
    received = NumberAttribute()
    available = NumberAttribute()
    reserved = NumberAttribute()
    shipped = NumberAttribute()
    low_stock_threshold = NumberAttribute(null=True)
    version = NumberAttribute()
    revision = NumberAttribute()
    edited_revision = NumberAttribute()
    fingerprint = UnicodeAttribute()
    created_at = UnicodeAttribute()
    updated_at = UnicodeAttribute()


class ProductChangesItem(AttributeContainer):
    """The latest staff changes of a product, beside it under `changes#{product_id}`: sales don't pay for them."""

    product_id = UnicodeAttribute(hash_key=True)
    changes = Document(LIST)


class OperationItem(AttributeContainer):
    """What the platform has to remember of its own work. An `item_group` is what is asked for together; what is in it
    is sorted by `item_key`. The relay's groups begin with `relay#`; each other user takes a prefix of its own."""

    item_group = UnicodeAttribute(hash_key=True)
    item_key = UnicodeAttribute(range_key=True)
    expires_at = TTLAttribute(null=True)
    """DynamoDB removes the item some time after. None: never."""


class RelayLeaseItem(OperationItem):
    """Who relays: `term` counts holders, `renewals` shows that this one lives. The feed's place is where it stood at
    the latest renewal; None while something is missing from it."""

    holder = UnicodeAttribute()
    term = NumberAttribute()
    renewals = NumberAttribute()
    released = BooleanAttribute(default=False)
    feed_epoch = NumberAttribute(null=True)
    feed_number = NumberAttribute(null=True)


class CheckpointItem(OperationItem):
    """How far a shard has been published, by the relay of that `term`."""

    sequence_number = UnicodeAttribute(null=True)
    finished = BooleanAttribute()
    term = NumberAttribute()


class OddityItem(OperationItem):
    """Something that the relay could not tell as events: what, and which item of which table."""

    reason = UnicodeAttribute()
    noticed_at = UnicodeAttribute()


class InsightItem(OperationItem):
    """The answer to a question about what happened on a day: `rows` is a JSON array, `as_of` when it last changed. The
    latest `as_of` of all has an item of its own."""

    as_of = UnicodeAttribute()
    rows = UnicodeAttribute()


class OperationRecordItem(OperationItem):
    """A command and how far it is, under `operation#{id}`; pointers under `operations` list them by time."""

    operation_id = UnicodeAttribute()
    kind = UnicodeAttribute()
    asked_by = UnicodeAttribute()
    parameters = Document(MAP)
    state = UnicodeAttribute()
    attempts = NumberAttribute()
    created_at = UnicodeAttribute()
    updated_at = UnicodeAttribute()
    result = Document(MAP)
    problem = Document(MAP)
    progress = Document(MAP)


class FaultItem(OperationItem):
    """What stopped the latest attempt at a message, under `faults` by the message's id."""

    cause = UnicodeAttribute()


class DeadLetterItem(OperationItem):
    """A message that kept failing, under `dead-letter#{id}`; pointers under `dead-letters#{state}` list them."""

    dead_letter_id = UnicodeAttribute()
    queue = UnicodeAttribute()
    message = UnicodeAttribute()
    cause = UnicodeAttribute(null=True)
    found_at = UnicodeAttribute()
    state = UnicodeAttribute()
    sent_instead = UnicodeAttribute(null=True)
    settled_by = UnicodeAttribute(null=True)
    settled_at = UnicodeAttribute(null=True)


class ImportPartItem(OperationItem):
    """Some rows of a file that is imported, under `import#{id}` by their place in it."""

    header = UnicodeAttribute()
    text = UnicodeAttribute()
    first_row = NumberAttribute()
    fingerprint = UnicodeAttribute()


class ImportResultItem(OperationItem):
    """What came of rows: of one that has written something, under `import-rows#{id}`, in the transaction that wrote it;
    of all rows of a part, under `import-results#{id}`."""

    rows = UnicodeAttribute()


class NoticeItem(OperationItem):
    """Something that operations should hear of, under `notices#unread#SHARD` or `notices#read#SHARD` by its id."""

    type = UnicodeAttribute()
    at = UnicodeAttribute()
    data = Document(MAP)
    read_at = UnicodeAttribute(null=True)
    read_by = UnicodeAttribute(null=True)


class WebhookItem(OperationItem):
    """An address that hears what happens, under `webhooks` by its id. Its secrets are not in it."""

    url = UnicodeAttribute()
    types = Document(LIST)
    description = UnicodeAttribute()
    enabled = BooleanAttribute()
    generation = NumberAttribute()
    rotated_at = UnicodeAttribute(null=True)
    rotation = UnicodeAttribute(null=True)
    failing_since = UnicodeAttribute(null=True)
    disabled_because = UnicodeAttribute(null=True)
    fingerprint = UnicodeAttribute()
    created_at = UnicodeAttribute()
    created_by = UnicodeAttribute()
    version = NumberAttribute()


class DeliveryItem(OperationItem):
    """A message for a webhook, under `webhook-deliveries#WEBHOOK` by its id."""

    message_id = UnicodeAttribute()
    type = UnicodeAttribute()
    body = UnicodeAttribute()
    state = UnicodeAttribute()
    attempts = Document(LIST)
    tries = NumberAttribute()
    next_attempt_at = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute()
    version = NumberAttribute()


class DueItem(OperationItem):
    """That a delivery is due, under `webhook-due#WEBHOOK` by the time from which it shows itself and its id."""

    planned_at = UnicodeAttribute()
