"""How the workers are put together: no requests but the health checks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from backend.events.running import RunningRelay
from backend.events.settings import EventsSettings
from backend.persistence.dynamo import open_dynamo
from backend.workers.notify_ops import run_notify_ops
from chassis import app as chassis

DESCRIPTION = "What runs beside the requests: the relay, and the consumers of its events."


def create_app(settings: EventsSettings) -> FastAPI:
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
            app.state.notify_ops = notify_ops
            try:
                yield
            finally:
                ending.set()
                # Again, should it be cancelled just as it fails by itself: a group of tasks then forgets the one.
                while not work.done():
                    work.cancel()
                    await asyncio.wait([work], timeout=1)
                _, unfinished = await asyncio.wait([notify_ops], timeout=settings.shutdown_grace_seconds)
                for task in unfinished:
                    task.cancel()

    async def relay_works() -> None:
        await app.state.relay.check()

    async def ops_are_notified() -> None:
        if app.state.notify_ops.done():
            raise RuntimeError("nothing takes events from the queue notify-ops")

    app = chassis.create_app(
        title="Waybill workers",
        description=DESCRIPTION,
        settings=settings,
        routers=[],
        lifespan=lifespan,
        readiness={"relay": relay_works, "notify-ops": ops_are_notified},
    )
    return app
