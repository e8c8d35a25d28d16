"""How far each shard has been published, and what was odd on the way: kept in Operations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from backend.clock import timestamp, utc_now
from backend.events.lease import LeaseLost
from backend.events.patience import patiently
from backend.persistence.dynamo import Dynamo, TransactionCancelled
from backend.persistence.items import CheckpointItem, Item, OddityItem, from_wire, to_wire

KEPT = timedelta(days=7)
"""A stream keeps a day: what is older says only that something was missed."""
SET_ASIDE = "relay#set-aside"
GAPS = "relay#gaps"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Everything up to `sequence_number` is published; None: nothing yet. `finished`: the shard has no more."""

    sequence_number: str | None
    finished: bool


class Checkpoints:
    """Those of one relay, in its term of the lease."""

    def __init__(self, dynamo: Dynamo, table: str, *, term: int) -> None:
        self._dynamo, self._table, self._term = dynamo, table, term

    async def of(self, stream_arn: str) -> dict[str, Checkpoint]:
        """By shard."""
        found: dict[str, Checkpoint] = {}
        while True:
            items = await patiently(
                "reading checkpoints",
                lambda: self._dynamo.query(
                    self._table,
                    KeyConditionExpression="item_group = :stream AND item_key > :last",
                    ExpressionAttributeValues={
                        ":stream": {"S": _group(stream_arn)},
                        ":last": {"S": max(found, default=" ")},
                    },
                    ConsistentRead=True,
                ),
            )
            if not items:
                return found
            for item in items:
                stored = from_wire(CheckpointItem, item)
                found[stored["item_key"]] = Checkpoint(stored["sequence_number"], stored["finished"])

    async def save(self, stream_arn: str, shard_id: str, checkpoint: Checkpoint) -> None:
        """Raises `LeaseLost` when a later relay has been there: it publishes what is left."""
        values = {
            "item_group": _group(stream_arn),
            "item_key": shard_id,
            "sequence_number": checkpoint.sequence_number,
            "finished": checkpoint.finished,
            "term": self._term,
            "expires_at": utc_now() + KEPT,
        }
        await self._write(
            {
                "Item": to_wire(CheckpointItem, values),
                "ConditionExpression": "attribute_not_exists(term) OR term <= :term",
                "ExpressionAttributeValues": {":term": {"N": str(self._term)}},
            }
        )

    async def note_gap(self, stream_arn: str, shard_id: str, reason: str) -> None:
        """Keep that something may have been missed, for thirty days."""
        await self._note(GAPS, f"{timestamp(utc_now())}#{stream_arn}#{shard_id}", reason, timedelta(days=30))

    async def set_aside(self, stream_arn: str, sequence_number: str, reason: str) -> None:
        """Keep what no event could be made of, until somebody has seen to it."""
        await self._note(SET_ASIDE, f"{stream_arn}#{sequence_number}", reason, None)

    async def _note(self, group: str, key: str, reason: str, kept: timedelta | None) -> None:
        now = utc_now()
        values = {
            "item_group": group,
            "item_key": key,
            "reason": reason,
            "noticed_at": timestamp(now),
            "expires_at": now + kept if kept else None,
        }
        await self._write({"Item": to_wire(OddityItem, values)})

    async def _write(self, put: Mapping[str, Item | str]) -> None:
        async def write() -> None:
            try:
                await self._dynamo.transact_write([{"Put": {"TableName": self._table, **put}}])
            except TransactionCancelled as cancelled:
                if cancelled.contended:
                    raise TimeoutError("the item is contended") from cancelled
                raise LeaseLost from cancelled

        await patiently("writing to Operations", write)


def _group(stream_arn: str) -> str:
    return f"relay#checkpoints#{stream_arn}"
