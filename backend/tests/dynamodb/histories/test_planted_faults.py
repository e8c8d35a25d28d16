"""The histories find what they are there to find: each fault planted in the backend ends one of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from backend_testing.play import play
from hypothesis import Phase, settings
from hypothesis.errors import Flaky

from backend.app import create_app
from backend.orders.domain import transitions
from backend.orders.domain.transitions import OrderChange
from backend.orders.use_cases import cancel_order, change_order_status, place_order, ship_order
from backend.orders.use_cases.place_order import Placed
from backend.persistence.dynamo import Dynamo
from backend.settings import Settings

pytestmark = pytest.mark.dynamodb
Write = dict[str, Any]
Plant = Callable[[pytest.MonkeyPatch], None]


def in_every_write(spoil: Callable[[str, Write], Write]) -> Plant:
    """Spoil each part of each transaction on its way to the database."""
    send = Dynamo.transact_write

    async def spoiled(dynamo: Dynamo, items: Sequence[Mapping[str, Any]]) -> None:
        parts = [{kind: spoil(kind, part) for kind, part in item.items()} for item in items]
        await send(dynamo, parts)

    return lambda monkeypatch: monkeypatch.setattr(Dynamo, "transact_write", spoiled)


def without_condition(part: Write) -> Write:
    return {name: value for name, value in part.items() if "Condition" not in name}


def without_value(part: Write, name: str) -> Write:
    values = {key: value for key, value in part["ExpressionAttributeValues"].items() if key != name}
    return {**part, "ExpressionAttributeValues": values}


def put_without_condition(kind: str, part: Write) -> Write:
    return without_condition(part) if kind == "Put" and "timeline" in part["Item"] else part


def sale_without_stock(kind: str, part: Write) -> Write:
    condition = part.get("ConditionExpression", "").replace(" AND available >= :quantity", "")
    return {**part, "ConditionExpression": condition} if condition else part


def change_without_version(kind: str, part: Write) -> Write:
    if part.get("ConditionExpression") != "version = :seen":
        return part
    return without_value(without_condition(part), ":seen")


def sale_of_any_version(kind: str, part: Write) -> Write:
    condition = part.get("ConditionExpression", "")
    if not condition.startswith("version = :seen AND"):
        return part
    spoiled = {**part, "ConditionExpression": condition.removeprefix("version = :seen AND ")}
    return without_value(spoiled, ":seen")


def stock_without_revision(kind: str, part: Write) -> Write:
    update = part.get("UpdateExpression", "")
    if not update.startswith("ADD ") or "revision :one" not in update:
        return part
    return without_value({**part, "UpdateExpression": update.replace(", revision :one", "")}, ":one")


def no_restock(monkeypatch: pytest.MonkeyPatch) -> None:
    cancel = transitions.cancel

    def forgetful(*args: Any, **fields: Any) -> OrderChange | None:
        change = cancel(*args, **fields)
        return change and replace(change, released={})

    for module in (cancel_order, change_order_status):
        monkeypatch.setattr(module, "cancel", forgetful)


def no_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        place_order, "_replay", lambda existing, _: Placed(existing.as_placed(), replayed=True)
    )


def replay_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_order, "_replay", lambda existing, _: Placed(existing, replayed=True))


def a_parcel_for_every_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ship_order, "shipment_id_for", lambda *_: str(uuid.uuid4()))


FAULTS: Mapping[str, Plant] = {
    "no condition on the put": in_every_write(put_without_condition),
    "stock is not asked for": in_every_write(sale_without_stock),
    "an order's version is not asked for": in_every_write(change_without_version),
    "a product's version is not asked for": in_every_write(sale_of_any_version),
    "revision stays where it was": in_every_write(stock_without_revision),
    "cancelling does not restock": no_restock,
    "a replay minds no fingerprint": no_fingerprint,
    "a replay answers the order as it stands": replay_as_it_stands,
    "one key ships twice": a_parcel_for_every_try,
}


LIMITS = settings(max_examples=60, stateful_step_count=30, phases=[Phase.generate], print_blob=False)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, tables: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backend with this fault does not come through the histories."""
    FAULTS[fault](monkeypatch)
    with pytest.raises((AssertionError, Flaky)):
        play(create_app(tables), LIMITS)
