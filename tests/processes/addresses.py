"""Where a running stack answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Addresses:
    """Base URLs. The backend's is None when only the doors are reachable, as in production."""

    customer_bff: str
    ops_bff: str
    backend: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Addresses | None:
        """The stack that CUSTOMER_BFF_URL and OPS_BFF_URL name, if they do."""
        shop, staff = environment.get("CUSTOMER_BFF_URL"), environment.get("OPS_BFF_URL")
        return cls(shop, staff, environment.get("BACKEND_URL")) if shop and staff else None
