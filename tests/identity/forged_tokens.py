"""Tokens made by hand: good ones, and every wrong one that somebody might send."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from typing import Any

import jwt
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

NOW = 1_800_000_000
ISSUER = "https://identity.example"
AUDIENCE = "waybill"


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value: int, size: int) -> str:
    return b64(value.to_bytes(size, "big"))


class Signer:
    """A key with its id; signs what a provider would sign."""

    def __init__(self, kid: str, algorithm: str = "ES256") -> None:
        self.kid = kid
        self.algorithm = algorithm
        self.key: Any
        if algorithm in ("RS256", "PS256"):
            self.key = rsa.generate_private_key(65537, 2048)
        else:
            self.key = ec.generate_private_key({"ES256": ec.SECP256R1, "ES384": ec.SECP384R1}[algorithm]())

    def sign(self, claims: dict[str, Any] | bytes, **header: Any) -> str:
        """The token; a header member that is given as None is left out."""
        algorithm = header.pop("signed_as", self.algorithm)
        members = {"alg": algorithm, "kid": self.kid, "typ": "at+jwt"} | header
        members = {name: value for name, value in members.items() if value is not None}
        payload = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
        return self.sign_raw(json.dumps(members).encode(), payload, algorithm)

    def sign_raw(self, header: bytes, payload: bytes, algorithm: str | None = None) -> str:
        """Signs any two texts, also such as no library would."""
        signed = f"{b64(header)}.{b64(payload)}"
        return f"{signed}.{b64(self.signature(signed.encode(), algorithm or self.algorithm))}"

    def signature(self, signed: bytes, algorithm: str) -> bytes:
        instance = jwt.get_algorithm_by_name(algorithm)
        signature: bytes = instance.sign(signed, self.key)
        return signature

    def jwk(self) -> dict[str, Any]:
        public = self.key.public_key()
        if isinstance(public, rsa.RSAPublicKey):
            numbers = public.public_numbers()
            return {
                "kty": "RSA", "kid": self.kid, "use": "sig", "alg": self.algorithm,
                "n": number(numbers.n, 256), "e": number(numbers.e, 3),
            }  # fmt: skip
        point = public.public_numbers()
        size = (public.curve.key_size + 7) // 8
        crv = {256: "P-256", 384: "P-384"}[public.curve.key_size]
        return {
            "kty": "EC", "kid": self.kid, "use": "sig", "crv": crv, "alg": self.algorithm,
            "x": number(point.x, size), "y": number(point.y, size),
        }  # fmt: skip

    def public_pem(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[no-any-return]  # `key` is any kind


def key_set(*signers: Signer) -> bytes:
    return json.dumps({"keys": [signer.jwk() for signer in signers]}).encode()


def hs256(secret: bytes, header: dict[str, Any], claims: dict[str, Any]) -> str:
    """A token whose "signature" is made with something that is public."""
    signed = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}"
    mac = hmac.HMAC(secret, hashes.SHA256())
    mac.update(signed.encode())
    return f"{signed}.{b64(mac.finalize())}"


def forgeries(
    good: Callable[..., dict[str, Any]], signer: Signer, rsa_signer: Signer, other: Signer, typ: str
) -> Iterator[tuple[str, str]]:
    """Wrong tokens by name. `signer` and `rsa_signer` are known to the verifier, `other` is not; `good()` makes claims
    that would be believed, with changes; `typ` is the type that is expected."""
    claims = good()

    def sign(claims: dict[str, Any] | bytes, **header: Any) -> str:
        return signer.sign(claims, **{"typ": typ} | header)

    token = sign(claims)
    head, body, tail = token.split(".")

    def unsigned(algorithm: Any, signature: str = "") -> str:
        header = {"alg": algorithm, "kid": signer.kid, "typ": typ}
        return f"{b64(json.dumps(header).encode())}.{body}.{signature}"

    # no signature, or none that counts
    for algorithm in ("none", "None", "NONE", "nOnE", "", None, 0, [], ["ES256"], {"alg": "ES256"}):
        yield f"alg {algorithm!r}", unsigned(algorithm)
        yield f"alg {algorithm!r} with a signature", unsigned(algorithm, tail)
    yield "empty signature", f"{head}.{body}."
    yield "no signature", f"{head}.{body}"
    yield "zero signature", f"{head}.{body}.{b64(bytes(64))}"
    yield "signature of another token", f"{head}.{b64(json.dumps(good(sub='olivia')).encode())}.{tail}"
    yield "signature cut short", token[:-8]
    yield "signature with more", token + "AAAA"
    der = ec_der_signature(signer, f"{head}.{body}")
    yield "signature in DER", f"{head}.{body}.{b64(der)}"
    # the wrong key, or the right one for something else
    header = {"alg": "HS256", "kid": signer.kid, "typ": typ}
    for name, secret in {
        "PEM": signer.public_pem(),
        "PEM without its last newline": signer.public_pem().strip(),
        "JWK": json.dumps(signer.jwk()).encode(),
        "nothing": b"",
        "the key id": signer.kid.encode(),
    }.items():
        yield f"HS256 with {name} as its secret", hs256(secret, header, claims)
    yield "HS256 with RSA PEM", hs256(rsa_signer.public_pem(), header | {"kid": rsa_signer.kid}, claims)
    yield "another key under a known id", other.sign(claims, kid=signer.kid, typ=typ)
    yield "another key under its own id", other.sign(claims, typ=typ)
    yield "RS256 under the id of an EC key", rsa_signer.sign(claims, kid=signer.kid, typ=typ)
    yield "ES256 under the id of an RSA key", sign(claims, kid=rsa_signer.kid)
    yield "ES256 said, RS256 signed", rsa_signer.sign(claims, alg="ES256", signed_as="RS256", typ=typ)
    yield "PS256 by an RSA key", rsa_signer.sign(claims, signed_as="PS256", typ=typ)
    yield "ES384 said", unsigned("ES384", tail)
    yield "P-384 signs as ES384", Signer(signer.kid, "ES384").sign(claims, typ=typ)
    yield "a token that brings its key", other.sign(claims, jwk=other.jwk(), typ=typ)
    yield (
        "a token that brings its key, under a known id",
        other.sign(claims, jwk=other.jwk(), kid=signer.kid, typ=typ),
    )
    for member in ("jku", "x5u"):
        yield f"{member} to a stranger", other.sign(claims, **{member: "http://127.0.0.1:1/keys", "typ": typ})
        yield f"{member} beside a good signature", sign(claims, **{member: "http://127.0.0.1:1/keys"})
    yield "x5c", sign(claims, x5c=["MII"])
    yield "crit", sign(claims, crit=["exp"])
    yield "b64 false", sign(claims, b64=False)
    yield "zip", sign(claims, zip="DEF")
    # ids of keys
    for kid in (None, "", "unknown", 1, True, [signer.kid], {"kid": signer.kid}, signer.kid + "\0", "../" + signer.kid,
                signer.kid.upper() + " ", "' OR 1=1 --", "/dev/null", "x" * 3000):  # fmt: skip
        yield f"kid {str(kid)[:20]!r}", sign(claims, kid=kid)
    # types
    for wrong in (None, "JWT", "at", "id_token", "logout+jwt", 1, [typ]):
        yield f"typ {wrong!r}", sign(claims, typ=wrong)
    # whom it is from, whom it is for
    for iss in (
        None,
        "",
        ISSUER + "/",
        ISSUER.upper(),
        "https://evil.example",
        [good()["iss"]],
        1,
        "identity.example",
    ):
        yield f"iss {iss!r}", sign(good(iss=iss))
    for aud in (
        None,
        "",
        "waybill-other",
        "way",
        ["other"],
        [],
        {good()["aud"]: 1},
        1,
        [[good()["aud"]]],
        True,
    ):
        yield f"aud {aud!r}", sign(good(aud=aud))
    # times
    for name, value in {
        "just": NOW, "long ago": 1, "zero": 0, "negative": -1, "absent": None, "text": str(NOW + 60), "true": True,
        "a list": [NOW + 60], "too large": 2**53, "a huge number": 10**400, "infinite": 1e999,
    }.items():  # fmt: skip
        yield f"expired: {name}", sign(good(exp=value))
    for name in ("nbf", "iat"):
        for value in (NOW + 30, NOW + 10**6, str(NOW), True, -5, [NOW]):
            yield f"{name} {value!r}", sign(good(**{name: value}))
    # whom it is about
    for sub in (None, "", 1, ["ada"], "a b", "a\nb", "ad\u0430", "x" * 129, True, {"sub": "ada"}):
        yield f"sub {str(sub)[:12]!r}", sign(good(sub=sub))
    for roles in ("customer", {"customer": 1}, [1], [["customer"]], True):
        yield f"roles {roles!r}", sign(good(roles=roles))
    # texts that are no token
    yield "empty", ""
    yield "dots", ".."
    yield "one part", head
    yield "four parts", token + "." + tail
    yield "five parts, as encrypted", f"{head}..{body}.{tail}.{tail}"
    yield "truncated", token[: len(token) // 2]
    yield "a space before", " " + token
    yield "a newline after", token + "\n"
    yield "a zero byte", token + "\0"
    yield "padding", f"{head}==.{body}.{tail}"
    yield "standard base64", f"{head}.{body}.{tail[:-2]}+/"
    yield "unicode digits", "\u0661." + token
    yield "full-width letters", token.replace("e", "\uff45", 1)
    yield "a word in another script", "\u043a\u043b\u044e\u0447." + body + "." + tail
    yield "huge", sign(good(padding="x" * 10_000))
    yield "a thousand dots", "." * 1000
    # texts within that are not what they should be
    good_header = json.dumps({"alg": "ES256", "kid": signer.kid, "typ": typ}).encode()
    payload = json.dumps(claims).encode()
    for name, text in {
        "alg twice": good_header.replace(b"{", b'{"alg":"none",', 1),
        "kid twice": good_header.replace(b"{", b'{"kid":"unknown",', 1),
        "an array": b"[" + good_header + b"]",
        "text": json.dumps(good_header.decode()).encode(),
        "not JSON": b"{alg:ES256}",
        "UTF-16": good_header.decode().encode("utf-16"),
        "a byte order mark": b"\xef\xbb\xbf" + good_header,
        "not UTF-8": good_header.replace(b'"typ"', b'"\xff\xfe":1,"typ"'),
        "deep": good_header.replace(b"{", b'{"x":' + b"[" * 2500 + b"]" * 2500 + b",", 1),
    }.items():
        yield f"header: {name}", signer.sign_raw(text, payload)
    for name, text in {
        "sub twice": payload.replace(b"{", b'{"sub":"olivia",', 1),
        "exp twice": payload.replace(b"{", b'{"exp":1,', 1),
        "an array": b"[" + payload + b"]",
        "null": b"null",
        "empty": b" ",
        "NaN": payload.replace(str(claims["exp"]).encode(), b"NaN"),
        "Infinity": payload.replace(str(claims["exp"]).encode(), b"Infinity"),
        "a token in a token": token.encode(),
        "a token as text": json.dumps(token).encode(),
        "not UTF-8": payload.replace(b'"sub"', b'"\xff":1,"sub"'),
    }.items():
        yield f"claims: {name}", signer.sign_raw(good_header, text)


def ec_der_signature(signer: Signer, signed: str) -> bytes:
    signature: bytes = signer.key.sign(signed.encode(), ec.ECDSA(hashes.SHA256()))
    return signature
