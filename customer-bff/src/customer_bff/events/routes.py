"""Seeing what happens, as it happens."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from chassis.live_feed.event_stream import EventStream
from chassis.live_feed.streaming import LastEventId, event_stream, stream_responses
from customer_bff.access import Visitor
from customer_bff.events.views import ShopEvent

router = APIRouter(prefix="/api/events", tags=["events"])


@router.get("", status_code=200, response_class=EventStream, responses=stream_responses(ShopEvent))
async def stream_events(visitor: Visitor, request: Request, last_event_id: LastEventId = None) -> Response:
    """A stream of what changes in the shop, and for customers of what becomes of their orders. `reset` says that you
    may have missed something, and that what you show must be read anew."""
    hears = {visitor.subject} if visitor.subject and "customer" in visitor.roles else frozenset[str]()
    return event_stream(request, visitor, last_event_id, hears=hears)
