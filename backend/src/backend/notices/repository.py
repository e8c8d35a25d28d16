"""Notices in DynamoDB, in the table Operations."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from backend.contention import Contended
from backend.notices.domain.notice import Notice
from backend.notices.item import from_item, groups, key, to_item
from backend.persistence.dynamo import Dynamo, TransactionCancelled
from backend.persistence.items import Item


class DynamoNotices:
    """The `Notices` that the backend keeps in DynamoDB."""

    def __init__(self, dynamo: Dynamo, *, table: str) -> None:
        self._dynamo, self._table = dynamo, table

    def addition(self, notice: Notice) -> Mapping[str, Any]:
        """What adds the notice, as a part of the transaction that marks its event as seen: so it is added once."""
        return {"Put": {"TableName": self._table, "Item": to_item(notice)}}

    async def newest(self, *, unread_only: bool, low: str, high: str, limit: int) -> list[Notice]:
        # A notice only ever moves from unread to read. Asked for in this order it may be found twice, but not missed.
        found = await self._newest(low, high, limit, read=False)
        if not unread_only:
            found = heapq.merge(
                found, await self._newest(low, high, limit, read=True), key=_newness, reverse=True
            )
        kept: dict[str, Notice] = {}
        for notice in found:
            if notice.read_at is not None or notice.notice_id not in kept:
                kept[notice.notice_id] = notice
        return list(kept.values())[:limit]

    async def mark_read(self, notice_id: str, by: str, at: datetime) -> Notice | None:
        unread = await self._dynamo.get(self._table, key(notice_id, read=False))
        if unread is None:
            return await self._read(notice_id)
        read = replace(from_item(unread), read_at=at, read_by=by)
        delete = {
            "TableName": self._table,
            "Key": key(notice_id, read=False),
            # Of two who read it at once one finds it gone, and the other's name where it went.
            "ConditionExpression": "attribute_exists(item_group)",
        }
        put = {"TableName": self._table, "Item": to_item(read)}
        try:
            await self._dynamo.transact_write([{"Delete": delete}, {"Put": put}])
        except TransactionCancelled as cancelled:
            if cancelled.contended:
                raise Contended from cancelled
            return await self._read(notice_id)
        return read

    async def _read(self, notice_id: str) -> Notice | None:
        item = await self._dynamo.get(self._table, key(notice_id, read=True))
        return from_item(item) if item else None

    async def _newest(self, low: str, high: str, limit: int, *, read: bool) -> Iterable[Notice]:
        pages = await asyncio.gather(*(self._page(group, low, high, limit) for group in groups(read=read)))
        return heapq.merge(
            *([from_item(item) for item in page] for page in pages), key=_newness, reverse=True
        )

    async def _page(self, group: str, low: str, high: str, limit: int) -> list[Item]:
        return await self._dynamo.query(
            self._table,
            KeyConditionExpression="item_group = :group AND item_key BETWEEN :low AND :high",
            ExpressionAttributeValues={":group": {"S": group}, ":low": {"S": low}, ":high": {"S": high}},
            ScanIndexForward=False,
            ConsistentRead=True,
            Limit=limit,
        )


def _newness(notice: Notice) -> str:
    return notice.notice_id
