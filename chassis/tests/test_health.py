"""chassis.health"""

import asyncio
from typing import Any

import httpx
import pytest

from chassis import health
from chassis.app import create_app
from chassis.settings import ServiceSettings


async def fine() -> None: ...


async def broken() -> None:
    raise ConnectionError("secret-host:5432 refused")


async def stuck() -> None:
    await asyncio.Event().wait()


def make_app(settings: ServiceSettings, **checks: Any) -> Any:
    return create_app(title="Clinic", description="", settings=settings, routers=[], readiness=checks)


async def test_a_live_process_says_so(client: httpx.AsyncClient) -> None:
    """/livez needs nothing but the event loop."""
    answer = await client.get("/livez")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


async def test_ready_when_every_check_passes(settings: ServiceSettings, client_of: Any) -> None:
    """/readyz names every check that passed."""
    async with client_of(make_app(settings, database=fine)) as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "checks": {"database": "ok"}})


async def test_failing_and_stuck_checks_are_named(
    settings: ServiceSettings, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that raises or takes too long makes a 503 that names it, and does not say why to the caller."""
    monkeypatch.setattr(health, "CHECK_TIMEOUT_SECONDS", 0.01)
    async with client_of(make_app(settings, database=fine, queue=broken, cache=stuck)) as client:
        answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["code"] == "not_ready"
    assert answer.headers["retry-after"] == "1"
    assert answer.json()["checks"] == {"database": "ok", "queue": "failed", "cache": "failed"}
    assert "secret-host" not in answer.text


async def test_checks_run_at_the_same_time(settings: ServiceSettings, client_of: Any) -> None:
    """Checks that wait for one another all pass."""
    barrier = asyncio.Barrier(2)

    async def meet() -> None:
        await barrier.wait()

    async with client_of(make_app(settings, one=meet, other=meet)) as client:
        assert (await client.get("/readyz")).status_code == 200


async def test_not_ready_once_the_service_is_ending(settings: ServiceSettings, client_of: Any) -> None:
    """While shutting down /readyz is a 503, whatever the checks say, and /livez is not."""
    app = make_app(settings, database=fine)
    app.state.lifecycle.begin_shutdown()
    async with client_of(app) as client:
        assert (await client.get("/readyz")).status_code == 503
        assert (await client.get("/livez")).status_code == 200
