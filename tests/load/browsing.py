"""The product list of customer-bff against a bare route that returns the same bytes."""

from __future__ import annotations

import os
import sys
import urllib.request
from pathlib import Path

import aiohttp

from tests.load.closed_loop import Round, closed_loop
from tests.load.placing import median_ratio
from tests.load.report import line, median, ratio
from tests.load.shop import Shop, signed_in
from tests.processes.platform import Platform
from tests.processes.ports import free_ports
from tests.processes.process import ServerProcess


async def measure_browsing(platform: Platform, folder: Path, *, rounds: int, calls: int) -> None:
    bare = _bare_list(platform, folder)
    bare.start()
    try:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            customers = await signed_in(platform, 1)
            shop = Shop(session, platform.customer_bff.url, customers, [])
            floor = Shop(session, bare.url, customers, [])
            ours: list[Round] = []
            theirs: list[Round] = []
            for _ in range(rounds + 1):
                theirs.append(
                    await closed_loop(floor.list_products, calls=calls, clients=32, servers=(bare,))
                )
                ours.append(
                    await closed_loop(
                        shop.list_products, calls=calls, clients=32, servers=(platform.customer_bff,)
                    )
                )
    finally:
        bare.stop()
    # The first round warms both up.
    ours, theirs = ours[1:], theirs[1:]
    line("CPU of a product list, customer-bff", _cpu(ours, "customer-bff"), "ms")
    line("CPU of the same bytes from a bare route", _cpu(theirs, "bare-list"), "ms")
    ratio("product lists a second / bare route", median_ratio(ours, theirs), at_least=0.9)
    ratio(
        "CPU of the bare route / product list",
        _cpu(theirs, "bare-list") / _cpu(ours, "customer-bff"),
        at_least=0.9,
    )


def _cpu(measured: list[Round], name: str) -> float:
    return median([one.cpu_milliseconds[name] for one in measured])


def _bare_list(platform: Platform, folder: Path) -> ServerProcess:
    body = folder / "products.json"
    with urllib.request.urlopen(f"{platform.customer_bff.url}/api/products?limit=20") as response:
        body.write_bytes(response.read())
    (port,) = free_ports(1)
    return ServerProcess(
        "bare-list",
        [sys.executable, "-m", "tests.load.bare_list"],
        {**os.environ, "BARE_LIST_BYTES": str(body), "PORT": str(port)},
        url=f"http://127.0.0.1:{port}",
        log_folder=folder,
    )
