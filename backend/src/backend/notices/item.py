"""A notice as its DynamoDB item, and back.

Unread notices lie in one set of groups, read ones in another, so that the unread are listed without reading past the
others. Each set is spread over `SHARDS` partitions, and an id says by itself in which it lies.
"""

from __future__ import annotations

from datetime import datetime

from backend.clock import timestamp
from backend.notices.domain.notice import KEPT, Notice
from backend.persistence.items import Item, NoticeItem, from_wire, to_wire

UNREAD, READ = "notices#unread#", "notices#read#"
"""How the groups begin."""
SHARDS = 4
"""A partition takes 1,000 write units a second, and a notice in a transaction is two: 2,000 notices a second."""


def groups(*, read: bool) -> list[str]:
    """All the groups of unread notices, or of read ones."""
    return [_group(shard, read) for shard in range(SHARDS)]


def key(notice_id: str, *, read: bool) -> Item:
    """Where the notice lies, when it is unread or read."""
    shard = int(notice_id[-1], 16) % SHARDS
    return {"item_group": {"S": _group(shard, read)}, "item_key": {"S": notice_id}}


def to_item(notice: Notice) -> Item:
    """The whole item."""
    values = {
        "type": notice.type,
        "at": timestamp(notice.at),
        "data": dict(notice.data),
        "read_at": timestamp(notice.read_at) if notice.read_at else None,
        "read_by": notice.read_by,
        "expires_at": notice.at + KEPT,
    }
    return {**key(notice.notice_id, read=notice.read_at is not None), **to_wire(NoticeItem, values)}


def from_item(item: Item) -> Notice:
    """The notice that the item holds."""
    stored = from_wire(NoticeItem, item)
    return Notice(
        notice_id=stored["item_key"],
        type=stored["type"],
        at=datetime.fromisoformat(stored["at"]),
        data=stored["data"],
        read_at=datetime.fromisoformat(stored["read_at"]) if stored["read_at"] else None,
        read_by=stored["read_by"],
    )


def _group(shard: int, read: bool) -> str:
    return f"{READ if read else UNREAD}{shard}"
