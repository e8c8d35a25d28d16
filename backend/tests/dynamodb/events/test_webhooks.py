"""Deliveries to receivers on this machine, over the real DynamoDB: on time, on their own, signed, and not lost."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from aiohttp import web
from backend_testing.driver import Driver
from backend_testing.passports import agent, manager
from backend_testing.samples import delivery, order, webhook
from standardwebhooks import Webhook as Receiver

from backend.clock import utc_now
from backend.events.order_history import events_of
from backend.events.seen import Seen
from backend.events.settings import EventsSettings
from backend.notices.repository import DynamoNotices
from backend.persistence.dynamo import Dynamo, open_dynamo
from backend.settings import Settings
from backend.webhooks.domain.delivery import Delivery, DeliveryState
from backend.webhooks.domain.signing import secret_for, shown
from backend.webhooks.domain.webhook import DISABLED_AFTER, Webhook
from backend.webhooks.repository import DynamoDeliveries, DynamoWebhooks
from backend.webhooks.use_cases.redeliver import Redeliver
from backend.workers.notify_ops import NotifyOps
from backend.workers.outbound import Outbound, open_outbound
from backend.workers.telling import Telling
from backend.workers.webhooks import Deliverer, Tempo
from tests.processes.process import ServerProcess

pytestmark = pytest.mark.dynamodb

KEY = "a key of a test that makes webhooks' secrets"
Answer = Callable[[int], int]


class Receivers:
    """A server on this machine: `answers` says of a path how its n-th request is answered, counted from 1."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.heard: dict[str, list[tuple[float, dict[str, str], str]]] = {}
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        heard = self.heard.setdefault(request.path, [])
        heard.append((time.monotonic(), dict(request.headers), await request.text()))
        answer = self.answers.get(request.path)
        status = answer(len(heard)) if answer else 204
        if status == 0:
            await asyncio.sleep(30)
        return web.Response(status=status or 500)

    def times(self, path: str) -> list[float]:
        return [at for at, _, _ in self.heard.get(path, [])]

    def messages(self, path: str) -> list[str]:
        return [headers["webhook-id"] for _, headers, _ in self.heard.get(path, [])]


@pytest.fixture
async def receivers() -> AsyncIterator[Receivers]:
    made = Receivers()
    app = web.Application()
    app.router.add_route("POST", "/{path:.*}", made.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


class World:
    """Webhooks of one test, and workers that serve them."""

    def __init__(self, dynamo: Dynamo, table: str, receivers: Receivers) -> None:
        self.dynamo, self.table, self.receivers = dynamo, table, receivers
        self.webhooks = DynamoWebhooks(dynamo, table=table)
        self.deliveries = DynamoDeliveries(dynamo, table=table)
        self.notices = DynamoNotices(dynamo, table=table)
        self.now: Callable[[], datetime] = utc_now

    async def webhook(self, path: str, *types: str, url: str | None = None, **fields: Any) -> Webhook:
        made = webhook(url or self.receivers.url + path, *types, webhook_id=str(uuid.uuid4()))
        made = replace(made, **fields)
        assert await self.webhooks.create(made) is None
        return made

    async def due(self, to: Webhook, count: int = 1) -> list[Delivery]:
        made = [delivery(to, f"message {n}", at=utc_now()) for n in range(count)]
        for each in made:
            await self.dynamo.transact_write(self.deliveries.additions([each]))
        return made

    async def stands(self, made: Delivery) -> Delivery:
        found = await self.deliveries.get(made.webhook_id, made.delivery_id)
        assert found is not None
        return found

    async def until(self, made: Delivery, state: str, seconds: float = 15) -> Delivery:
        async with asyncio.timeout(seconds):
            while (found := await self.stands(made)).state != state:
                await asyncio.sleep(0.05)
        return found

    @asynccontextmanager
    async def serving(self, *, pauses: float = 0.3, count: int = 3, **tempo: Any) -> AsyncIterator[None]:
        """A worker at work; at the end it is asked to end, and has."""
        told = Tempo(
            poll_seconds=0.05, pauses=(timedelta(seconds=pauses),) * count, **{"grace_seconds": 0.2, **tempo}
        )
        ending = asyncio.Event()
        async with open_outbound(inside=True, timeout_seconds=1) as outbound:
            work = asyncio.create_task(self.deliverer(outbound, told).run(ending))
            try:
                yield
            finally:
                ending.set()
                async with asyncio.timeout(10):
                    await work

    def deliverer(self, outbound: Outbound, tempo: Tempo) -> Deliverer:
        return Deliverer(
            self.webhooks, self.deliveries, self.notices, outbound.post, KEY, lambda: self.now(), tempo
        )


@pytest.fixture
async def world(tables: Settings, receivers: Receivers) -> AsyncIterator[World]:
    dynamo, session = open_dynamo(
        endpoint_url=tables.dynamodb_endpoint_url, region=tables.aws_region, connections=16
    )
    async with session:
        made = World(dynamo, tables.operations_table, receivers)
        yield made
        for each in await made.webhooks.all():
            await made.webhooks.remove(each.webhook_id)


async def test_an_event_is_due_once_to_each_who_wants_it(world: World) -> None:
    """Taken effect of three times; nothing to those who want something else, or are disabled."""
    event = events_of(order(order_id=uuid.uuid4().hex))[0].model_copy(update={"at": utc_now()})
    wanting = [await world.webhook(f"/{n}") for n in range(2)]
    others = [await world.webhook("/other", "order.shipped"), await world.webhook("/off", enabled=False)]
    notify = NotifyOps(Telling(world.notices, world.webhooks, world.deliveries), utc_now)
    seen = Seen(world.dynamo, world.table, consumer="test")
    for first in (True, False, False):
        assert await seen.write_once(event.event_id, await notify(event)) is first

    async def logged(of: Webhook) -> list[str]:
        log = await world.deliveries.newest(of.webhook_id, low="0", high="g", limit=9)
        return [each.message_id for each in log]

    assert [await logged(each) for each in wanting] == [[event.event_id]] * 2
    assert [await logged(each) for each in others] == [[], []]


async def test_what_is_delivered_is_signed(world: World, receivers: Receivers) -> None:
    """As another implementation of Standard Webhooks reads it; during a rotation by both secrets."""
    to = await world.webhook("/hook", generation=2, rotated_at=utc_now())
    (sent,) = await world.due(to)
    async with world.serving():
        delivered = await world.until(sent, DeliveryState.DELIVERED)
    ((_, headers, body),) = receivers.heard["/hook"]
    for generation in (1, 2):
        secret = shown(secret_for(KEY, to.webhook_id, generation))
        assert Receiver(secret).verify(body, headers) == {"type": "order.placed"}
    assert headers["webhook-id"] == sent.message_id
    assert headers["Content-Type"] == "application/json"
    assert [attempt.status for attempt in delivered.attempts] == [204]


async def test_what_fails_is_tried_again_and_the_others_do_not_wait(
    world: World, receivers: Receivers
) -> None:
    """One that is down, one that is slow, one that answers 500 and one that comes to itself: each has its own attempts,
    and those that are well get everything at once."""
    receivers.answers = {
        "/slow": lambda _: 0,
        "/500": lambda _: 500,
        "/mends": lambda n: 500 if n < 3 else 200,
    }
    down = await world.webhook("", url="http://127.0.0.1:1/down")
    slow, broken, mends, well = [await world.webhook(path) for path in ("/slow", "/500", "/mends", "/well")]
    failing = [(await world.due(each, 3))[0] for each in (down, slow, broken)]
    mending, fine = await world.due(mends, 3), await world.due(well, 10)
    began = time.monotonic()
    async with world.serving():
        for each in fine:
            await world.until(each, DeliveryState.DELIVERED)
        assert max(receivers.times("/well")) - began < 5
        for each in mending:
            await world.until(each, DeliveryState.DELIVERED)
        given_up = [await world.until(each, DeliveryState.FAILED) for each in failing]
    # of each the first attempt and three more
    assert [[attempt.status or attempt.error for attempt in each.attempts] for each in given_up] == [
        ["connection_failed"] * 4,
        ["timed_out"] * 4,
        [500] * 4,
    ]
    first = [at for at, headers, _ in receivers.heard["/500"] if headers["webhook-id"] == "message 0"]
    assert all(later - earlier > 0.25 for earlier, later in pairwise(first))
    assert len(receivers.messages("/well")) == 10


async def test_a_queue_in_common_is_seen(
    world: World, receivers: Receivers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: served one after another, those that are well wait for those that are slow."""
    serve = Deliverer._serve
    lock = asyncio.Lock()

    async def in_turn(self: Deliverer, webhook_id: str) -> None:
        async with lock:
            await serve(self, webhook_id)

    monkeypatch.setattr(Deliverer, "_serve", in_turn)
    receivers.answers = {"/slow": lambda _: 0}
    slow = await world.webhook("/slow", created_at=utc_now() - timedelta(days=1))
    well = await world.webhook("/well", created_at=utc_now())
    await world.due(slow, 12)
    await world.due(well)
    began = time.monotonic()
    async with world.serving(pauses=60):
        async with asyncio.timeout(15):
            while not receivers.times("/well"):
                await asyncio.sleep(0.05)
    assert receivers.times("/well")[0] - began > 2


async def test_two_workers_share_the_attempts(world: World, receivers: Receivers) -> None:
    """Each delivery is made by one of them."""
    to = await world.webhook("/shared")
    made = await world.due(to, 20)
    async with AsyncExitStack() as workers:
        for _ in range(3):
            await workers.enter_async_context(world.serving())
        for each in made:
            await world.until(each, DeliveryState.DELIVERED)
    assert sorted(receivers.messages("/shared")) == sorted(each.message_id for each in made)


async def test_an_attempt_that_was_cut_off_is_made_again(world: World, receivers: Receivers) -> None:
    """By whoever comes next, once the worker that had it has let it lie for long enough."""
    receivers.answers = {"/cut": lambda n: 0 if n == 1 else 200}
    to = await world.webhook("/cut")
    (made,) = await world.due(to)
    async with world.serving(in_hand=timedelta(seconds=1), grace_seconds=0):
        async with asyncio.timeout(5):
            while not receivers.times("/cut"):
                await asyncio.sleep(0.02)
    assert (await world.stands(made)).attempts == ()
    async with world.serving(in_hand=timedelta(seconds=5)):
        await world.until(made, DeliveryState.DELIVERED)
    assert receivers.messages("/cut") == [made.message_id] * 2


async def test_one_that_fails_for_days_is_disabled(world: World, receivers: Receivers) -> None:
    """With a notice; what is due waits, and goes out once it is enabled again."""
    receivers.answers = {"/failing": lambda _: 500}
    to = await world.webhook("/failing", failing_since=utc_now() - DISABLED_AFTER)
    (made,) = await world.due(to)
    async with world.serving(pauses=0.1, count=100):
        async with asyncio.timeout(10):
            while (stood := await world.webhooks.get(to.webhook_id)) is None or stood.enabled:
                await asyncio.sleep(0.05)
        tried = len(receivers.times("/failing"))
        await asyncio.sleep(0.5)
        assert len(receivers.times("/failing")) == tried
        assert stood.disabled_because == "failing"
        told = await world.notices.newest(unread_only=True, low="0", high="g", limit=100)
        assert [each.data for each in told if each.type == "webhook.disabled"] == [
            {"webhook_id": to.webhook_id, "because": "failing"}
        ]
        receivers.answers.clear()
        again = replace(stood, enabled=True, failing_since=None, version=stood.version + 1)
        await world.webhooks.save(again)
        await world.until(made, DeliveryState.DELIVERED)


async def test_a_success_ends_what_was_failing(world: World, receivers: Receivers) -> None:
    """The first failure is noted, and forgotten when something comes through."""
    receivers.answers = {"/mends": lambda n: 500 if n == 1 else 200}
    to = await world.webhook("/mends")
    (made,) = await world.due(to)
    async with world.serving(pauses=1):
        async with asyncio.timeout(5):
            while (stood := await world.webhooks.get(to.webhook_id)) is None or stood.failing_since is None:
                await asyncio.sleep(0.02)
        await world.until(made, DeliveryState.DELIVERED)
        async with asyncio.timeout(5):
            while (stood := await world.webhooks.get(to.webhook_id)) is None or stood.failing_since:
                await asyncio.sleep(0.02)
    assert stood.enabled


async def test_one_that_is_gone_is_disabled_at_once(world: World, receivers: Receivers) -> None:
    """It said so with a 410."""
    receivers.answers = {"/gone": lambda _: 410}
    to = await world.webhook("/gone")
    await world.due(to)
    async with world.serving():
        async with asyncio.timeout(10):
            while (stood := await world.webhooks.get(to.webhook_id)) is None or stood.enabled:
                await asyncio.sleep(0.05)
    assert stood.disabled_because == "gone"


async def test_asked_for_again_while_it_waits_it_is_sent_once_more(
    world: World, receivers: Receivers
) -> None:
    """At once, and not once more when its earlier time comes."""
    receivers.answers = {"/again": lambda n: 500 if n == 1 else 200}
    to = await world.webhook("/again")
    (made,) = await world.due(to)
    async with world.serving(pauses=1.5):
        async with asyncio.timeout(5):
            while not (waiting := await world.stands(made)).attempts:
                await asyncio.sleep(0.02)
        await Redeliver(world.deliveries, utc_now)(to.webhook_id, made.delivery_id)
        delivered = await world.until(made, DeliveryState.DELIVERED, seconds=1.4)
        await asyncio.sleep(2)
    assert waiting.state == DeliveryState.PENDING
    assert len(delivered.attempts) == 2
    assert receivers.messages("/again") == [made.message_id] * 2


async def test_from_a_change_to_a_receiver(
    backend: Driver, workers: ServerProcess, receivers: Receivers, events_settings: EventsSettings
) -> None:
    """Through the API, the relay, the bus and the workers' process: new orders and low stock, with what proves it."""
    created = await backend.http.post(
        "/webhooks",
        json={"url": f"{receivers.url}/story", "types": ["order.placed", "product.ran_low"]},
        headers={**manager(), "Idempotency-Key": uuid.uuid4().hex},
    )
    assert created.status_code == 201, created.text
    await asyncio.to_thread(workers.start)
    product_id = await backend.stocked(3, low_stock_threshold=2)
    order_id = await backend.placed({product_id: 1})
    async with asyncio.timeout(20):
        while len(receivers.times("/story")) < 2:
            await asyncio.sleep(0.05)
    verified = [
        Receiver(created.json()["secret"]).verify(body, headers)
        for _, headers, body in receivers.heard["/story"]
    ]
    by_type = {message["type"]: message["data"] for message in verified}
    assert by_type["order.placed"]["order_id"] == order_id
    assert by_type["product.ran_low"]["data"]["product_id"] == product_id
    assert f"{order_id}:1" in receivers.messages("/story")
    log = f"/webhooks/{created.json()['webhook_id']}/deliveries"
    assert (await backend.http.get(log, headers=agent())).status_code == 403
    items = (await backend.http.get(log, headers=manager())).json()["items"]
    assert {item["type"] for item in items} == {"order.placed", "product.ran_low"}
    assert "Springfield" not in repr(receivers.heard)
