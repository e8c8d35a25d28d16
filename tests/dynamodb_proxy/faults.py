"""What can go wrong between a service and DynamoDB; each class plays one thing."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol

from tests.dynamodb_proxy import errors
from tests.dynamodb_proxy.call import Answer, Call, ConnectionCut, Forward
from tests.dynamodb_proxy.conditions import reasons_without_writing

SINGLE_WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem"})
WRITES = SINGLE_WRITES | {"TransactWriteItems", "BatchWriteItem"}


class Fault(Protocol):
    operations: ClassVar[Collection[str] | None]
    """The operations it can be played in; None means any."""

    async def play(self, call: Call, forward: Forward) -> Answer:
        """The answer the client gets; `forward` asks the real database. Raises ConnectionCut for none."""
        ...


def _positions(at: Collection[int] | None, count: int, chooser: random.Random) -> Collection[int]:
    return {chooser.randrange(count)} if at is None else at


@dataclass
class TransactionConflict:
    """Another transaction holds some of the items: nothing is written.

    `at` are positions in the transaction (None: one at random). With `others="checked"` the other items get
    the reason that the real table gives for their condition, its old item included; with "none" they get "None".
    """

    operations: ClassVar[Collection[str] | None] = SINGLE_WRITES | {"TransactWriteItems"}
    at: Collection[int] | None = None
    others: Literal["none", "checked"] = "none"
    seed: int = 0
    _chooser: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._chooser = random.Random(self.seed)

    async def play(self, call: Call, forward: Forward) -> Answer:
        if call.operation in SINGLE_WRITES:
            return errors.single_item_conflict()
        count = len(call.transact_items)
        chosen = set(_positions(self.at, count, self._chooser))
        if self.others == "none":
            return errors.transaction_cancelled(errors.one_reason(errors.CONFLICT_REASON, chosen, count))
        found = await reasons_without_writing(call, forward)
        return errors.transaction_cancelled(
            [errors.CONFLICT_REASON if place in chosen else reason for place, reason in enumerate(found)]
        )


@dataclass
class Throttled:
    """The table, or the account, is over its rate: nothing is done."""

    operations: ClassVar[Collection[str] | None] = None
    kind: Literal["throughput", "throttling"] = "throughput"
    at: Collection[int] | None = None

    async def play(self, call: Call, forward: Forward) -> Answer:
        if call.operation == "TransactWriteItems":
            reason = errors.THROUGHPUT_REASON if self.kind == "throughput" else errors.THROTTLING_REASON
            count = len(call.transact_items)
            return errors.transaction_cancelled(errors.one_reason(reason, self.at or {0}, count))
        return errors.throughput_exceeded() if self.kind == "throughput" else errors.throttling()


@dataclass
class ServerError:
    """DynamoDB answers 500; nothing was written."""

    operations: ClassVar[Collection[str] | None] = None

    async def play(self, call: Call, forward: Forward) -> Answer:
        return errors.internal_server_error()


@dataclass
class LostAnswer:
    """The call takes effect; its answer never arrives, the connection is cut."""

    operations: ClassVar[Collection[str] | None] = None

    async def play(self, call: Call, forward: Forward) -> Answer:
        await forward(call)
        raise ConnectionCut


@dataclass
class LostRequest:
    """The connection is cut before the call takes effect."""

    operations: ClassVar[Collection[str] | None] = None

    async def play(self, call: Call, forward: Forward) -> Answer:
        raise ConnectionCut


@dataclass
class LateAnswer:
    """The call takes effect at once; its answer comes `seconds` later."""

    operations: ClassVar[Collection[str] | None] = None
    seconds: float = 1.0

    async def play(self, call: Call, forward: Forward) -> Answer:
        answer = await forward(call)
        await asyncio.sleep(self.seconds)
        return answer


@dataclass
class Hang:
    """The connection stays open and nothing happens: no effect, no answer, until the client gives up."""

    operations: ClassVar[Collection[str] | None] = None

    async def play(self, call: Call, forward: Forward) -> Answer:
        await asyncio.sleep(3600)
        raise ConnectionCut


@dataclass
class Rewritten:
    """The call arrives changed: plants, from outside, a fault that the service itself does not have."""

    operations: ClassVar[Collection[str] | None] = frozenset({"TransactWriteItems"})
    change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
    """The items of a transaction, to others."""

    async def play(self, call: Call, forward: Forward) -> Answer:
        return await forward(
            call.with_payload({**call.payload, "TransactItems": self.change(call.transact_items)})
        )
