"""Telling one request from another."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def fingerprint(request: Any) -> str:
    """SHA-256 of the request in canonical JSON: equal requests have equal fingerprints, however they were written."""
    canonical = json.dumps(request, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
