"""Records that small pointers list by time: a pointer's key ends with the id of its record."""

from __future__ import annotations

from collections.abc import Callable

from backend.persistence.dynamo import Dynamo
from backend.persistence.items import Item


async def newest_records(
    dynamo: Dynamo,
    table: str,
    group: str,
    record_key: Callable[[str], Item],
    *,
    limit: int,
    before: str | None,
    consistent: bool = False,
) -> tuple[list[Item], str | None]:
    """The records, in no order, of the newest `limit` pointers of the group whose keys are below `before`, and the key
    to go on from (None at the end). consistent: with what was written just now."""
    pointers = await dynamo.query(
        table,
        KeyConditionExpression="item_group = :list AND item_key < :before",
        ExpressionAttributeValues={":list": {"S": group}, ":before": {"S": before or "9999"}},
        ScanIndexForward=False,
        ConsistentRead=consistent,
        Limit=limit + 1,
    )
    keys = [item["item_key"]["S"] for item in pointers]
    found = await dynamo.batch_get({table: [record_key(key.rpartition("#")[2]) for key in keys[:limit]]})
    return found[table], keys[limit - 1] if len(keys) > limit else None
