"""Seeing what happens, as it happens."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from chassis.live_feed.event_stream import EventStream
from chassis.live_feed.streaming import LastEventId, event_stream, stream_responses
from ops_bff.access import OpsAgent
from ops_bff.events.views import OpsStreamEvent

router = APIRouter(prefix="/api/events", tags=["events"])


@router.get("", status_code=200, response_class=EventStream, responses=stream_responses(OpsStreamEvent))
async def stream_events(agent: OpsAgent, request: Request, last_event_id: LastEventId = None) -> Response:
    """A stream of what happens to orders, products, notices and operations; managers hear of imports and dead letters
    too. `reset` says that you may have missed something, and that what you show must be read anew."""
    return event_stream(request, agent, last_event_id, hears=agent.roles)
