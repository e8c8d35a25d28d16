"""Placing orders through customer-bff and backend, against the raw client that writes the same."""

from __future__ import annotations

import aiohttp

from tests.dynamodb_proxy import DynamoDBProxy
from tests.load.closed_loop import Round, closed_loop
from tests.load.raw_dynamodb import RawOrders
from tests.load.report import line, median, ratio
from tests.load.shop import Shop, recorded_transactions, signed_in, stocked
from tests.processes.platform import Platform

PRODUCTS = 64
CUSTOMERS = 97


async def measure_placing(
    platform: Platform, proxy: DynamoDBProxy, recorder: Platform, *, rounds: int, calls: int
) -> None:
    """Rounds of both, in turns. `platform` talks to the database itself, `recorder` through the proxy, to the same
    tables; `recorder` only shows what is written."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        products = await stocked(platform, PRODUCTS)
        transactions = await recorded_transactions(
            proxy,
            Shop(session, recorder.customer_bff.url, await signed_in(recorder, CUSTOMERS), products),
            PRODUCTS,
        )
        raw = RawOrders(session, platform.database_url, transactions)
        shop = Shop(session, platform.customer_bff.url, await signed_in(platform, CUSTOMERS), products)
        services = (platform.customer_bff, platform.backend)
        await closed_loop(shop.place, calls=4 * PRODUCTS, clients=32, servers=services)
        await closed_loop(raw.place, calls=4 * PRODUCTS, clients=32, servers=())
        ours: list[Round] = []
        crowd: list[Round] = []
        floor: list[Round] = []
        for _ in range(rounds):
            floor.append(await closed_loop(raw.place, calls=calls, clients=32, servers=()))
            ours.append(await closed_loop(shop.place, calls=calls, clients=32, servers=services))
            crowd.append(await closed_loop(shop.place, calls=calls, clients=256, servers=services))
    _report(ours, crowd, floor)


def _report(ours: list[Round], crowd: list[Round], floor: list[Round]) -> None:
    bff = median([measured.cpu_milliseconds["customer-bff"] for measured in ours])
    backend = median([measured.cpu_milliseconds["backend"] for measured in ours])
    raw = median([measured.cpu_milliseconds["client"] for measured in floor])
    line("CPU of a placed order, customer-bff", bff, "ms", "the hop: at most 1.5")
    line("CPU of a placed order, backend", backend, "ms")
    line("CPU of the same write by the raw client", raw, "ms")
    ratio("CPU of a placed order / raw client", (bff + backend) / raw, at_most=5)
    speed, raw_speed = (median([measured.calls_per_second for measured in group]) for group in (ours, floor))
    line("orders a second, 32 clients", speed, "/s")
    line("raw writes a second, 32 clients", raw_speed, "/s")
    line("orders that failed, of all", sum(measured.failed for measured in (*ours, *crowd)), "")
    ratio("orders a second / raw", median_ratio(ours, floor), at_least=0.75)
    ratio("orders a second, 256 clients / 32 clients", median_ratio(crowd, ours), at_least=0.9)


def median_ratio(above: list[Round], below: list[Round]) -> float:
    """Of the rounds taken one after the other, so that a busy minute hits both."""
    pairs = zip(above, below, strict=True)
    return median([one.calls_per_second / other.calls_per_second for one, other in pairs])
