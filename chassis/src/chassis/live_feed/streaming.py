"""The streams of a service, for its routes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import FastAPI, Header, Request
from starlette.responses import Response

from chassis.lifecycle import Lifecycle
from chassis.live_feed.event_stream import EventStream
from chassis.live_feed.feed import LiveFeed
from chassis.live_feed.streams import LiveStreams, TooManyStreams
from chassis.problems import Overloaded, ServiceUnavailable, documented
from chassis.rate_limits.who import address, person
from chassis.sessions.caller import Caller

LastEventId = Annotated[
    str | None,
    Header(
        description="The `id` of the last event that you had: the stream goes on behind it, or says `reset`."
    ),
]


def stream_responses(event: Any) -> dict[int | str, dict[str, Any]]:
    """`responses=` of a route that answers with a stream of events, `data` being such an `event`."""
    return {
        200: {"model": event, "description": "Server-sent events; the schema is that of their `data`."},
        **documented(TooManyStreams, Overloaded, ServiceUnavailable),
    }


def event_stream(
    request: Request, caller: Caller, last_event_id: str | None, *, hears: Collection[str]
) -> Response:
    """The stream of what is for everybody and of what is only for one of `hears`, as long as the caller's credential is
    good.

    Raises TooManyStreams, Overloaded, and ServiceUnavailable where there is no live feed.
    """
    streams: LiveStreams | None = request.app.state.live_streams
    if streams is None:
        raise ServiceUnavailable("There is no live feed here.", headers={"Retry-After": "60"})
    host = request.client.host if request.client else None
    who = person(caller.subject) if caller.subject is not None else address(host)
    reader = streams.open(hears, who, last_event_id, visitor=caller.person is None)
    return EventStream(reader, caller.person.until) if caller.person else EventStream(reader)


@asynccontextmanager
async def open_streams(app: FastAPI, streams: LiveStreams, feed: LiveFeed | None) -> AsyncIterator[None]:
    """Serves them while there is a feed; they end when the service begins to end."""
    app.state.live_streams = streams if feed is not None else None
    lifecycle: Lifecycle = app.state.lifecycle

    async def end_in_time() -> None:
        await lifecycle.shutdown_begun()
        streams.end_all()

    ending = asyncio.create_task(end_in_time())
    try:
        yield
    finally:
        streams.end_all()
        ending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ending
