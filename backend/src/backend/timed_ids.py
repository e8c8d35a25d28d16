"""Ids that sort by time and are known from what they name."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID


def timed_id(at: datetime, name: str) -> str:
    """The id that the moment and the name make: always the same, and in the order of text those of later
    milliseconds come later. A UUID of version 8 (RFC 9562, section 5.8), laid out as version 7 is."""
    unique = int.from_bytes(sha256(name.encode()).digest()[:10])
    return str(
        UUID(int=_milliseconds(at) << 80 | 8 << 76 | (unique >> 68) << 64 | 2 << 62 | unique & _62_BITS)
    )


def first_id(at: datetime) -> str:
    """Below every id of that moment and later ones, above every id of earlier milliseconds."""
    return str(UUID(int=_milliseconds(at) << 80))


_62_BITS = (1 << 62) - 1


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp()) * 1000 + at.microsecond // 1000
