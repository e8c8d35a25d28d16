"""Who may call what: each type names people, and a route's signature says whom it serves."""

from __future__ import annotations

from typing import Annotated

from chassis.sessions.access import for_anybody, for_roles
from chassis.sessions.caller import Caller

SignedInCustomer = Annotated[Caller, for_roles("customer")]
"""The customer who calls."""
Visitor = Annotated[Caller, for_anybody()]
"""Whoever looks at the shop, signed in or not."""
