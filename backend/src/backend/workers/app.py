"""How the workers are put together: no requests but the health checks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from backend.events.running import RunningRelay
from backend.persistence.dynamo import open_dynamo
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
            notify_ops = asyncio.create_task(run_notify_ops(settings, dynamo, ending))
            webhooks = asyncio.create_task(run_webhooks(settings, dynamo, ending))
            app.state.notify_ops, app.state.webhooks = notify_ops, webhooks
            try:
                yield
            finally:
                ending.set()
                # Again, should it be cancelled just as it fails by itself: a group of tasks then forgets the one.
                while not work.done():
                    work.cancel()
                    await asyncio.wait([work], timeout=3)
                _, unfinished = await asyncio.wait(
                    [notify_ops, webhooks], timeout=settings.shutdown_grace_seconds
                )
                for task in unfinished:
                    task.cancel()

    async def relay_works() -> None:
        await app.state.relay.check()

    async def ops_are_notified() -> None:
        if app.state.notify_ops.done():
            raise RuntimeError("nothing takes events from the queue notify-ops")

    async def webhooks_are_served() -> None:
        if app.state.webhooks.done():
            raise RuntimeError("nothing delivers to webhooks")

    app = chassis.create_app(
        title="Waybill workers",
        description=DESCRIPTION,
        settings=settings,
        routers=[],
        lifespan=lifespan,
        readiness={"relay": relay_works, "notify-ops": ops_are_notified, "webhooks": webhooks_are_served},
    )
    return app
