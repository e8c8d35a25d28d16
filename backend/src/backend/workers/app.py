"""How the workers are put together: no requests but the health checks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from backend.analytics.running import run_analytics
from backend.events.running import RunningRelay
from backend.persistence.dynamo import open_dynamo
from backend.workers.commands import run_commands
from backend.workers.dead_letters import keep_dead_letters
from backend.workers.notify_ops import run_notify_ops
from backend.workers.settings import WorkersSettings
from backend.workers.webhooks import run_webhooks
from chassis import app as chassis

DESCRIPTION = (
    "What runs beside the requests: the relay, the consumers of its events, and what delivers to webhooks."
)


def create_app(settings: WorkersSettings) -> FastAPI:
    """The workers, which work from its start to its end."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        dynamo, session = open_dynamo(
            endpoint_url=settings.dynamodb_endpoint_url, region=settings.aws_region, connections=16
        )
        async with session:
            app.state.relay = RunningRelay(settings, dynamo)
            work = asyncio.create_task(app.state.relay.run())
            ending = asyncio.Event()
            consuming = {
                name: asyncio.create_task(run(settings, dynamo, ending))
                for name, run in (
                    ("commands", run_commands),
                    ("dead letters", keep_dead_letters),
                    ("analytics", run_analytics),
                    ("notices", run_notify_ops),
                    ("webhooks", run_webhooks),
                )
            }
            app.state.consuming = consuming
            try:
                yield
            finally:
                ending.set()
                # Again, should it be cancelled just as it fails by itself: a group of tasks then forgets the one.
                while not work.done():
                    work.cancel()
                    await asyncio.wait([work], timeout=3)
                _, unfinished = await asyncio.wait(
                    consuming.values(), timeout=settings.shutdown_grace_seconds
                )
                for task in unfinished:
                    task.cancel()

    async def relay_works() -> None:
        await app.state.relay.check()

    async def queues_are_consumed() -> None:
        for name, task in app.state.consuming.items():
            # one that has nothing to do, as analytics without a store, has ended well
            if task.done() and (task.cancelled() or task.exception()):
                raise RuntimeError(f"nothing works on {name}")

    app = chassis.create_app(
        title="Waybill workers",
        description=DESCRIPTION,
        settings=settings,
        routers=[],
        lifespan=lifespan,
        readiness={"relay": relay_works, "queues": queues_are_consumed},
    )
    return app
