"""Hooks of Schemathesis: every call is somebody's, unless a check takes that away.

BEARER is the header's value; or, for the backend, SECRETS the folder with the keys of the BFFs, whose passports then
name the caller.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import schemathesis

from chassis.passports import PassportMint


@schemathesis.auth(refresh_interval=None)
class SignedIn:
    """Passports are good for a minute, a run takes longer: each call gets one of its own."""

    def __init__(self) -> None:
        self._mints: dict[str, PassportMint] = {}
        if folder := os.environ.get("SECRETS"):
            for bff in ("customer-bff", "ops-bff"):
                key = (Path(folder) / bff / "PASSPORT_PRIVATE_KEY").read_text()
                self._mints[bff] = PassportMint(issuer=bff, audience="backend", private_key=key)

    def get(self, case: Any, context: Any) -> str:
        if not self._mints:
            return os.environ["BEARER"]
        if case.operation.path.startswith("/customer"):
            return f"Bearer {self._mints['customer-bff'].passport('schemathesis', {'customer'})}"
        return f"Bearer {self._mints['ops-bff'].passport('olivia', {'ops_agent', 'ops_manager'})}"

    def set(self, case: Any, data: str, context: Any) -> None:
        case.headers["Authorization"] = data
