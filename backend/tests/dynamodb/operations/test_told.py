"""What ends by itself is told in the transaction that ends it: to the inbox, and to the webhooks that want it."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from backend_testing.driver import Driver
from backend_testing.passports import manager
from backend_testing.samples import webhook

from backend.clock import utc_now
from backend.dead_letters.domain.dead_letter import DeadLetter
from backend.events.consumer import Delivery
from backend.events.seen import Write
from backend.events.settings import EventsSettings
from backend.notices.domain.notice import Notice
from backend.persistence.dynamo import Dynamo, open_dynamo
from backend.settings import Settings
from backend.webhooks.domain.webhook import MessageType, Webhook
from backend.webhooks.repository import DynamoDeliveries, DynamoWebhooks
from backend.workers.commands import command_handler
from backend.workers.dead_letters import letters_that_are_told
from backend.workers.telling import Telling
from chassis.context import begin_work

pytestmark = pytest.mark.dynamodb


class World:
    """Webhooks of one test, and what was written for them."""

    def __init__(self, settings: EventsSettings, dynamo: Dynamo, backend: Driver) -> None:
        self.settings, self.dynamo, self.backend = settings, dynamo, backend
        self.webhooks = DynamoWebhooks(dynamo, table=settings.operations_table)
        self.deliveries = DynamoDeliveries(dynamo, table=settings.operations_table)

    async def webhook(self, *types: str, **fields: Any) -> Webhook:
        made = webhook("http://127.0.0.1:1/", *types, webhook_id=str(uuid.uuid4()))
        assert await self.webhooks.create(made) is None
        return made

    async def due(self, to: Webhook) -> list[dict[str, Any]]:
        """The messages that are due to it, each with its id."""
        log = await self.deliveries.newest(to.webhook_id, low="0", high="g", limit=9)
        return [{"id": one.message_id, **json.loads(one.body)} for one in log]

    async def import_rows(self, *, dry_run: bool = False, times: int = 1) -> str:
        """A file of two rows, whose command is delivered so many times at once; its id."""
        import_id = str(uuid.uuid4())
        rows = "".join(f"{import_id[:8]}-{n},Thing,c,500,USD,5\n" for n in range(2))
        header = "sku,name,category,price_amount_minor,currency,stock_change"
        body = {"header": header, "text": rows, "first_row": 1, "rows": 2}
        kept = await self.backend.http.put(
            f"/product-imports/{import_id}/parts/0", json=body, headers=manager()
        )
        assert kept.status_code == 204, kept.text
        command = {
            "operation_id": import_id,
            "kind": "import_products",
            "asked_by": "olivia",
            "roles": ["ops_manager"],
            "asked_at": "2026-11-22T09:30:00Z",
            "parameters": {},
            "body": {"parts": 1, "dry_run": dry_run},
            "about": import_id,
        }
        handle = command_handler(self.settings, self.dynamo)
        delivery = Delivery("a message", json.dumps(command), 1, "a handle")
        await asyncio.gather(*(handle(delivery) for _ in range(times)))
        await handle(delivery)
        return import_id

    async def keep_letter(self, *, times: int = 1) -> str:
        """A message that kept failing, found so many times; the id of the dead letter."""
        letter_id = str(uuid.uuid4())
        letters = letters_that_are_told(self.dynamo, self.settings.operations_table)
        begin_work(10)
        for _ in range(times):
            letter = DeadLetter(letter_id, "ops-commands", '{"name": "Ada"}', "KeyError: Ada", utc_now())
            await letters.keep(letter)
        return letter_id


@pytest.fixture
async def world(tables: Settings, backend: Driver) -> AsyncIterator[World]:
    settings = EventsSettings(
        environment="development",
        dynamodb_endpoint_url=tables.dynamodb_endpoint_url,
        orders_table=tables.orders_table,
        products_table=tables.products_table,
        operations_table=tables.operations_table,
    )
    dynamo, session = open_dynamo(
        endpoint_url=tables.dynamodb_endpoint_url, region=tables.aws_region, connections=16
    )
    async with session:
        made = World(settings, dynamo, backend)
        yield made
        for each in await made.webhooks.all():
            await made.webhooks.remove(each.webhook_id)


async def test_an_import_that_ended_is_told_once(world: World) -> None:
    """However often its command is delivered; to webhooks that want it, under the id of the notice."""
    wants, other = await world.webhook("import.finished"), await world.webhook("order.placed")
    import_id = await world.import_rows(times=3)
    (notice,) = await world.backend.notices_about(import_id)
    (message,) = await world.due(wants)
    assert (message["id"], message["type"]) == (notice["notice_id"], "import.finished")
    rows = {"new": 2, "changed": 0, "unchanged": 0, "wrong": 0}
    about = {"operation_id": import_id, "by": "ops:olivia", "state": "SUCCEEDED", "rows": rows}
    assert message["data"]["data"] == notice["data"] == about
    assert await world.due(other) == []


async def test_a_dry_run_is_told_to_nobody(world: World) -> None:
    """It has changed nothing."""
    wants = await world.webhook("import.finished")
    assert await world.backend.notices_about(await world.import_rows(dry_run=True)) == []
    assert await world.due(wants) == []


async def test_a_dead_letter_is_told_once(world: World) -> None:
    """However often it is found; without what it says, which may name a customer."""
    wants, other = await world.webhook("dead_letter.arrived"), await world.webhook("import.finished")
    letter_id = await world.keep_letter(times=3)
    (notice,) = await world.backend.notices_about(letter_id)
    (message,) = await world.due(wants)
    assert (message["id"], message["type"]) == (notice["notice_id"], "dead_letter.arrived")
    assert message["data"]["data"] == {"dead_letter_id": letter_id, "queue": "ops-commands"}
    assert "Ada" not in str(message)
    assert await world.due(other) == []


@pytest.mark.parametrize("told", [test_an_import_that_ended_is_told_once, test_a_dead_letter_is_told_once])
async def test_an_end_that_is_not_told_is_seen(
    world: World, monkeypatch: pytest.MonkeyPatch, told: Any
) -> None:
    """The planted fault: nothing is written beside the end."""

    async def silent(self: Telling, notice: Notice | None, messages: Sequence[Any] = ()) -> list[Write]:
        return []

    monkeypatch.setattr(Telling, "of", silent)
    with pytest.raises(ValueError, match="not enough values to unpack"):
        await told(world)


async def test_as_many_webhooks_as_there_may_be_are_told(world: World) -> None:
    """All their deliveries fit into the transaction beside the end."""
    made = [await world.webhook(*(kind.value for kind in MessageType)) for _ in range(20)]
    letter_id, import_id = await world.keep_letter(), await world.import_rows()
    for each in made:
        types = {message["type"]: message["data"]["data"] for message in await world.due(each)}
        assert types["dead_letter.arrived"]["dead_letter_id"] == letter_id
        assert types["import.finished"]["operation_id"] == import_id
