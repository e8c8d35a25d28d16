from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from chassis.live_feed.entry import Entry, Place
from chassis.live_feed.settings import LiveFeedSettings
from chassis.live_feed.streams import LiveStreams
from customer_bff.events.telling import tell
from tests.identity.played_provider import PlayedProvider

SHIPPED = (
    b'{"type":"order.delivered","order_id":"o","version":4,"status":"DELIVERED","at":"2026-11-22T09:30:00Z",'
    b'"actor":"ops:sam","customer_id":"ann","parcel":null}'
)


@pytest.fixture
async def streams(app: FastAPI) -> AsyncIterator[LiveStreams]:
    """The streams of a shop that has a feed."""
    streams = app.state.live_streams = LiveStreams(tell, LiveFeedSettings(live_streams_per_person=1))
    streams.begin_anew(Place(1, 0))
    yield streams
    streams.end_all()


async def streamed(client: httpx.AsyncClient, streams: LiveStreams, **headers: str) -> httpx.Response:
    """All that one is told between opening a stream and its end, while an order of ann's arrives."""
    asked = asyncio.ensure_future(client.get("/api/events", headers=headers))
    while not streams.readers and not asked.done():
        await asyncio.sleep(0.001)
    streams.take([Entry(Place(1, 1), "order.delivered", SHIPPED)])
    await asyncio.sleep(0.01)
    streams.end_all()
    return await asked


async def test_without_a_feed_there_is_no_stream(ann: httpx.AsyncClient) -> None:
    """A stream in which nothing ever comes would be a lie."""
    answer = await ann.get("/api/events")
    assert (answer.status_code, answer.json()["code"]) == (503, "service_unavailable")
    assert answer.headers["Retry-After"] == "60"


async def test_a_customer_is_told_of_their_order(ann: httpx.AsyncClient, streams: LiveStreams) -> None:
    """As server-sent events, with the feed's own ids."""
    answer = await streamed(ann, streams)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert "event: order.delivered\ndata: {" in answer.text
    assert "id: 1-1\n" in answer.text
    assert "sam" not in answer.text


@pytest.mark.parametrize("roles", [None, ("customer",), ("ops_agent", "ops_manager")])
async def test_nobody_else_is(
    app: FastAPI, streams: LiveStreams, provider: PlayedProvider, roles: tuple[str, ...] | None
) -> None:
    """A visitor, another customer, staff who look at the shop."""
    headers = provider.bearer("bob", *roles) if roles else {}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test", headers=headers) as client:
        answer = await streamed(client, streams)
    assert answer.status_code == 200
    assert "order" not in answer.text


async def test_whoever_is_ann_without_being_a_customer_is_told_nothing_either(
    app: FastAPI, streams: LiveStreams, provider: PlayedProvider
) -> None:
    """Orders are shown to customers: the same person without the role is a visitor."""
    transport = httpx.ASGITransport(app)
    headers = provider.bearer("ann", "ops_agent")
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test", headers=headers) as client:
        assert "order" not in (await streamed(client, streams)).text


async def test_the_stream_goes_on_behind_the_last_event(ann: httpx.AsyncClient, streams: LiveStreams) -> None:
    """What happened meanwhile is told; where that is not known any more, that is."""
    streams.take([Entry(Place(1, 1), "order.delivered", SHIPPED)])
    answer = await streamed(ann, streams, **{"Last-Event-ID": "1-0"})
    assert answer.text.count("event: order.delivered") == 2


async def test_too_many_streams_are_refused(ann: httpx.AsyncClient, streams: LiveStreams) -> None:
    """With a problem that says what to do; the first goes on."""
    first = asyncio.ensure_future(ann.get("/api/events"))
    while not streams.readers:
        await asyncio.sleep(0.001)
    refused = await ann.get("/api/events")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_streams")
    streams.end_all()
    assert (await first).status_code == 200
