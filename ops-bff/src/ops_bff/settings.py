"""What the back office's BFF reads from its environment."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator

from chassis.live_feed.settings import LiveFeedSettings
from chassis.sessions.portal_settings import PortalSettings


class Settings(LiveFeedSettings, PortalSettings):
    """The BFF's settings; every field is the environment variable of the same name in capitals."""

    port: int = 8002
    backend_url: str
    """Where the backend answers, such as http://127.0.0.1:8003."""
    aws_region: str = "us-east-1"
    aws_endpoint_url: str | None = None
    """Where SQS answers; unset means AWS itself."""
    event_bus: str = Field(default="waybill", pattern=r"^[a-zA-Z0-9_-]{1,40}$")
    """With which the name of the queue of commands begins: the workers' setting of the same name."""
    operation_signing_key: SecretStr | None = Field(default=None, min_length=16)
    """Signs the names of queued operations: any long random text, the same for all instances. Needed in production;
    elsewhere one is made up at each start, and names end with the process."""
    cursor_signing_key: SecretStr | None = None
    """Signs the cursors of the product list: any long random text, the same for all instances. Needed in production;
    elsewhere one is made up at each start, and cursors end with the process."""
    product_images_dir: Path | None = None
    """A folder that is served at /images/products; in production something in front serves them."""

    @model_validator(mode="after")
    def _fit_for_production(self) -> Self:
        if self.environment == "production" and self.operation_signing_key is None:
            raise ValueError("OPERATION_SIGNING_KEY is needed: instances must read each other's receipts")
        if self.environment == "production" and self.cursor_signing_key is None:
            raise ValueError("CURSOR_SIGNING_KEY is needed: instances must read each other's cursors")
        endpoint = self.aws_endpoint_url
        if self.environment == "production" and endpoint is not None and not endpoint.startswith("https://"):
            raise ValueError("AWS_ENDPOINT_URL begins with https:// in production; unset means AWS itself")
        return self
