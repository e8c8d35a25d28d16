"""What the back office's BFF reads from its environment."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import model_validator

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """The BFF's settings; every field is the environment variable of the same name in capitals."""

    port: int = 8002
    backend_url: str
    """Where the backend answers, such as http://127.0.0.1:8003."""
    development_identity: bool = False
    """Believe the header X-Dev-Ops. Refused when `environment` is production."""
    product_images_dir: Path | None = None
    """A folder that is served at /images/products; in production something in front serves them."""

    @model_validator(mode="after")
    def _fit_for_production(self) -> Self:
        if self.environment == "production" and self.development_identity:
            raise ValueError("DEVELOPMENT_IDENTITY is for development: anybody could be anybody")
        return self
