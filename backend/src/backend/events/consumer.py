"""The loop of every consumer of a queue.

A message is handed to the handler until it has been handled once without an exception; then it is deleted. Delivery is
at least once, so a handler stores its effect once, with `seen.Seen` or by its own nature. A message that keeps failing
is handed out as often as its queue declares, later and later, and then goes to the dead letters.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from backend.events.aws import Threads
from backend.events.patience import AWAY, patiently

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

MOST_AT_ONCE = 10
"""Of one call to SQS, whatever it does."""

_log = logging.getLogger("backend.events.consumer")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message as it was handed out this time: for the `receives`-th time, counted from 1."""

    message_id: str
    body: str
    receives: int
    handle: str = field(repr=False)
    """By which SQS knows this delivery of it."""


Handle = Callable[[Delivery], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a queue is consumed.

    So many messages are `in_hand` at most, `taken_at_once` of them by one call, and no call is made for less than that,
    or than half of what may be in hand: every call has its price. That is 1 for a FIFO queue: SQS hands out several of
    a group together, and the second must not be handled, nor be counted as tried, before the first.
    Each is hidden for `visible_after_seconds`, and again as long as its handler is at work. After its n-th failure it
    comes back in a random part of `first_pause_seconds` doubled n times. At the end messages in hand have
    `grace_seconds` to finish; the others are given back.
    """

    in_hand: int = 2 * MOST_AT_ONCE
    taken_at_once: int = MOST_AT_ONCE
    wait_seconds: int = 5
    visible_after_seconds: int = 30
    first_pause_seconds: float = 1.0
    longest_pause_seconds: float = 600.0
    grace_seconds: float = 8.0

    @property
    def room(self) -> int:
        """So many more must fit into the hand before more are taken."""
        return min(self.taken_at_once, max(1, self.in_hand // 2))

    def pause_seconds(self, receives: int) -> int:
        """SQS takes whole seconds."""
        bound = min(self.longest_pause_seconds, self.first_pause_seconds * 2 ** min(receives, 20))
        return round(random.uniform(bound / 2, bound))


class Consumer:
    """Consumes one queue. Several at once, in one process or in many, share it."""

    def __init__(
        self,
        client: SQSClient,
        threads: Threads,
        queue_url: str,
        handle: Handle,
        manner: Manner | None = None,
    ) -> None:
        """`threads`: one is taken up by waiting, so at least two."""
        self._client, self._threads, self._queue, self._handle = client, threads, queue_url, handle
        self._manner = manner or Manner()
        self._in_hand: dict[asyncio.Task[None], Delivery] = {}
        self._hidden: dict[str, float] = {}
        """Since when each message that a handler is at work on is hidden, by the handle of its delivery."""
        self._handled: asyncio.Queue[Delivery] = asyncio.Queue()

    async def run(self, ending: asyncio.Event) -> None:
        """Returns once `ending` is set and everything in hand is either handled and deleted or given back."""
        deleting = asyncio.create_task(self._delete_handled())
        hiding = asyncio.create_task(self._keep_hidden())
        ended = asyncio.create_task(ending.wait())
        try:
            while not ending.is_set():
                await self._has_room(ended)
                if ending.is_set():
                    break
                for delivery in await self._received(ended):
                    self._in_hand[asyncio.create_task(self._work_on(delivery))] = delivery
        finally:
            ended.cancel()
            await self._finish()
            deleting.cancel()
            hiding.cancel()

    async def _has_room(self, ended: asyncio.Task[bool]) -> None:
        """Waits until more messages may be taken in hand, or until the end."""
        while True:
            for task in [task for task in self._in_hand if task.done()]:
                self._in_hand.pop(task)
            if self._manner.in_hand - len(self._in_hand) >= self._manner.room:
                return
            await asyncio.wait([*self._in_hand, ended], return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                return

    async def _received(self, ended: asyncio.Task[bool]) -> list[Delivery]:
        """What came, when something did or nothing for a while; nothing at the end, when what still comes goes back."""
        receiving = asyncio.create_task(patiently("receiving", self._receive))
        await asyncio.wait([receiving, ended], return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            return await receiving
        # The call under way cannot be cut short: whatever it takes from the queue would be hidden for nothing.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._manner.wait_seconds + 1):
                await self._give_back(await receiving)
        return []

    async def _receive(self) -> list[Delivery]:
        answer = await self._threads.run(
            self._client.receive_message,
            QueueUrl=self._queue,
            MaxNumberOfMessages=min(self._manner.taken_at_once, self._manner.in_hand - len(self._in_hand)),
            WaitTimeSeconds=self._manner.wait_seconds,
            VisibilityTimeout=self._manner.visible_after_seconds,
            MessageSystemAttributeNames=["ApproximateReceiveCount"],
        )
        return [_delivery(message) for message in answer.get("Messages", [])]

    async def _work_on(self, delivery: Delivery) -> None:
        self._hidden[delivery.handle] = monotonic()
        try:
            await self._handle(delivery)
        except asyncio.CancelledError:
            await self._give_back([delivery])
            raise
        except Exception as error:
            pause = self._manner.pause_seconds(delivery.receives)
            _log.warning(
                "message %s failed for the %d. time, and comes back in %d s: %r",
                delivery.message_id,
                delivery.receives,
                pause,
                error,
            )
            del self._hidden[delivery.handle]
            await self._show_after(delivery, pause)
        else:
            self._handled.put_nowait(delivery)
        finally:
            self._hidden.pop(delivery.handle, None)

    async def _keep_hidden(self) -> None:
        """Ten messages by one call: one by one a thousand in hand would not all be renewed in time, and each that
        shows itself again counts as tried, until it goes to the dead letters without ever having failed."""
        every = self._manner.visible_after_seconds / 3
        while True:
            await asyncio.sleep(every)
            now = monotonic()
            due = [handle for handle, since in self._hidden.items() if now - since >= every]
            batches = [due[start : start + MOST_AT_ONCE] for start in range(0, len(due), MOST_AT_ONCE)]
            await asyncio.gather(*map(self._hide, batches))

    async def _hide(self, handles: Sequence[str]) -> None:
        began, seconds = monotonic(), self._manner.visible_after_seconds
        still = [handle for handle in handles if handle in self._hidden]
        entries: Any = [
            {"Id": str(n), "ReceiptHandle": handle, "VisibilityTimeout": seconds}
            for n, handle in enumerate(still)
        ]
        if not entries:
            return
        with contextlib.suppress(*AWAY):
            await self._threads.run(
                self._client.change_message_visibility_batch, QueueUrl=self._queue, Entries=entries
            )
            self._hidden.update((handle, began) for handle in still if handle in self._hidden)

    async def _show_after(self, delivery: Delivery, seconds: int) -> None:
        # Whatever stands in the way, the message shows itself again when its time is over.
        with contextlib.suppress(*AWAY):
            await self._threads.run(
                self._client.change_message_visibility,
                QueueUrl=self._queue,
                ReceiptHandle=delivery.handle,
                VisibilityTimeout=seconds,
            )

    async def _give_back(self, deliveries: Sequence[Delivery]) -> None:
        await asyncio.gather(*(self._show_after(delivery, 0) for delivery in deliveries))

    async def _delete_handled(self) -> None:
        """Deletes what is handled, as many at once as there are."""
        while True:
            done = [await self._handled.get()]
            while len(done) < MOST_AT_ONCE and not self._handled.empty():
                done.append(self._handled.get_nowait())
            try:
                await self._delete(done)
            finally:
                for _ in done:
                    self._handled.task_done()

    async def _delete(self, deliveries: Sequence[Delivery]) -> None:
        """What could not be deleted comes again, and its handler finds that it was handled."""
        entries: Any = [{"Id": str(n), "ReceiptHandle": each.handle} for n, each in enumerate(deliveries)]
        for _ in range(3):
            with contextlib.suppress(*AWAY):
                answer = await self._threads.run(
                    self._client.delete_message_batch, QueueUrl=self._queue, Entries=entries
                )
                failed = {entry["Id"] for entry in answer.get("Failed", []) if not entry["SenderFault"]}
                entries = [entry for entry in entries if entry["Id"] in failed]
            if not entries:
                return
            await asyncio.sleep(0.2)
        _log.warning("%d handled messages could not be deleted, and come again", len(entries))

    async def _finish(self) -> None:
        if self._in_hand:
            _, late = await asyncio.wait(self._in_hand, timeout=self._manner.grace_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
                await self._handled.join()


def _delivery(message: Any) -> Delivery:
    return Delivery(
        message["MessageId"],
        message["Body"],
        int(message["Attributes"]["ApproximateReceiveCount"]),
        message["ReceiptHandle"],
    )
