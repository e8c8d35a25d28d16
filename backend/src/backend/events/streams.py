"""The change stream of a table, shard by shard.

StreamError
├── Trimmed                    what was asked for is older than the 24 h that a stream keeps
├── IteratorExpired            15 minutes old, or unknown: get another
├── ShardGone                  the stream lists it no longer
└── NoStream                   the table has none, or is not there yet
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from backend.events.aws import Threads
from backend.events.derivation import Change
from backend.events.lineage import Shard

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodbstreams import DynamoDBStreamsClient

PAGE_RECORDS, PAGE_BYTES = 1000, 1_000_000
"""Where a page ends though there is more (DynamoDB Streams API, GetRecords)."""
LARGEST_RECORD_BYTES = 400_000
"""Of what is kept here, two images included: a page that has room for it was ended by nothing but the lack of more."""


class StreamError(Exception):
    """The stream did not give what was asked for."""


class Trimmed(StreamError):
    pass


class IteratorExpired(StreamError):
    pass


class ShardGone(StreamError):
    pass


class NoStream(StreamError):
    pass


_KINDS: Mapping[str, type[StreamError]] = {
    "TrimmedDataAccessException": Trimmed,
    "ExpiredIteratorException": IteratorExpired,
    "ResourceNotFoundException": ShardGone,
}
_KINDS_OF_PAGES = {
    **_KINDS,
    "ValidationException": IteratorExpired,  # one that a DynamoDB Local before its restart has given
}


@dataclass(frozen=True, slots=True)
class Record:
    """A change and its place in the shard."""

    sequence_number: str
    change: Change


@dataclass(frozen=True, slots=True)
class Page:
    """Records in their order. `next_iterator` None: the shard is closed, and this was its end."""

    records: Sequence[Record]
    next_iterator: str | None
    size_bytes: int = 0

    @property
    def reaches_now(self) -> bool:
        """Whether nothing newer was there when it was read."""
        return len(self.records) < PAGE_RECORDS and self.size_bytes <= PAGE_BYTES - LARGEST_RECORD_BYTES


class TableStream:
    """One stream of one table: when streaming is switched off and on, or the table made anew, it is another."""

    def __init__(self, client: DynamoDBStreamsClient, threads: Threads, arn: str) -> None:
        self._client, self._threads = client, threads
        self.arn = arn

    async def shards(self) -> list[Shard]:
        """All that are listed, whatever number of pages that takes."""
        found: list[Shard] = []
        start: dict[str, Any] = {}
        while True:
            answer = await self._call(self._client.describe_stream, StreamArn=self.arn, **start)
            stream = answer["StreamDescription"]
            found += [Shard(shard["ShardId"], shard.get("ParentShardId")) for shard in stream["Shards"]]
            if "LastEvaluatedShardId" not in stream:
                return found
            start = {"ExclusiveStartShardId": stream["LastEvaluatedShardId"]}

    async def iterator(self, shard_id: str, after: str | None) -> str:
        """An iterator behind that sequence number, or (None) from the oldest record that is kept.

        Raises `Trimmed`, `ShardGone`.
        """
        place: dict[str, Any] = (
            {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": after}
            if after is not None
            else {"ShardIteratorType": "TRIM_HORIZON"}
        )
        answer = await self._call(
            self._client.get_shard_iterator, StreamArn=self.arn, ShardId=shard_id, **place
        )
        return str(answer["ShardIterator"])

    async def page(self, iterator: str) -> Page:
        """What has come since. Raises `IteratorExpired`, `Trimmed`, `ShardGone`."""
        answer = await self._call(
            self._client.get_records, _KINDS_OF_PAGES, ShardIterator=iterator, Limit=PAGE_RECORDS
        )
        records = [record["dynamodb"] for record in answer["Records"]]
        size = sum(record.get("SizeBytes", 0) for record in records)
        return Page([_record(record) for record in records], answer.get("NextShardIterator"), size)

    async def _call(
        self, call: Any, kinds: Mapping[str, type[StreamError]] = _KINDS, **parameters: Any
    ) -> Any:
        try:
            return await self._threads.run(call, **parameters)
        except ClientError as error:
            kind = kinds.get(error.response["Error"]["Code"])
            if kind is None:
                raise
            raise kind(error.response["Error"].get("Message", "")) from error


async def latest_stream(database: DynamoDBClient, threads: Threads, table: str) -> str:
    """The ARN of the table's stream. Raises `NoStream`."""
    try:
        answer = await threads.run(database.describe_table, TableName=table)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            raise NoStream(f"there is no table {table}") from error
        raise
    arn = answer["Table"].get("LatestStreamArn")
    if arn is None:
        raise NoStream(f"the table {table} has no stream")
    return arn


def _record(told: Any) -> Record:
    at = told.get("ApproximateCreationDateTime") or datetime.now(UTC)
    change = Change(told.get("OldImage"), told.get("NewImage"), at.astimezone(UTC))
    return Record(told["SequenceNumber"], change)
