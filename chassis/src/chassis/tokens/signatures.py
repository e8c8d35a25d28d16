"""A compact JWS (RFC 7515): its shape, its header, its signature."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from jwt import PyJWS
from jwt.exceptions import PyJWTError

from chassis.tokens.errors import TokenRefused
from chassis.tokens.keys import VerificationKey
from chassis.tokens.strict_json import parse_object

LONGEST_TOKEN = 8192
_COMPACT = re.compile(r"([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)
# Members by which a token says where the key to check it is to be had, or what else must be understood.
_FORBIDDEN = frozenset({"jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc"})
_JWS = PyJWS()


@dataclass(frozen=True)
class Header:
    """What a token says about itself, before anything is believed."""

    algorithm: str
    key_id: str
    token_type: str | None


def read_header(token: str, algorithms: Set[str]) -> Header:
    """The header of a token that may be worth checking; raises TokenRefused for any other text."""
    if len(token) > LONGEST_TOKEN:
        raise TokenRefused("too long")
    compact = _COMPACT.fullmatch(token)
    if compact is None:
        raise TokenRefused("not a compact JWS")
    header = parse_object(_decode(compact[1]))
    algorithm, key_id, token_type = header.get("alg"), header.get("kid"), header.get("typ")
    if not isinstance(algorithm, str) or algorithm not in algorithms:
        raise TokenRefused("algorithm not allowed")
    if not isinstance(key_id, str):
        raise TokenRefused("no key id")
    if not (token_type is None or isinstance(token_type, str)):
        raise TokenRefused("type is no text")
    if not _FORBIDDEN.isdisjoint(header):
        raise TokenRefused("header has a member that is not allowed")
    return Header(algorithm, key_id, token_type)


def signed_claims(token: str, header: Header, key: VerificationKey) -> dict[str, Any]:
    """The claims of the token, if `key` signed it with the algorithm that is the key's own."""
    if header.algorithm != key.algorithm:
        raise TokenRefused("algorithm is not the key's")
    try:
        payload = _JWS.decode(token, key.jwk, algorithms=[key.algorithm])
    except (PyJWTError, ValueError) as error:
        raise TokenRefused(f"signature: {type(error).__name__}") from None
    return parse_object(payload)


def _decode(part: str) -> bytes:
    try:
        return urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        raise TokenRefused("not base64url") from None
