"""What the back office's BFF reads from its environment."""

from __future__ import annotations

from pathlib import Path

from chassis.live_feed.settings import LiveFeedSettings
from chassis.sessions.portal_settings import PortalSettings


class Settings(LiveFeedSettings, PortalSettings):
    """The BFF's settings; every field is the environment variable of the same name in capitals."""

    port: int = 8002
    backend_url: str
    """Where the backend answers, such as http://127.0.0.1:8003."""
    product_images_dir: Path | None = None
    """A folder that is served at /images/products; in production something in front serves them."""
