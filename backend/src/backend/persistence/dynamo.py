"""The one client of DynamoDB: asynchronous, with the reasons of a cancelled transaction and honest failures.

DatabaseError
├── DatabaseAway               no answer, or one that says "not now": the outcome of a write is unknown
├── DatabaseRefused            it will not do this for us: a missing table, a missing permission, a malformed call
└── TransactionCancelled       nothing was written; a reason for each item
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiodynamo.client import Client
from aiodynamo.credentials import Credentials
from aiodynamo.errors import (
    AIODynamoError,
    ExpiredToken,
    InternalDynamoError,
    ProvisionedThroughputExceeded,
    RequestLimitExceeded,
    ServiceUnavailable,
    Throttled,
    UnknownError,
)
from aiodynamo.http.types import Request, Response
from aiodynamo.models import StaticDelayRetry
from yarl import URL

from backend.persistence.items import Item
from chassis.context import remaining_seconds

CONNECT_SECONDS = 0.9  # wall time of a busy loop, so not much less; a caller learns within a second
SCAN_PAGE = 250
"""Of a whole table. DynamoDB ends a page at 1 MB anyway, which is about as many orders; DynamoDB Local first reads all
that is asked for, and with 35,000 orders runs out of its heap."""
SHORTEST_SECONDS = 0.001  # aiohttp takes 0 for "no limit"
_NOT_NOW = (
    aiohttp.ClientError,
    TimeoutError,
    ExpiredToken,  # aiodynamo has dropped it: the next call fetches another
    InternalDynamoError,
    ProvisionedThroughputExceeded,
    RequestLimitExceeded,
    ServiceUnavailable,
    Throttled,
)


class DatabaseError(Exception):
    """The database did not do what was asked."""


class DatabaseAway(DatabaseError):
    """No usable answer. A write may or may not have happened: sending it again must be safe."""


class DatabaseRefused(DatabaseError):
    """Sending the same again is of no use: somebody must mend the settings or the code."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one item of a transaction stood in its way: `code` is DynamoDB's, `item` what stood there."""

    code: str
    item: Item | None

    @property
    def refused(self) -> bool:
        """The item's condition did not hold."""
        return self.code == "ConditionalCheckFailed"

    @property
    def contended(self) -> bool:
        """Another transaction held the item, or its partition is throttled: the same again may well succeed."""
        return self.code in ("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded")


@dataclass(frozen=True, slots=True)
class TransactionCancelled(DatabaseError):
    """Nothing was written. `reasons` has an entry for each item, in the order in which they were sent."""

    reasons: tuple[Reason, ...]

    @property
    def contended(self) -> bool:
        return any(reason.contended for reason in self.reasons)


class Dynamo:
    """Calls to DynamoDB. Each ends by the deadline of the request being served.

    Nothing is retried here: the caller knows what a repeat would mean. A write that has begun goes on when its
    caller is cancelled.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    async def get(self, table: str, key: Item) -> Item | None:
        """The item as it stands now (strongly consistent)."""
        answer = await self._read("GetItem", {"TableName": table, "Key": key, "ConsistentRead": True})
        item: Item | None = answer.get("Item")
        return item

    async def batch_get(self, keys: Mapping[str, Sequence[Item]], **options: Any) -> dict[str, list[Item]]:
        """The items of these keys by table as they stand now, at most 100 in all, in no order."""
        found: dict[str, list[Item]] = {table: [] for table in keys}
        pending: Any = {
            table: {"Keys": wanted, "ConsistentRead": True, **options}
            for table, wanted in keys.items()
            if wanted
        }
        while pending:
            answer = await self._read("BatchGetItem", {"RequestItems": pending})
            for table, items in answer["Responses"].items():
                found[table].extend(items)
            pending = answer.get("UnprocessedKeys")
        return found

    async def query(self, table: str, **query: Any) -> list[Item]:
        """The items of one page of a query."""
        items: list[Item] = (await self._read("Query", {"TableName": table, **query}))["Items"]
        return items

    async def query_page(self, table: str, **query: Any) -> tuple[list[Item], Item | None]:
        """One page of a query, and the key to go on from (None at the end)."""
        answer = await self._read("Query", {"TableName": table, **query})
        return answer["Items"], answer.get("LastEvaluatedKey")

    async def scan_page(self, table: str, **scan: Any) -> tuple[list[Item], Item | None]:
        """One page of a scan, and the key to go on from (None at the end)."""
        answer = await self._read("Scan", {"TableName": table, **scan})
        return answer["Items"], answer.get("LastEvaluatedKey")

    async def scan(self, table: str, **scan: Any) -> AsyncIterator[Item]:
        """Every item of the table, page after page."""
        start: Item | None = None
        while True:
            items, start = await self.scan_page(
                table, Limit=SCAN_PAGE, **scan, **({"ExclusiveStartKey": start} if start else {})
            )
            for item in items:
                yield item
            if start is None:
                return

    async def put_new(self, table: str, item: Item, key: str) -> Item | None:
        """Write an item whose `key` is not there yet (None), or answer the one that is there.

        Raises `TransactionCancelled` when another transaction holds it.
        """
        put = {
            "TableName": table,
            "Item": item,
            "ConditionExpression": f"attribute_not_exists({key})",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        try:
            await self.transact_write([{"Put": put}])
        except TransactionCancelled as cancelled:
            if not cancelled.reasons[0].refused:
                raise
            return cancelled.reasons[0].item
        return None

    async def transact_write(self, items: Sequence[Mapping[str, Any]]) -> None:
        """Write all of the items or none. Raises `TransactionCancelled`."""
        write = asyncio.ensure_future(self._send("TransactWriteItems", {"TransactItems": items}))
        # A caller that goes away must not tear the connection from under a write: its answer would be lost.
        try:
            await asyncio.shield(write)
        except _LockTimeout:
            raise TransactionCancelled((Reason("TransactionConflict", None),)) from None

    async def ping(self, table: str) -> None:
        """Raises when the table cannot be read."""
        await self._send("DescribeTable", {"TableName": table})

    async def _read(self, action: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        clock = asyncio.get_running_loop().time
        give_up_at = clock() + remaining_seconds()  # once: outside of a request there is always time left
        while True:
            try:
                return await self._send(action, payload)
            except _LockTimeout as error:
                if clock() >= give_up_at:
                    raise DatabaseAway(action) from error

    async def _send(self, action: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return await self._client.send_request(action=action, payload=payload)
        except _NOT_NOW as error:
            raise DatabaseAway(f"{action}: {error!r}") from error
        except UnknownError as error:
            if error.status < 500:
                raise DatabaseRefused(f"{action}: {error!r}") from error
            raise DatabaseAway(f"{action}: {error.status}") from error
        except AIODynamoError as error:
            raise DatabaseRefused(f"{action}: {error!r}") from error


class _LockTimeout(Exception):
    """DynamoDB Local waited too long for a lock: where DynamoDB answers TransactionConflict, or reads on."""


@dataclass(frozen=True, slots=True)
class _Http:
    """aiodynamo's HTTP seam: bounded by the request's deadline, and keeping a cancelled transaction's items, which
    aiodynamo 26.4 drops."""

    session: aiohttp.ClientSession

    async def __call__(self, request: Request) -> Response:
        timeout = aiohttp.ClientTimeout(
            total=max(remaining_seconds(), SHORTEST_SECONDS), sock_connect=CONNECT_SECONDS
        )
        async with self.session.request(
            request.method, request.url, headers=request.headers, data=request.body, timeout=timeout
        ) as response:
            body = await response.read()
        if response.status == 400 and b"TransactionCanceledException" in body:
            raise _cancelled(json.loads(body))
        if response.status == 500 and b"waiting for a lock" in body:
            raise _LockTimeout
        return Response(response.status, body)


def _cancelled(body: Mapping[str, Any]) -> TransactionCancelled:
    return TransactionCancelled(
        tuple(
            Reason(reason.get("Code", "None"), reason.get("Item")) for reason in body["CancellationReasons"]
        )
    )


def open_dynamo(
    *, endpoint_url: str | None, region: str, connections: int
) -> tuple[Dynamo, aiohttp.ClientSession]:
    """A client and the session to close after it. Credentials come from where AWS's own tools look for them.

    Must be called within a running event loop.
    """
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=connections, keepalive_timeout=15),
        skip_auto_headers=("User-Agent", "Accept"),
    )
    client = Client(
        _Http(session),
        Credentials.auto(),
        region,
        endpoint=URL(endpoint_url) if endpoint_url else None,
        throttle_config=StaticDelayRetry(time_limit_secs=0),
    )
    return Dynamo(client), session
