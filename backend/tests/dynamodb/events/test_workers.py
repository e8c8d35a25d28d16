"""The workers as a process: ready, ended, and followed by the next."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from backend_testing.driver import Driver
from backend_testing.listener import Listener
from backend_testing.workers import workers_environment, workers_process

from backend.events.settings import EventsSettings
from tests.processes.database import dynamodb_local_process
from tests.processes.process import ServerProcess

pytestmark = pytest.mark.dynamodb


@pytest.fixture
def events_settings(events_settings: EventsSettings) -> EventsSettings:
    """With a lease so long that nobody gets it by waiting."""
    return events_settings.model_copy(update={"relay_lease_seconds": 300.0})


def ready(workers: ServerProcess) -> bool:
    try:
        with urllib.request.urlopen(f"{workers.url}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError as refused:
        refused.close()
        return False


async def test_ended_in_order_the_next_begins_at_once(
    backend: Driver, workers: ServerProcess, listener: Listener
) -> None:
    """It lets go of the lease, and the next, without waiting for it, tells what happened in between, in one epoch."""
    await asyncio.to_thread(workers.start)
    await backend.stocked()
    began = time.monotonic()
    while not listener.from_bus:
        await asyncio.to_thread(listener.drain_bus)
    await asyncio.to_thread(workers.stop)
    assert time.monotonic() - began < 15
    later = await backend.stocked()
    await asyncio.to_thread(workers.start)
    async with asyncio.timeout(15):
        while later not in {event.get("product_id") for event in listener.from_bus}:
            await asyncio.to_thread(listener.drain_bus)
            await asyncio.sleep(0.05)
    assert ready(workers)
    epochs = {entry_id.partition("-")[0] for entry_id, _, _ in listener.feed_entries()}
    assert len(epochs) == 1


async def test_heartbeats_say_up_to_when_everything_is_fed(
    workers: ServerProcess, listener: Listener
) -> None:
    """About one a second, and soon with a time that moves on."""
    await asyncio.to_thread(workers.start)
    read: list[str] = []
    async with asyncio.timeout(20):
        while len(set(read)) < 3:
            beats = [body for _, kind, body in listener.feed_entries() if kind == "heartbeat"]
            read = [body["read_at"] for body in beats if body["read_at"]]
            await asyncio.sleep(0.2)
    assert read == sorted(read)


def test_the_end_comes_though_the_database_is_away(events_settings: EventsSettings, tmp_path: Path) -> None:
    """Workers whose database has died end when they are asked to: there is nobody to hand the lease to."""
    database = dynamodb_local_process(tmp_path)
    database.start()
    own = events_settings.model_copy(update={"dynamodb_endpoint_url": database.url})
    workers = workers_process(own, tmp_path)
    # In a process of its own: in this one pynamodb has a connection to the other database.
    subprocess.run(
        [sys.executable, "-m", "backend.persistence.create_tables"], env=workers_environment(own), check=True
    )
    workers.start()
    give_up_at = time.monotonic() + 20
    while "this relay is at work" not in workers.log_file.read_text():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)
    time.sleep(1)
    database.kill()
    time.sleep(1)
    began = time.monotonic()
    workers.stop()
    assert time.monotonic() - began < 10
