"""chassis.live_feed.streaming"""

from __future__ import annotations

import asyncio

from fastapi import FastAPI

from chassis.lifecycle import Lifecycle
from chassis.live_feed.entry import Place
from chassis.live_feed.feed import LiveFeed
from chassis.live_feed.settings import LiveFeedSettings
from chassis.live_feed.streaming import open_streams
from chassis.live_feed.streams import LiveStreams
from tests.live_feed.played_stream import PlayedStream


async def test_streams_end_when_the_service_begins_to_end() -> None:
    """Before it waits for the requests in flight, of which they would be the last."""
    app, streams = FastAPI(), LiveStreams(lambda entry: None, LiveFeedSettings())
    app.state.lifecycle = Lifecycle()
    streams.begin_anew(Place(1, 0))
    async with open_streams(app, streams, LiveFeed(PlayedStream().open, [])):
        assert app.state.live_streams is streams
        reader = streams.open({"ann"}, "ann", None)
        await reader.read(1)
        reading = asyncio.ensure_future(reader.read(5))
        await asyncio.sleep(0)
        app.state.lifecycle.begin_shutdown()
        assert await asyncio.wait_for(reading, 1) is None


async def test_without_a_feed_there_are_none() -> None:
    """Whoever asks for one is told so."""
    app = FastAPI()
    app.state.lifecycle = Lifecycle()
    async with open_streams(app, LiveStreams(lambda entry: None, LiveFeedSettings()), None):
        assert app.state.live_streams is None
