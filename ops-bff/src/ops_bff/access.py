"""Who may call what: each type names people, and a route's signature says whom it serves."""

from __future__ import annotations

from typing import Annotated

from chassis.sessions.access import for_roles
from chassis.sessions.caller import Caller

OpsAgent = Annotated[Caller, for_roles("ops_agent", "ops_manager")]
"""Somebody of operations: orders, shipments, stock. A manager may do all that an agent may."""
OpsManager = Annotated[Caller, for_roles("ops_manager")]
"""Somebody who answers for products and their prices too."""
