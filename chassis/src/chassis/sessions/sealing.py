"""Cookies that only this service can read, and nobody can change."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chassis.sessions.errors import TooLong

_NONCE_BYTES = 12
LONGEST_SEALED = 4000
"""Browsers keep 4096 bytes of a cookie, its name and attributes included."""


class Seal:
    """AES-256-GCM; what was sealed for one purpose cannot be opened for another."""

    def __init__(self, keys: Sequence[str], purpose: str) -> None:
        self._ciphers = [AESGCM(sha256(key.encode()).digest()) for key in keys]
        self._purpose = purpose.encode()

    def seal(self, value: dict[str, Any]) -> str:
        """Raises TooLong."""
        nonce = os.urandom(_NONCE_BYTES)
        text = json.dumps(value, separators=(",", ":")).encode()
        sealed = urlsafe_b64encode(nonce + self._ciphers[0].encrypt(nonce, text, self._purpose)).decode()
        if len(sealed) > LONGEST_SEALED:
            raise TooLong("does not fit into a cookie")
        return sealed

    def open(self, sealed: str) -> dict[str, Any] | None:
        """What was sealed; None for anything that was not sealed by one of the keys, for this purpose."""
        if len(sealed) > LONGEST_SEALED or not sealed.isascii():
            return None
        try:
            data = urlsafe_b64decode(sealed)
        except ValueError:
            return None
        for cipher in self._ciphers:
            try:
                text = cipher.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], self._purpose)
            except (InvalidTag, ValueError):
                continue
            value: dict[str, Any] = json.loads(text)
            return value
        return None
