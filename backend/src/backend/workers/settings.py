"""What the workers read from their environment."""

from __future__ import annotations

from backend.events.settings import EventsSettings
from backend.settings import WebhookSettings


class WorkersSettings(EventsSettings, WebhookSettings):
    """Where events go, and with what webhooks are signed."""
