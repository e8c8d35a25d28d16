"""How the workers are put together: no requests but the health checks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from backend.analytics.running import run_analytics
from backend.analytics.settings import AnalyticsSettings
from backend.events.running import RunningRelay
from backend.persistence.dynamo import open_dynamo
from chassis import app as chassis

DESCRIPTION = "What runs beside the requests: the relay, and the consumers of its events."


def create_app(settings: AnalyticsSettings) -> FastAPI:
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
            analytics = asyncio.create_task(run_analytics(settings, dynamo, ending))
            app.state.analytics = analytics
            try:
                yield
            finally:
                ending.set()
                # Again, should it be cancelled just as it fails by itself: a group of tasks then forgets the one.
                while not work.done():
                    work.cancel()
                    await asyncio.wait([work], timeout=3)
                await asyncio.gather(analytics, return_exceptions=True)

    async def relay_works() -> None:
        await app.state.relay.check()

    async def analytics_works() -> None:
        if app.state.analytics.done():
            app.state.analytics.result()

    app = chassis.create_app(
        title="Waybill workers",
        description=DESCRIPTION,
        settings=settings,
        routers=[],
        lifespan=lifespan,
        readiness={"relay": relay_works, "analytics": analytics_works},
    )
    return app
