"""What the workers read from their environment."""

from __future__ import annotations

from backend.analytics.settings import AnalyticsSettings
from backend.settings import WebhookSettings


class WorkersSettings(AnalyticsSettings, WebhookSettings):
    """Where events go and are kept, and with what webhooks are signed."""
