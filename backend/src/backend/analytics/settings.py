"""What the analytics feed reads from the environment, beside what every worker does."""

from __future__ import annotations

from pydantic import Field

from backend.events.settings import EventsSettings


class AnalyticsSettings(EventsSettings):
    """Every field is the environment variable of the same name in capitals."""

    analytics_store: str | None = None
    """Where events are kept as Parquet: a folder's path, or `s3://bucket/prefix`. Unset: the queue is left alone."""
    analytics_flush_seconds: float = Field(default=30.0, gt=0, le=300, allow_inf_nan=False)
    """So long events are gathered for a file. Each file costs a request or two of S3."""
    insights_seconds: float = Field(default=60.0, ge=1, allow_inf_nan=False)
    """So long after insights have been worked out they are worked out anew, if events have been added."""
