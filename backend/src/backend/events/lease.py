"""One relay at a time: a lease in Operations.

No clocks are compared. Whoever waits watches the holder's renewals, and takes over when there were none for the
lease's length by its own clock (as Amazon's DynamoDB lock client does). Two holders at once, as when one was frozen, do
no harm: they publish the same events under the same ids.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Mapping
from typing import Any

from backend.events.feed import Place
from backend.events.patience import patiently
from backend.persistence.dynamo import Dynamo, TransactionCancelled
from backend.persistence.items import Item, RelayLeaseItem, from_wire, to_wire

RELAY = "relay#lease"
_WATCH_SECONDS = 0.1

_log = logging.getLogger("backend.events.lease")


class LeaseLost(Exception):
    """Another relay has taken over."""


class Lease:
    """`term` is greater than that of every holder before."""

    def __init__(self, dynamo: Dynamo, table: str, *, seconds: float) -> None:
        self._dynamo, self._table, self._seconds = dynamo, table, seconds
        self._holder = uuid.uuid4().hex
        self._renewals = 0
        self.term = 0

    async def acquire(self) -> Place | None:
        """Waits until it is held; where the holder before left the feed, if that was whole."""
        clock = asyncio.get_running_loop().time
        seen: Mapping[str, Any] | None = None
        seen_at = clock()
        while True:
            stored = await self._read()
            if (
                stored is None
                or stored["released"]
                or (stored == seen and clock() - seen_at >= self._seconds)
            ):
                if await self._take(stored):
                    return _place(stored)
                continue
            if stored != seen:
                if seen is None:
                    _log.info("another relay is at work: waiting")
                seen, seen_at = stored, clock()
            await asyncio.sleep(min(_WATCH_SECONDS, self._seconds / 10))

    async def renew(self, feed: Place | None) -> None:
        """Show that this holder lives. Raises `LeaseLost`."""
        self._renewals += 1
        if not await self._write(self.term, self.term, feed):
            raise LeaseLost

    async def release(self, feed: Place | None) -> None:
        """Let another take over at once; nothing when it is lost already."""
        await self._write(self.term, self.term, feed, released=True)

    async def _read(self) -> Mapping[str, Any] | None:
        key: Item = {"item_group": {"S": RELAY}, "item_key": {"S": RELAY}}
        item = await patiently("reading the relay's lease", lambda: self._dynamo.get(self._table, key))
        return from_wire(RelayLeaseItem, item) if item else None

    async def _take(self, stored: Mapping[str, Any] | None) -> bool:
        before = stored["term"] if stored else 0
        self._renewals = 0
        taken = await self._write(before, before + 1, _place(stored))
        if taken:
            self.term = before + 1
            _log.info("this relay is at work, the %d. to be", self.term)
        return taken

    async def _write(self, seen: int, term: int, feed: Place | None, *, released: bool = False) -> bool:
        """Whether the lease still stood as it was seen, and is now this."""
        values = {
            "item_group": RELAY,
            "item_key": RELAY,
            "holder": self._holder,
            "term": term,
            "renewals": self._renewals,
            "released": released,
            "feed_epoch": feed.epoch if feed else None,
            "feed_number": feed.number if feed else None,
        }
        put = {
            "TableName": self._table,
            "Item": to_wire(RelayLeaseItem, values),
            # Of two that take over at once one finds the other's term. Their own holder renews under its name.
            "ConditionExpression": "attribute_not_exists(term) OR (term = :seen AND (:seen < :term OR holder = :me))",
            "ExpressionAttributeValues": {
                ":seen": {"N": str(seen)},
                ":term": {"N": str(term)},
                ":me": {"S": self._holder},
            },
        }

        async def write() -> bool:
            try:
                await self._dynamo.transact_write([{"Put": put}])
            except TransactionCancelled as cancelled:
                if cancelled.contended:
                    raise TimeoutError("the lease is contended") from cancelled
                return False
            return True

        return await patiently("writing the relay's lease", write)


def _place(stored: Mapping[str, Any] | None) -> Place | None:
    if stored is None or stored["feed_epoch"] is None:
        return None
    return Place(stored["feed_epoch"], stored["feed_number"])
