"""`python -m backend.analytics.compact` merges small files of the store into larger ones."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from backend.analytics.compaction import compact
from backend.analytics.settings import AnalyticsSettings
from backend.analytics.stores import open_store
from chassis.settings import from_environment

if __name__ == "__main__":
    settings = from_environment(AnalyticsSettings)
    if settings.analytics_store is None:
        sys.exit("ANALYTICS_STORE names no store")
    store = open_store(
        settings.analytics_store, endpoint_url=settings.aws_endpoint_url, region=settings.aws_region
    )
    print(f"merged {compact(store, datetime.now(UTC))} files")
