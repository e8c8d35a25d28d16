"""A DynamoDB stream in memory that behaves: shards with parents, iterators that expire, records that are trimmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from backend.persistence.items import Item

_ARN = "arn:stream/1"
AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "played"}}, "GetRecords")


@dataclass
class MemoryShard:
    """`oldest` is the first record that is still kept. Closed, it ends with its last record."""

    parent: str | None = None
    records: list[dict[str, Any]] = field(default_factory=list)
    closed: bool = False
    oldest: int = 0


@dataclass
class MemoryStreams:
    """Both clients that the relay asks of: `describe_table` is DynamoDB's, the rest is the stream's.

    `arns`: of tables that have another stream than this one, which cannot be read.
    """

    arns: dict[str, str] = field(default_factory=dict)
    shards: dict[str, MemoryShard] = field(default_factory=dict)
    listed_a_page: int = 100
    expired: set[str] = field(default_factory=set)
    throttled: int = 0
    listings: int = 0

    def write(self, shard_id: str, old: Item | None, new: Item | None) -> None:
        shard = self.shards.setdefault(shard_id, MemoryShard())
        number = f"{len(shard.records):021d}"
        told: dict[str, Any] = {"SequenceNumber": number, "ApproximateCreationDateTime": AT}
        told |= {name: image for name, image in (("OldImage", old), ("NewImage", new)) if image}
        shard.records.append({"dynamodb": told})

    def split(self, shard_id: str, *children: str) -> None:
        """Closes the shard; what is written from now on goes to its children."""
        self.shards[shard_id].closed = True
        for child in children:
            self.shards[child] = MemoryShard(parent=shard_id)

    def describe_table(self, *, TableName: str) -> Mapping[str, Any]:  # noqa: N803  # as boto3 names it
        return {"Table": {"TableName": TableName, "LatestStreamArn": self.arns.get(TableName, _ARN)}}

    def describe_stream(
        self,
        *,
        StreamArn: str,  # noqa: N803  # as boto3 names it
        ExclusiveStartShardId: str = "",  # noqa: N803  # as boto3 names it
    ) -> Mapping[str, Any]:
        if StreamArn != _ARN:
            raise refused("InternalServerError")
        self.listings += 1
        # Children first, as nothing promises an order.
        names: Sequence[str] = sorted(self.shards, reverse=True)
        start = names.index(ExclusiveStartShardId) + 1 if ExclusiveStartShardId else 0
        page = names[start : start + self.listed_a_page]
        found = [
            {"ShardId": name, **({"ParentShardId": parent} if (parent := self.shards[name].parent) else {})}
            for name in page
        ]
        more = {"LastEvaluatedShardId": page[-1]} if start + len(page) < len(names) else {}
        return {"StreamDescription": {"StreamArn": StreamArn, "Shards": found, **more}}

    def get_shard_iterator(
        self,
        *,
        StreamArn: str,  # noqa: N803  # as boto3 names it
        ShardId: str,  # noqa: N803  # as boto3 names it
        ShardIteratorType: str,  # noqa: N803  # as boto3 names it
        SequenceNumber: str = "",  # noqa: N803  # as boto3 names it
    ) -> Mapping[str, Any]:
        if ShardId not in self.shards:
            raise refused("ResourceNotFoundException")
        shard = self.shards[ShardId]
        at = int(SequenceNumber) + 1 if ShardIteratorType == "AFTER_SEQUENCE_NUMBER" else shard.oldest
        if at < shard.oldest:
            raise refused("TrimmedDataAccessException")
        return {"ShardIterator": f"{ShardId}|{at}"}

    def get_records(
        self,
        *,
        ShardIterator: str,  # noqa: N803  # as boto3 names it
        Limit: int,  # noqa: N803  # as boto3 names it
    ) -> Mapping[str, Any]:
        if self.throttled:
            self.throttled -= 1
            raise refused("ProvisionedThroughputExceededException")
        if ShardIterator in self.expired:
            self.expired.discard(ShardIterator)
            raise refused("ExpiredIteratorException")
        shard_id, _, at = ShardIterator.partition("|")
        shard, start = self.shards[shard_id], int(at)
        if start < shard.oldest:
            raise refused("TrimmedDataAccessException")
        records = shard.records[start : start + Limit]
        end = start + len(records)
        over = shard.closed and end == len(shard.records)
        return {"Records": records, **({} if over else {"NextShardIterator": f"{shard_id}|{end}"})}
