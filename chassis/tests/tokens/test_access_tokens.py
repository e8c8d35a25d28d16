"""Nobody gets in with an access token that the provider did not make for us."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import pytest
from jwt import PyJWS

from chassis.tokens import claims as claims_module
from chassis.tokens import keys as keys_module
from chassis.tokens import signatures as signatures_module
from chassis.tokens.access_tokens import AccessTokens, Identity
from chassis.tokens.errors import TokenRefused
from chassis.tokens.expected import Expected
from chassis.tokens.keys import read_key_set
from chassis.tokens.provider_keys import ProviderKeys
from tests.identity.forged_tokens import AUDIENCE, ISSUER, NOW, Signer, forgeries, key_set

SIGNER = Signer("key-1")
RSA_SIGNER = Signer("key-2", "RS256")
OTHER = Signer("key-9")
EXPECTED = Expected(issuer=ISSUER, audience=AUDIENCE)
COGNITO = Expected(
    issuer=ISSUER,
    client_ids=frozenset({"shop"}),
    token_use="access",
    token_types=None,
    roles_claim="cognito:groups",
)


def good(**changes: Any) -> dict[str, Any]:
    claims = {
        "iss": ISSUER, "aud": AUDIENCE, "sub": "ada", "client_id": "cli", "roles": ["customer"],
        "iat": NOW - 10, "exp": NOW + 600,
    }  # fmt: skip
    return {name: value for name, value in (claims | changes).items() if value is not None}


def cognito(**changes: Any) -> dict[str, Any]:
    claims = {
        "iss": ISSUER, "sub": "4f2e", "client_id": "shop", "token_use": "access", "username": "ada",
        "cognito:groups": ["ops_agent"], "iat": NOW - 10, "exp": NOW + 600, "scope": "openid",
    }  # fmt: skip
    return {name: value for name, value in (claims | changes).items() if value is not None}


def access_tokens(expected: Expected = EXPECTED, clock: Callable[[], float] = lambda: NOW) -> AccessTokens:
    async def fetch() -> bytes:
        return key_set(SIGNER, RSA_SIGNER)

    return AccessTokens(expected, ProviderKeys(fetch), clock=clock)


MATRIX = list(forgeries(good, SIGNER, RSA_SIGNER, OTHER, "at+jwt"))


async def let_in(tokens: AccessTokens) -> list[str]:
    """The names of the forgeries that were believed."""
    believed = []
    for name, token in MATRIX:
        try:
            await tokens.verify(token)
        except TokenRefused:
            continue
        believed.append(name)
    return believed


async def test_a_good_token_says_who_calls() -> None:
    """Signed with either algorithm, for us alone or among others."""
    for signer in (SIGNER, RSA_SIGNER):
        for aud in (AUDIENCE, ["other", AUDIENCE]):
            identity = await access_tokens().verify(signer.sign(good(aud=aud)))
            assert identity == Identity("ada", frozenset({"customer"}), "cli", NOW + 600)


def test_the_matrix_is_large_and_names_each_case_once() -> None:
    """At least 60 cases, each another token."""
    assert len({name for name, _ in MATRIX}) == len(MATRIX) >= 60
    assert len({token for _, token in MATRIX}) >= len(MATRIX) - 2


@pytest.mark.parametrize(("name", "token"), MATRIX, ids=[name for name, _ in MATRIX])
async def test_no_forged_or_wrong_token_is_believed(name: str, token: str) -> None:
    """Each is refused."""
    with pytest.raises(TokenRefused):
        await access_tokens().verify(token)


FAULTS: dict[str, tuple[Any, str, Any]] = {
    "signatures are not checked": (
        signatures_module._JWS,
        "decode",
        lambda token, *_, **__: PyJWS().decode(token, options={"verify_signature": False}),
    ),
    "the issuer is not checked": (claims_module, "check_issuer", lambda *_: None),
    "the audience is not checked": (claims_module, "check_audience", lambda *_: None),
    "times are not checked": (claims_module, "check_times", lambda *_: NOW + 60.0),
    "the subject is not checked": (claims_module, "subject", lambda claims: str(claims.get("sub"))),
    "roles are not checked": (claims_module, "names", lambda *_: frozenset()),
    "members of the header are not checked": (signatures_module, "_FORBIDDEN", frozenset()),
    "length is not checked": (signatures_module, "LONGEST_TOKEN", 10**9),
    "leeway is a minute": (claims_module, "NOT_BEFORE_LEEWAY_SECONDS", 60),
    "duplicates are not seen": (
        sys.modules["chassis.tokens.strict_json"],
        "_without_duplicates",
        dict,
    ),
    "the type is not checked": (EXPECTED.__class__, "token_types", None),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_the_matrix_finds_a_check_that_is_missing(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one check taken out, at least one forgery gets in."""
    assert await let_in(access_tokens()) == []
    if fault == "the type is not checked":
        tokens = access_tokens(Expected(issuer=ISSUER, audience=AUDIENCE, token_types=None))
    else:
        monkeypatch.setattr(*FAULTS[fault])
        tokens = access_tokens()
    assert await let_in(tokens) != []


async def test_a_token_of_cognitos_shape_is_believed() -> None:
    """No audience and no type, but the client, the use and the groups."""
    token = RSA_SIGNER.sign(cognito(), typ=None)
    identity = await access_tokens(COGNITO).verify(token)
    assert identity == Identity("4f2e", frozenset({"ops_agent"}), "shop", NOW + 600)


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "another-app"},
        {"client_id": None},
        {"client_id": ["shop"]},
        {"client_id": None, "aud": "shop", "token_use": "id"},
        {"token_use": "id"},
        {"token_use": None},
        {"token_use": ["access"]},
        {"iss": "https://cognito-idp.us-east-1.example/other-pool"},
        {"cognito:groups": "ops_manager"},
        {"exp": NOW - 1},
    ],
    ids=str,
)
async def test_a_wrong_token_of_cognitos_shape_is_refused(changes: dict[str, Any]) -> None:
    """Of another client, another pool, an ID token, or out of time."""
    with pytest.raises(TokenRefused):
        await access_tokens(COGNITO).verify(RSA_SIGNER.sign(cognito(**changes), typ=None))


async def test_somebody_without_groups_has_no_role() -> None:
    """Cognito leaves the claim out."""
    token = RSA_SIGNER.sign(cognito(**{"cognito:groups": None}), typ=None)
    assert (await access_tokens(COGNITO).verify(token)).roles == frozenset()


def test_expecting_nothing_is_not_possible() -> None:
    """Without audience and clients, anybody's token of the same provider would do."""
    with pytest.raises(ValueError, match="audience or client ids"):
        Expected(issuer=ISSUER)
    with pytest.raises(ValueError, match="only ES256 and RS256"):
        Expected(issuer=ISSUER, audience=AUDIENCE, algorithms=frozenset({"HS256"}))


def test_only_keys_that_can_sign_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets, weak keys, other curves, other uses and keys without an id are left out; the rest counts."""
    weak = Signer("weak", "RS256")
    weak.key = __import__(
        "cryptography.hazmat.primitives.asymmetric.rsa", fromlist=["x"]
    ).generate_private_key(65537, 1024)
    weak_jwk = weak.jwk()
    bad: list[Any] = [
        {"kty": "oct", "kid": "secret", "k": "AAAA", "alg": "HS256"},
        weak_jwk,
        Signer("p-384", "ES384").jwk() | {"alg": "ES256"},
        SIGNER.jwk() | {"kid": "enc", "use": "enc"},
        SIGNER.jwk() | {"kid": "other-alg", "alg": "ES512"},
        {name: value for name, value in SIGNER.jwk().items() if name != "kid"},
        SIGNER.jwk() | {"kid": 7},
        SIGNER.jwk() | {"kid": "off-curve", "x": SIGNER.jwk()["y"]},
        {"kty": "EC", "kid": "empty"},
        "text",
        None,
    ]
    text = json.dumps({"keys": [*bad, SIGNER.jwk()]}).encode()
    assert set(read_key_set(text)) == {"key-1"}
    assert read_key_set(b'{"keys": 1}') == {}
    with pytest.raises(TokenRefused):
        read_key_set(b"<html>")
    monkeypatch.setattr(keys_module, "FEWEST_RSA_BITS", 1)
    assert "weak" in read_key_set(text)
