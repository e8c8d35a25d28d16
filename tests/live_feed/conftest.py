"""A platform that follows its live feed."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.portals import Portals
from tests.processes.events import Events, platform_with_events
from tests.processes.platform import Platform


class Live:
    """The platform, its events, and how often the backend was asked for the catalogue."""

    def __init__(self, platform: Platform, events: Events) -> None:
        self.platform, self.events = platform, events

    def backend_reads(self) -> int:
        """Reads of products so far, by the backend's own log."""
        log = Path(self.platform.backend.log_file).read_text()
        return log.count('"method":"GET","path":"/products')


@pytest.fixture(scope="module")
def live(dynamodb_local: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with platform_with_events(dynamodb_local, tmp_path_factory.mktemp("live")) as (platform, events):
        running = Live(platform, events)
        yield running


@pytest.fixture
async def anna(live: Live) -> AsyncIterator[Portals]:
    """A new customer, and a manager, once the shop's view is kept up to date by the feed."""
    async with Portals(live.platform.addresses) as portals:
        await until_live(live, portals)
        yield portals


async def until_live(live: Live, portals: Portals, within_seconds: float = 20.0) -> None:
    """Returns when looking costs the backend nothing."""
    give_up_at = time.monotonic() + within_seconds
    while True:
        before, looked_until = live.backend_reads(), time.monotonic() + 0.8
        while time.monotonic() < looked_until:
            assert (await portals.shop.get("/api/products?limit=1")).status_code == 200
        if live.backend_reads() == before:
            return
        assert time.monotonic() < give_up_at, "the view never became live"
