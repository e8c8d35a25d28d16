"""The worker that delivers to webhooks: each at its own pace, so that none waits for another."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.clock import Now, timestamp, utc_now
from backend.contention import Contended
from backend.events.patience import AWAY, patiently
from backend.events.seen import AnyEvent
from backend.notices.domain.notice import Notice, notice
from backend.notices.repository import DynamoNotices
from backend.notices.schemas import NoticeView
from backend.persistence.dynamo import Dynamo
from backend.timed_ids import timed_id
from backend.webhooks.domain.delivery import PAUSES, Attempt, Delivery, DeliveryState, after_attempt
from backend.webhooks.domain.signing import headers, secret_for
from backend.webhooks.domain.webhook import Webhook, after_failure, after_success
from backend.webhooks.repository import Due, DynamoDeliveries, DynamoWebhooks
from backend.workers.outbound import NoAnswer, open_outbound
from backend.workers.settings import WorkersSettings

DISABLED = "webhook.disabled"
"""The type of the notice that a webhook was given up."""

Post = Callable[[str, Mapping[str, str], str], Awaitable[int]]

_log = logging.getLogger("backend.workers.webhooks")


@dataclass(frozen=True, slots=True)
class Message:
    """What receivers get: `message_id` tells them whether they have seen it."""

    message_id: str
    type: str
    body: str


def message_of_event(event: AnyEvent) -> Message:
    return _message(event.event_id, event.type, event.at, event.model_dump(mode="json"))


def message_of_notice(told: Notice) -> Message:
    data = NoticeView.model_validate(told).model_dump(mode="json", exclude={"read_at", "read_by"})
    return _message(told.notice_id, told.type, told.at, data)


def _message(message_id: str, kind: str, at: datetime, data: Mapping[str, object]) -> Message:
    # The envelope that Standard Webhooks recommends.
    body = {"type": kind, "timestamp": timestamp(at), "data": data}
    return Message(message_id, kind, json.dumps(body, separators=(",", ":"), ensure_ascii=False))


def deliveries_of(messages: Sequence[Message], webhooks: Sequence[Webhook], now: datetime) -> list[Delivery]:
    """A delivery, due now, of each message to each webhook that wants it."""
    return [
        Delivery(
            delivery_id=timed_id(now, f"{webhook.webhook_id} {message.message_id}"),
            webhook_id=webhook.webhook_id,
            message_id=message.message_id,
            type=message.type,
            body=message.body,
            state=DeliveryState.PENDING,
            attempts=(),
            tries=0,
            next_attempt_at=now,
            created_at=now,
        )
        for message in messages
        for webhook in webhooks
        if webhook.wants(message.type)
    ]


@dataclass(frozen=True, slots=True)
class Tempo:
    """How often what is due is looked for, how many of a webhook's deliveries are under way at once, and how long one
    is left to the worker that has it in hand, which must be longer than an attempt can take."""

    poll_seconds: float = 1.0
    at_once: int = 4
    in_hand: timedelta = timedelta(seconds=60)
    pauses: Sequence[timedelta] = PAUSES
    grace_seconds: float = 5.0


class Deliverer:
    """Makes the attempts that are due. Several, in one process or in many, share them."""

    def __init__(
        self,
        webhooks: DynamoWebhooks,
        deliveries: DynamoDeliveries,
        notices: DynamoNotices,
        post: Post,
        key: str,
        now: Now,
        tempo: Tempo | None = None,
    ) -> None:
        self._webhooks, self._deliveries, self._notices = webhooks, deliveries, notices
        self._post, self._key, self._now = post, key, now
        self._tempo = tempo or Tempo()
        self._serving: dict[str, asyncio.Task[None]] = {}

    async def run(self, ending: asyncio.Event) -> None:
        """Returns once `ending` is set. Attempts that are under way then have a moment to finish; one that does not is
        made again by whoever comes next."""
        ended = asyncio.create_task(ending.wait())
        try:
            while not ending.is_set():
                for webhook in await self._read(ended):
                    serving = self._serving.get(webhook.webhook_id)
                    if webhook.enabled and (serving is None or serving.done()):
                        self._serving[webhook.webhook_id] = asyncio.create_task(
                            self._serve(webhook.webhook_id)
                        )
                await asyncio.wait([ended], timeout=self._tempo.poll_seconds)
        finally:
            ended.cancel()
            await self._finish()

    async def _read(self, ended: asyncio.Task[bool]) -> list[Webhook]:
        """Every webhook; none at the end, which does not wait for a database that is away."""
        reading = asyncio.create_task(patiently("reading the webhooks", self._webhooks.all))
        await asyncio.wait([reading, ended], return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            reading.cancel()
            return []
        return reading.result()

    async def _finish(self) -> None:
        if under_way := [task for task in self._serving.values() if not task.done()]:
            _, late = await asyncio.wait(under_way, timeout=self._tempo.grace_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _serve(self, webhook_id: str) -> None:
        """Everything that is due to one webhook."""
        try:
            while await self._serve_some(webhook_id):
                pass
        except AWAY as error:
            _log.warning("webhook %s is served later: %s", webhook_id, error)
        except Exception:
            _log.exception("webhook %s could not be served", webhook_id)

    async def _serve_some(self, webhook_id: str) -> bool:
        webhook = await self._webhooks.get(webhook_id)
        if webhook is None or not webhook.enabled:
            return False
        due = await self._deliveries.due(webhook_id, self._now(), self._tempo.at_once)
        outcomes = await asyncio.gather(*(self._attempt(webhook, each) for each in due))
        return any(outcomes)

    async def _attempt(self, webhook: Webhook, due: Due) -> bool:
        """Whether there may be more to do at once."""
        claimed = await self._deliveries.claim(due, self._now() + self._tempo.in_hand)
        if claimed is None:
            return False
        taken, delivery = claimed
        attempt = await self._try(webhook, delivery)
        try:
            await self._deliveries.settle(after_attempt(delivery, attempt, self._tempo.pauses), taken)
        except Contended:
            _log.info("delivery %s was asked for again while it was under way", delivery.delivery_id)
        await self._note(webhook, attempt)
        return True

    async def _try(self, webhook: Webhook, delivery: Delivery) -> Attempt:
        at = self._now()
        generations = webhook.signing_generations(at)
        secrets = [secret_for(self._key, webhook.webhook_id, generation) for generation in generations]
        clock = asyncio.get_running_loop().time
        began = clock()
        status, error = None, None
        try:
            sent = headers(secrets, delivery.message_id, at, delivery.body)
            status = await self._post(webhook.url, sent, delivery.body)
        except NoAnswer as none:
            error = str(none)
        return Attempt(at, status, error, round((clock() - began) * 1000))

    async def _note(self, webhook: Webhook, attempt: Attempt) -> None:
        """Keep since when it fails, and give it up after days: in one transaction with the notice of it."""
        if attempt.delivered and webhook.failing_since is None:
            return
        current = await self._webhooks.get(webhook.webhook_id)
        if current is None or not current.enabled or current.url != webhook.url:
            return
        decided = (
            after_success(current)
            if attempt.delivered
            else after_failure(current, attempt.at, gone=attempt.gone)
        )
        if decided == current:
            return
        also = []
        if not decided.enabled:
            _log.warning("webhook %s is disabled: %s", webhook.webhook_id, decided.disabled_because)
            data = {"webhook_id": webhook.webhook_id, "because": decided.disabled_because}
            told = notice(DISABLED, attempt.at, data, cause=f"{webhook.webhook_id} {current.version}")
            also.append(self._notices.addition(told))
        try:
            await self._webhooks.save(replace(decided, version=current.version + 1), also)
        except Contended:
            # Somebody else has noted an attempt or edited it: the next attempt notes what is still true.
            return


async def run_webhooks(settings: WorkersSettings, dynamo: Dynamo, ending: asyncio.Event) -> None:
    """Returns once `ending` is set and no attempt is under way."""
    table = settings.operations_table
    async with open_outbound(inside=settings.webhooks_inside) as outbound:
        deliverer = Deliverer(
            DynamoWebhooks(dynamo, table=table),
            DynamoDeliveries(dynamo, table=table),
            DynamoNotices(dynamo, table=table),
            outbound.post,
            settings.webhook_signing_key.get_secret_value(),
            utc_now,
        )
        await deliverer.run(ending)
