"""Passports: by which one service proves to another on whose behalf it calls.

An ES256 JWT, good for at most 60 s, minted by the service in front with a key that is its own alone, and believed by
the service behind, which knows the public halves. Passports are never logged.
"""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from hashlib import sha256

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from jwt import PyJWK

from chassis.tokens import claims as claim
from chassis.tokens.errors import TokenRefused
from chassis.tokens.keys import VerificationKey, VerificationKeys
from chassis.tokens.remembered import Remembered
from chassis.tokens.signatures import read_header, signed_claims

LIFETIME_SECONDS = 60
_RENEWED_BEFORE_END_SECONDS = 15
"""Left to a passport, at least, when it is handed out: longer than a request may take."""
_ALGORITHM = "ES256"
_ALGORITHMS = frozenset({_ALGORITHM})
_TYPE = "passport+jwt"
_PEM_END = "-----END PUBLIC KEY-----"


@dataclass(frozen=True)
class Passport:
    """On whose behalf `issuer` calls, until `ends_at` (seconds since the epoch)."""

    issuer: str
    subject: str
    roles: frozenset[str]
    ends_at: float


@dataclass(frozen=True)
class Minted:
    """A passport that is to be used until `ends_at` (seconds since the epoch), 15 s before its own end."""

    token: str
    ends_at: float


class PassportMint:
    """Mints the passports of one issuer; one person's is used again until 15 s before its end."""

    def __init__(
        self,
        *,
        issuer: str,
        audience: str,
        private_key: str,
        remembered: int = 10_000,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """private_key: PEM, on P-256. Raises ValueError for any other."""
        key = load_pem_private_key(private_key.encode(), password=None)
        if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
            raise ValueError("a passport is signed with a key on P-256")
        self._key = key
        self._headers = {"kid": key_id(key.public_key()), "typ": _TYPE}
        self._issuer = issuer
        self._audience = audience
        self._clock = clock
        self._minted: Remembered[Minted] = Remembered(remembered, clock)

    def passport(self, subject: str, roles: Set[str]) -> str:
        """The passport of this person with these roles, good for 15 to 60 s."""
        return self.minted(subject, roles).token

    def minted(self, subject: str, roles: Set[str]) -> Minted:
        """The same, and till when it is to be used."""
        names = sorted(roles)
        whose = "\n".join((subject, *names))
        known = self._minted.get(whose)
        if known is None:
            now = int(self._clock())
            token = jwt.encode(
                {
                    "iss": self._issuer,
                    "aud": self._audience,
                    "sub": subject,
                    "roles": names,
                    "iat": now,
                    "exp": now + LIFETIME_SECONDS,
                },
                self._key,
                algorithm=_ALGORITHM,
                headers=self._headers,
            )
            known = Minted(token, now + LIFETIME_SECONDS - _RENEWED_BEFORE_END_SECONDS)
            self._minted.put(whose, known)
        return known


class PassportControl:
    """Verifies passports; one that was verified is known till it ends."""

    def __init__(
        self,
        *,
        audience: str,
        public_keys: Mapping[str, str],
        remembered: int = 10_000,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """public_keys: by issuer, PEM; several one after another while keys rotate. Raises ValueError."""
        self._audience = audience
        self._keys = {issuer: _verification_keys(text) for issuer, text in public_keys.items()}
        _refuse_shared_keys(self._keys.values())
        self._clock = clock
        self._remembered: Remembered[Passport] = Remembered(remembered, clock)

    def verify(self, token: str) -> Passport:
        """Whose passport it is. Raises TokenRefused. Which issuer may call a route is for the route to say."""
        known = self._remembered.get(token)
        if known is not None:
            return known
        header = read_header(token, _ALGORITHMS)
        if header.token_type != _TYPE:
            raise TokenRefused("wrong type")
        issuer, key = self._key(header.key_id)
        claims = signed_claims(token, header, key)
        claim.check_issuer(claims, issuer)
        claim.check_audience(claims, self._audience)
        ends_at = claim.check_times(claims, self._clock())
        if ends_at > self._clock() + LIFETIME_SECONDS + claim.NOT_BEFORE_LEEWAY_SECONDS:
            raise TokenRefused("good for too long")
        passport = Passport(issuer, claim.subject(claims), claim.names(claims, "roles"), ends_at)
        self._remembered.put(token, passport)
        return passport

    def _key(self, wanted: str) -> tuple[str, VerificationKey]:
        # By the key's id alone, so that whose key it is says who signed, not what the token claims.
        for issuer, keys in self._keys.items():
            if wanted in keys:
                return issuer, keys[wanted]
        raise TokenRefused("unknown key")


def new_private_key() -> str:
    """A private key for a mint, PEM."""
    key = generate_private_key(SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_half(private_key: str) -> str:
    """The public half of a mint's key, for a control; both PEM."""
    key = load_pem_private_key(private_key.encode(), password=None)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def new_key_pair() -> tuple[str, str]:
    """A private key and its public half, both PEM."""
    private = new_private_key()
    return private, public_half(private)


def key_id(key: EllipticCurvePublicKey) -> str:
    """The key's thumbprint, the same wherever it is known."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return urlsafe_b64encode(sha256(der).digest()).rstrip(b"=").decode()


def _verification_keys(text: str) -> VerificationKeys:
    keys: dict[str, VerificationKey] = {}
    for part in text.split(_PEM_END)[:-1]:
        key = load_pem_public_key((part.strip() + "\n" + _PEM_END + "\n").encode())
        if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
            raise ValueError("a passport's key is on P-256")
        keys[key_id(key)] = VerificationKey(_ALGORITHM, _as_jwk(key))
    if not keys:
        raise ValueError("no public key in PEM")
    return keys


def _as_jwk(key: EllipticCurvePublicKey) -> PyJWK:
    numbers = key.public_numbers()
    x, y = (
        urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()
        for number in (numbers.x, numbers.y)
    )
    return PyJWK.from_dict({"kty": "EC", "crv": "P-256", "x": x, "y": y}, _ALGORITHM)


def _refuse_shared_keys(sets: Iterable[VerificationKeys]) -> None:
    ids = [key_id for keys in sets for key_id in keys]
    if len(ids) != len(set(ids)):
        raise ValueError("two issuers share a key: neither could be told from the other")
