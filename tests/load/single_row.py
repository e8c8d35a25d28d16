"""`python -m tests.load.single_row` measures a placed order against one row inserted by a plain service.

It needs what the project does not: PostgreSQL (`initdb` and `postgres` on the PATH; run as root it becomes the user
`postgres`) and SINGLE_ROW_PYTHON, an interpreter that has fastapi, uvicorn[standard], sqlmodel and psycopg[binary].
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.load.closed_loop import Round, closed_loop
from tests.load.report import line, median, ratio
from tests.load.shop import Shop, signed_in, stocked
from tests.processes.database import dynamodb_local_process
from tests.processes.platform import Platform, platform_on
from tests.processes.ports import free_ports
from tests.processes.process import ServerProcess

ROUNDS = int(os.environ.get("LOAD_ROUNDS", "5"))
CALLS = int(os.environ.get("LOAD_CALLS", "600"))


class RowClient:
    """Asks the plain service for one row at a time."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._url = session, url

    async def place(self, number: int) -> bool:
        order = {
            "product_id": "00000000-0000-4000-8000-000000000000",
            "quantity": 1,
            "customer": f"customer-{number % 97}",
            "ship_to": "Ada Lovelace, 12 St James's Square, London",
        }
        async with self._session.post(f"{self._url}/orders", json=order) as response:
            await response.read()
            return response.status == 201


async def measure(platform: Platform, plain: ServerProcess) -> None:
    ours: list[Round] = []
    theirs: list[Round] = []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        customers = await signed_in(platform, 97)
        shop = Shop(session, platform.customer_bff.url, customers, await stocked(platform, 64))
        rows = RowClient(session, plain.url)
        services = (platform.customer_bff, platform.backend)
        for _ in range(ROUNDS + 1):
            theirs.append(await closed_loop(rows.place, calls=CALLS, clients=32, servers=(plain,)))
            ours.append(await closed_loop(shop.place, calls=CALLS, clients=32, servers=services))
    # The first round warms both up.
    order = median([sum(one.cpu_milliseconds[s.name] for s in services) for one in ours[1:]])
    row = median([one.cpu_milliseconds[plain.name] for one in theirs[1:]])
    line("CPU of a placed order, customer-bff and backend", order, "ms")
    line("CPU of one row, plain FastAPI + SQLModel + PostgreSQL service", row, "ms")
    ratio("CPU of a placed order / row", order / row, at_most=0.4)


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A fresh server on a free port; the URL that SQLAlchemy takes."""
    become: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    if become:
        shutil.chown(folder, "postgres", "postgres")
    data, (port,) = folder / "data", free_ports(1)
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    initialise = ["initdb", "-D", str(data), "-U", "postgres", "--auth=trust"]
    subprocess.run(initialise, check=True, **quiet, **become)
    serve = [
        "postgres",
        "-D",
        str(data),
        "-p",
        str(port),
        "-k",
        str(folder),
        "-c",
        "listen_addresses=127.0.0.1",
    ]
    server = subprocess.Popen(serve, **quiet, **become)
    try:
        time.sleep(2)
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(timeout=30)


def main() -> int:
    interpreter = os.environ.get("SINGLE_ROW_PYTHON")
    missing = [name for name in ("initdb", "postgres") if shutil.which(name) is None]
    if interpreter is None or missing:
        print(f"{__doc__}\nmissing: {', '.join(missing) or 'SINGLE_ROW_PYTHON'}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory(dir="/tmp") as server_folder:
        folder = Path(made)
        database = dynamodb_local_process(folder)
        database.start()
        try:
            with (
                postgresql(Path(server_folder)) as database_url,
                platform_on(database.url, folder, LOG_LEVEL="info") as platform,
            ):
                (port,) = free_ports(1)
                plain = ServerProcess(
                    "plain",
                    [interpreter, "tests/load/single_row_service.py"],
                    {**os.environ, "DATABASE_URL": database_url, "PORT": str(port)},
                    url=f"http://127.0.0.1:{port}",
                    log_folder=folder,
                )
                plain.start()
                try:
                    asyncio.run(measure(platform, plain))
                finally:
                    plain.stop()
        finally:
            database.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
