"""Files of products on the real tables: each row once, whatever dies."""

from __future__ import annotations

import asyncio
import os
import random
import uuid
from typing import Any

import pytest
from backend_testing.command_queue import CommandQueue
from backend_testing.driver import Driver, problem
from backend_testing.passports import manager

from tests.processes.process import ServerProcess

pytestmark = [pytest.mark.dynamodb, pytest.mark.process]
HEADER = "sku,name,category,price_amount_minor,currency,stock_change"
ROWS = int(os.environ.get("IMPORT_ROWS", "1500"))
PART = 250


class File:
    """Rows about products whose SKUs are this file's own."""

    def __init__(self, backend: Driver, queue: CommandQueue) -> None:
        self._backend, self._queue = backend, queue
        self.prefix = uuid.uuid4().hex[:10]

    def sku(self, number: int) -> str:
        return f"{self.prefix}-{number}"

    def rows(self, count: int, *, stock: int = 5, price: int = 500) -> list[str]:
        return [f"{self.sku(n)},Thing {n},c,{price},USD,{stock}\n" for n in range(count)]

    async def send(self, rows: list[str], *, import_id: str | None = None, dry_run: bool = False) -> str:
        """Kept and asked for; the id of the operation."""
        import_id = import_id or str(uuid.uuid4())
        parts = [rows[start : start + PART] for start in range(0, len(rows), PART)]
        for number, part in enumerate(parts):
            assert (await self.keep(import_id, number, part)).status_code == 204
        body = {"parts": len(parts), "dry_run": dry_run}
        return self._queue.send(
            "import_products", body, group=import_id, operation_id=import_id, roles=("ops_manager",)
        )

    async def keep(self, import_id: str, number: int, rows: list[str], header: str = HEADER) -> Any:
        body = {"header": header, "text": "".join(rows), "first_row": 1 + number * PART, "rows": len(rows)}
        address = f"/product-imports/{import_id}/parts/{number}"
        return await self._backend.http.put(address, json=body, headers=manager())

    async def outcomes(self, import_id: str) -> list[dict[str, Any]]:
        """Of every row, page after page."""
        found: list[dict[str, Any]] = []
        cursor: str | None = None
        while True:
            answer = await self._backend.http.get(
                f"/product-imports/{import_id}/rows",
                params={"cursor": cursor} if cursor else None,
                headers=manager(),
            )
            assert answer.status_code == 200, answer.text
            found += answer.json()["items"]
            cursor = answer.json()["next_cursor"]
            if cursor is None:
                return found

    async def stock(self) -> dict[str, int]:
        """Units received by SKU, of this file's products."""
        found: dict[str, int] = {}
        cursor: str | None = None
        while True:
            asked: dict[str, Any] = {"limit": 100, **({"cursor": cursor} if cursor else {})}
            page = (await self._backend.http.get("/products", params=asked, headers=manager())).json()
            found |= {
                one["sku"]: one["stock"]["received"]
                for one in page["items"]
                if one["sku"].startswith(self.prefix)
            }
            cursor = page["next_cursor"]
            if cursor is None:
                return found


@pytest.fixture
def file(backend: Driver, queue: CommandQueue) -> File:
    return File(backend, queue)


async def test_an_import_killed_half_way_applies_each_row_once(
    backend: Driver, file: File, queue: CommandQueue, workers: ServerProcess
) -> None:
    """Killed and begun again, and sent again in the end, every product has its units once; it is told once."""
    rows = file.rows(ROWS)
    import_id = await file.send(rows)

    async def done() -> int:
        """Rows, as told after each part: to count the products takes longer the more there are."""
        return int(((await queue.operation(import_id)).get("progress") or {}).get("new", 0))

    for kill_after in (ROWS // 4, ROWS // 2):
        workers.start()
        while await done() < kill_after:
            await asyncio.sleep(0.05)
        await asyncio.sleep(random.uniform(0, 0.2))  # into the midst of the next part
        workers.kill()
    assert 0 < len(await file.stock()) < ROWS
    workers.start()
    shown = await queue.ended(import_id, within_seconds=60 + ROWS / 20)
    counts = {"new": ROWS, "changed": 0, "unchanged": 0, "wrong": 0}
    assert shown["result"] == {"dry_run": False, **counts}
    assert shown["progress"] == counts
    assert await file.send(rows, import_id=import_id) == import_id
    await queue.ended(import_id)
    expected = {file.sku(n): 5 for n in range(ROWS)}
    assert await file.stock() == expected
    (told,) = await backend.notices_about(import_id)
    assert (told["type"], told["data"]["by"], told["data"]["rows"]) == ("import.finished", "ops:sam", counts)
    outcomes = await file.outcomes(import_id)
    assert [row["number"] for row in outcomes] == list(range(1, ROWS + 1))


async def test_rows_create_edit_or_leave_a_product_or_are_wrong(
    file: File, queue: CommandQueue, workers: ServerProcess
) -> None:
    """A dry run says the same and does nothing; the import says of each row what it did."""
    workers.start()
    await queue.ended(await file.send(file.rows(3)))
    rows = [
        f"{file.sku(0)},Thing 0,c,500,USD,0\n",  # as it stands
        f"{file.sku(1)},Thing 1,c,700,USD,\n",  # another price
        f"{file.sku(2)},Thing 2,c,500,USD,-2\n",  # units written off
        f"{file.sku(2)},Thing 2,c,500,USD,-4\n",  # more than are left
        f"{file.sku(3)},Thing 3,c,1,USD,7\n",  # new
        f"{file.sku(4)},Thing 4,c,cheap,USD,7\n",
    ]
    expected = ["unchanged", "changed", "changed", "wrong", "new", "wrong"]
    dry = await file.send(rows, dry_run=True)
    counts = (await queue.ended(dry))["result"]
    assert (counts["dry_run"], counts["new"], counts["wrong"]) == (True, 1, 1)  # it does not add rows up
    assert await file.stock() == {file.sku(n): 5 for n in range(3)}
    done = await file.send(rows)
    assert (await queue.ended(done))["result"]["changed"] == 2
    outcomes = await file.outcomes(done)
    assert [row["outcome"] for row in outcomes] == expected
    assert outcomes[3]["problems"] == ["stock_change: at most the 3 available units can be written off"]
    assert await file.stock() == {file.sku(0): 5, file.sku(1): 5, file.sku(2): 3, file.sku(3): 7}


async def test_the_same_import_is_the_same_file(file: File) -> None:
    """A part may be sent again; another in its place is refused, and so is a header that nobody knows."""
    import_id = str(uuid.uuid4())
    assert (await file.keep(import_id, 0, file.rows(2))).status_code == 204
    assert (await file.keep(import_id, 0, file.rows(2))).status_code == 204
    other = await file.keep(import_id, 0, file.rows(2, stock=6))
    assert problem(other) == (422, "idempotency_key_reused")
    unknown = await file.keep(import_id, 1, file.rows(2), header=HEADER.replace("name", "title"))
    assert problem(unknown) == (400, "csv_unreadable")
