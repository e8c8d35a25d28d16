"""The analytics feed put together, with compaction and insights beside it."""

from __future__ import annotations

import asyncio
import importlib
import logging
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from backend.analytics.feed import MOST_AT_ONCE, AnalyticsFeed
from backend.events.aws import Threads
from backend.events.consuming import consume
from backend.events.declaration import ANALYTICS

if TYPE_CHECKING:
    from backend.analytics.settings import AnalyticsSettings
    from backend.analytics.stores import Store
    from backend.persistence.dynamo import Dynamo

COMPACTION_SECONDS = 600.0
SHARE_OF_TIME = 0.1
"""However much there is to look through, insights are worked out in a tenth of the time at most."""

_log = logging.getLogger("backend.analytics")


async def run_analytics(settings: AnalyticsSettings, dynamo: Dynamo, ending: asyncio.Event) -> None:
    """Returns once `ending` is set and what is in hand is stored or given back; at once when no store is named."""
    if settings.analytics_store is None:
        return
    try:
        await _run(settings, settings.analytics_store, dynamo, ending)
    except Exception:
        _log.exception("the analytics feed has ended")
        raise


async def _run(settings: AnalyticsSettings, address: str, dynamo: Dynamo, ending: asyncio.Event) -> None:
    # Loading pyarrow and DuckDB takes seconds: meanwhile health checks are answered.
    for name in ("partitions", "compaction", "insights"):
        await asyncio.to_thread(importlib.import_module, f"backend.analytics.{name}")
    from backend.analytics.partitions import Partitions
    from backend.analytics.stores import open_store

    store = open_store(address, endpoint_url=settings.aws_endpoint_url, region=settings.aws_region)
    adding = Threads(1, "analytics-adding")
    feed = AnalyticsFeed(Partitions(store), adding, seconds=settings.analytics_flush_seconds)
    beside = [
        asyncio.create_task(_keep_compact(store)),
        asyncio.create_task(_keep_insights(settings, address, store, dynamo)),
    ]
    try:
        # one half is gathered while the other is being added
        await consume(settings, ANALYTICS, feed.handle, ending, in_hand=2 * MOST_AT_ONCE)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        adding.close()


async def _keep_compact(store: Store) -> None:
    from backend.analytics.compaction import compact

    while True:
        try:
            await asyncio.to_thread(compact, store, datetime.now(UTC))
        except Exception:
            _log.exception("compaction failed, and is tried again")
        await asyncio.sleep(COMPACTION_SECONDS)


async def _keep_insights(settings: AnalyticsSettings, address: str, store: Store, dynamo: Dynamo) -> None:
    from backend.analytics.insights import Insights, KeptInsights

    insights = Insights(
        store,
        address,
        endpoint_url=settings.aws_endpoint_url,
        region=settings.aws_region,
    )
    kept = KeptInsights(dynamo, settings.operations_table)
    while True:
        began = monotonic()
        try:
            found = await insights.worked_out()
            if found is not None:
                await kept.keep(found)
        except Exception:
            _log.exception("insights could not be worked out, and are tried again")
        took = monotonic() - began
        await asyncio.sleep(max(settings.insights_seconds, took * (1 / SHARE_OF_TIME - 1)))
