"""What the shop's BFF reads from its environment."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import SecretStr, model_validator

from chassis.live_feed.settings import LiveFeedSettings
from chassis.sessions.portal_settings import PortalSettings


class Settings(LiveFeedSettings, PortalSettings):
    """The BFF's settings; every field is the environment variable of the same name in capitals."""

    port: int = 8001
    backend_url: str
    """Where the backend answers, such as http://127.0.0.1:8003."""
    cursor_signing_key: SecretStr | None = None
    """Signs the cursors of lists: any long random text, the same for all instances. Needed in production; elsewhere
    one is made up at each start, and cursors end with the process."""
    product_images_dir: Path | None = None
    """A folder that is served at /images/products; in production something in front serves them."""

    @model_validator(mode="after")
    def _fit_for_production(self) -> Self:
        if self.environment == "production" and self.cursor_signing_key is None:
            raise ValueError("CURSOR_SIGNING_KEY is needed: instances must read each other's cursors")
        return self
