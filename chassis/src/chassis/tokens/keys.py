"""Public keys by their id, each for one algorithm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK
from jwt.exceptions import PyJWTError

from chassis.tokens.strict_json import parse_object

MOST_KEYS = 50
FEWEST_RSA_BITS = 2048


@dataclass(frozen=True)
class VerificationKey:
    """A public key, and the one algorithm that it verifies."""

    algorithm: str
    jwk: PyJWK


VerificationKeys = Mapping[str, VerificationKey]
"""By `kid`."""


def read_key_set(text: bytes) -> VerificationKeys:
    """The keys of a JWK set (RFC 7517) that can sign tokens: ES256 on P-256, RS256 with 2048 bits or more.

    Other keys are left out, as are those without an id. Raises TokenRefused for what is no JWK set at all.
    """
    members = parse_object(text).get("keys")
    keys: dict[str, VerificationKey] = {}
    for member in members if isinstance(members, list) else []:
        key = _read_key(member) if isinstance(member, dict) else None
        if key is not None and len(keys) < MOST_KEYS:
            keys[member["kid"]] = key
    return keys


def _read_key(member: dict[str, Any]) -> VerificationKey | None:
    algorithm = {"EC": "ES256", "RSA": "RS256"}.get(str(member.get("kty")))
    if (
        algorithm is None
        or not isinstance(member.get("kid"), str)
        or member.get("use", "sig") != "sig"
        or member.get("alg", algorithm) != algorithm
    ):
        return None
    # Only the public part: a private key that a provider shows by mistake is not kept.
    public: dict[str, Any] = {
        name: member[name] for name in ("kty", "crv", "x", "y", "n", "e") if name in member
    }
    try:
        jwk = PyJWK.from_dict(public, algorithm)
    except (PyJWTError, ValueError, TypeError, KeyError):
        return None
    return VerificationKey(algorithm, jwk) if _strong_enough(jwk.key) else None


def _strong_enough(key: object) -> bool:
    if isinstance(key, EllipticCurvePublicKey):
        return isinstance(key.curve, SECP256R1)
    return isinstance(key, RSAPublicKey) and key.key_size >= FEWEST_RSA_BITS
