"""Order ids from the indexes. Index reads lag a little behind; whoever needs the truth reads the orders by id."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Sequence

from backend.orders.item import normal_tracking_number, status_shard
from backend.persistence.dynamo import Dynamo
from backend.persistence.items import STATUS_SHARDS


class OrderIndexes:
    """Ids as placed keys (`item.placed_key`), newest first, between `low` and `high`, both included."""

    def __init__(self, dynamo: Dynamo, *, orders_table: str) -> None:
        self._dynamo = dynamo
        self._orders = orders_table

    async def of_customer(self, customer_id: str, low: str, high: str, limit: int) -> list[str]:
        """The newest `limit` orders of the customer."""
        return await self._newest("by_customer", "customer_id", customer_id, low, high, limit)

    async def of_statuses(self, statuses: Sequence[str], low: str, high: str, limit: int) -> list[str]:
        """The newest `limit` orders of these statuses: all shards are asked at once, and one order of keys merges
        them, so that one watermark is the cursor for all."""
        shards = [status_shard(status, shard) for status in statuses for shard in range(STATUS_SHARDS)]
        pages = await asyncio.gather(
            *(self._newest("by_status", "status_shard", shard, low, high, limit) for shard in shards)
        )
        merged = heapq.merge(*pages, reverse=True)
        # While the index catches up with a move, an order can stand under two statuses: dict keeps one.
        return list(dict.fromkeys(merged))[:limit]

    async def numbered(
        self, statuses: Sequence[str], number: str, low: str, high: str
    ) -> tuple[list[str], str | None]:
        """Orders of these statuses whose id begins so, among the newest: a megabyte of each shard is looked through,
        some thousand orders. Also the placed key down to which all have been seen; None when all have been."""
        shards = [status_shard(status, shard) for status in statuses for shard in range(STATUS_SHARDS)]
        pages = await asyncio.gather(
            *(self._numbered("by_status", "status_shard", shard, number, low, high) for shard in shards)
        )
        reached = max((reached for _, reached in pages if reached), default=None)
        merged = heapq.merge(*(keys for keys, _ in pages), reverse=True)
        # What one shard has found below that is found again, with what others have there.
        return [key for key in dict.fromkeys(merged) if reached is None or key >= reached], reached

    async def numbered_of_customer(
        self, customer_id: str, number: str, low: str, high: str
    ) -> tuple[list[str], str | None]:
        """The same of one customer's orders."""
        return await self._numbered("by_customer", "customer_id", customer_id, number, low, high)

    async def with_tracking_number(self, tracking_number: str) -> list[str]:
        """The ids (not placed keys) of orders with such a parcel, at most 100."""
        pointers = await self._dynamo.query(
            self._orders,
            IndexName="by_tracking_number",
            KeyConditionExpression="tracking_number = :number",
            ExpressionAttributeValues={":number": {"S": normal_tracking_number(tracking_number)}},
            Limit=100,
        )
        return list(dict.fromkeys(pointer["order_id"]["S"].rpartition("#")[2] for pointer in pointers))

    async def _numbered(
        self, index: str, key: str, value: str, number: str, low: str, high: str
    ) -> tuple[list[str], str | None]:
        items, last = await self._dynamo.query_page(
            self._orders,
            IndexName=index,
            KeyConditionExpression=f"{key} = :value AND placed_key BETWEEN :low AND :high",
            FilterExpression="begins_with(order_id, :number)",
            ExpressionAttributeValues={
                ":value": {"S": value},
                ":low": {"S": low},
                ":high": {"S": high},
                ":number": {"S": number},
            },
            ScanIndexForward=False,
        )
        return [item["placed_key"]["S"] for item in items], last["placed_key"]["S"] if last else None

    async def _newest(self, index: str, key: str, value: str, low: str, high: str, limit: int) -> list[str]:
        items = await self._dynamo.query(
            self._orders,
            IndexName=index,
            KeyConditionExpression=f"{key} = :value AND placed_key BETWEEN :low AND :high",
            ExpressionAttributeValues={":value": {"S": value}, ":low": {"S": low}, ":high": {"S": high}},
            ScanIndexForward=False,
            Limit=limit,
        )
        return [item["placed_key"]["S"] for item in items]
