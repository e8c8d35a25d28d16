"""Where a running stack answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Addresses:
    """Base URLs. `shop` and `ops` are the doors of the portals: the gateways, or where there are none the BFFs.
    What stands behind them is None where only the doors are reachable, as in production."""

    shop: str
    ops: str
    identity: str
    customer_bff: str | None = None
    ops_bff: str | None = None
    backend: str | None = None
    secrets: Path | None = None
    """The folder of the services' secrets, where they are on this machine."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Addresses | None:
        """The stack that SHOP_URL, OPS_URL and IDENTITY_URL name, if they do."""
        shop, ops, identity = map(environment.get, ("SHOP_URL", "OPS_URL", "IDENTITY_URL"))
        if not shop or not ops or not identity:
            return None
        customer_bff, ops_bff, backend = map(
            environment.get, ("CUSTOMER_BFF_URL", "OPS_BFF_URL", "BACKEND_URL")
        )
        return cls(shop, ops, identity, customer_bff, ops_bff, backend)
