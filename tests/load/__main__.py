"""`python -m tests.load` measures the platform on this machine and prints the figures beside their goals."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from tests.dynamodb_proxy import DynamoDBProxy
from tests.load.browsing import measure_browsing
from tests.load.exporting import measure_exporting
from tests.load.feeding import measure_feeding
from tests.load.placing import measure_placing
from tests.load.queueing import measure_queueing
from tests.load.showing import measure_showing
from tests.load.slow_clients import measure_slow_clients
from tests.load.starting import measure_starting
from tests.processes.database import dynamodb_local_process
from tests.processes.platform import platform_on
from tests.processes.whole_stack import whole_stack

PARTS = ("placing", "browsing", "starting", "slow-clients", "feeding", "showing", "exporting", "queueing")
ROUNDS = int(os.environ.get("LOAD_ROUNDS", "5"))
EXPORTED_ORDERS = int(os.environ.get("LOAD_EXPORTED_ORDERS", "20000"))
QUEUED_ORDERS = int(os.environ.get("LOAD_QUEUED_ORDERS", "20000"))
CALLS = int(os.environ.get("LOAD_CALLS", "600"))


def main(parts: list[str]) -> int:
    if not set(parts) <= set(PARTS):
        print(f"usage: python -m tests.load [{'|'.join(PARTS)} …]", file=sys.stderr)
        return 2
    wanted = parts or PARTS
    if "slow-clients" in wanted:
        with tempfile.TemporaryDirectory() as made, whole_stack(Path(made)) as stack:
            asyncio.run(measure_slow_clients(stack, rounds=ROUNDS))
    if set(wanted) == {"slow-clients"}:
        return 0
    with tempfile.TemporaryDirectory() as made:
        folder, other = Path(made), Path(made) / "recorder"
        other.mkdir()
        live = Path(made) / "live"
        live.mkdir()
        database = dynamodb_local_process(folder)
        database.start()
        try:
            with (
                DynamoDBProxy(database.url) as proxy,
                platform_on(database.url, folder, LOG_LEVEL="info") as platform,
                platform_on(
                    proxy.url, other, tables=(platform.orders_table, platform.products_table)
                ) as recorder,
            ):
                if "placing" in wanted:
                    asyncio.run(measure_placing(platform, proxy, recorder, rounds=ROUNDS, calls=CALLS))
                if "browsing" in wanted:
                    asyncio.run(measure_browsing(platform, folder, rounds=ROUNDS, calls=4 * CALLS))
                if "feeding" in wanted:
                    asyncio.run(measure_feeding(platform, folder, changes=CALLS // 2))
                if "showing" in wanted:
                    asyncio.run(measure_showing(database.url, live, changes=CALLS // 2))
                if "exporting" in wanted:
                    asyncio.run(measure_exporting(platform, orders=EXPORTED_ORDERS))
                if "queueing" in wanted:
                    asyncio.run(measure_queueing(platform, orders=QUEUED_ORDERS, rounds=ROUNDS))
                if "starting" in wanted:
                    measure_starting(platform, rounds=ROUNDS)
        finally:
            database.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
