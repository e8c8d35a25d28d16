"""Claims (RFC 7519) with the types they are to have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chassis.tokens.errors import TokenRefused

NOT_BEFORE_LEEWAY_SECONDS = 5
"""How far the clock of whoever signs may be ahead of ours."""
LONGEST_SUBJECT = 128


def check_times(claims: Mapping[str, Any], now: float) -> float:
    """When the token ends, in seconds since the epoch; refuses one that has ended or has not begun."""
    ends_at = _time(claims, "exp")
    if ends_at is None:
        raise TokenRefused("no exp")
    if now >= ends_at:
        raise TokenRefused("expired")
    for name in ("nbf", "iat"):
        begins_at = _time(claims, name)
        if begins_at is not None and begins_at > now + NOT_BEFORE_LEEWAY_SECONDS:
            raise TokenRefused(f"{name} is ahead")
    return ends_at


def check_issuer(claims: Mapping[str, Any], issuer: str) -> None:
    """Refuses any issuer but this one, to the character."""
    if claims.get("iss") != issuer:
        raise TokenRefused("wrong issuer")


def check_audience(claims: Mapping[str, Any], audience: str) -> None:
    """Refuses a token that is not meant for `audience`, among others or alone."""
    meant_for = claims.get("aud")
    if meant_for != audience and not (isinstance(meant_for, list) and audience in meant_for):
        raise TokenRefused("wrong audience")


def subject(claims: Mapping[str, Any]) -> str:
    """Whom the token is about: 1 to 128 printable ASCII characters without a space."""
    value = claims.get("sub")
    if (
        not isinstance(value, str)
        or not 0 < len(value) <= LONGEST_SUBJECT
        or not value.isascii()
        or not value.isprintable()
        or " " in value
    ):
        raise TokenRefused("no usable subject")
    return value


def names(claims: Mapping[str, Any], claim: str) -> frozenset[str]:
    """A list of names; a claim that is absent lists none."""
    value = claims.get(claim, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise TokenRefused(f"{claim} is no list of names")
    return frozenset(value)


def _time(claims: Mapping[str, Any], name: str) -> float | None:
    if name not in claims:
        return None
    value = claims[name]
    # bool is an int to Python
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**53:
        raise TokenRefused(f"{name} is no time")
    return float(value)
