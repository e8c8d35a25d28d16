"""A passport proves for a minute at most on whose behalf a service calls, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwt import PyJWS

from chassis import passports as passports_module
from chassis.passports import PassportControl, PassportMint, new_key_pair
from chassis.tokens import claims as claims_module
from chassis.tokens import signatures as signatures_module
from chassis.tokens.errors import TokenRefused
from tests.identity.forged_tokens import NOW, Signer, forgeries

SHOP, OPS = Signer("shop"), Signer("ops")
for _signer in (SHOP, OPS):
    _signer.kid = passports_module.key_id(_signer.key.public_key())
STRANGER, STRANGERS_RSA = Signer("stranger"), Signer("rsa", "RS256")
PUBLIC_KEYS = {"customer-bff": SHOP.public_pem().decode(), "ops-bff": OPS.public_pem().decode()}


def good(**changes: Any) -> dict[str, Any]:
    claims = {
        "iss": "customer-bff", "aud": "backend", "sub": "ada", "roles": ["customer"],
        "iat": NOW, "exp": NOW + 60,
    }  # fmt: skip
    return {name: value for name, value in (claims | changes).items() if value is not None}


def forged() -> list[tuple[str, str]]:
    cases = list(forgeries(good, SHOP, STRANGERS_RSA, STRANGER, "passport+jwt"))
    of_ops = good(iss="ops-bff", roles=["ops_manager"])
    return [
        *cases,
        ("the shop signs as ops", SHOP.sign(of_ops, typ="passport+jwt")),
        ("the shop signs as ops under ops's key id", SHOP.sign(of_ops, typ="passport+jwt", kid=OPS.kid)),
        ("ops signs as the shop", OPS.sign(good(), typ="passport+jwt")),
        ("an access token", SHOP.sign(good(), typ="at+jwt")),
        ("good for an hour", SHOP.sign(good(exp=NOW + 3600), typ="passport+jwt")),
        ("good for ever", SHOP.sign(good(exp=2**40), typ="passport+jwt")),
        ("after its end", SHOP.sign(good(iat=NOW - 61, exp=NOW - 1), typ="passport+jwt")),
        ("for another service", SHOP.sign(good(aud="customer-bff"), typ="passport+jwt")),
    ]


MATRIX = forged()


def control(now: float = NOW) -> PassportControl:
    return PassportControl(audience="backend", public_keys=PUBLIC_KEYS, clock=lambda: now)


def let_in(checked: PassportControl) -> list[str]:
    believed = []
    for name, token in MATRIX:
        try:
            checked.verify(token)
        except TokenRefused:
            continue
        believed.append(name)
    return believed


def mint(clock: Any = lambda: NOW, **changes: Any) -> tuple[PassportMint, str]:
    private, public = new_key_pair()
    arguments: dict[str, Any] = {"issuer": "customer-bff", "audience": "backend", "private_key": private}
    return PassportMint(**arguments | changes, clock=clock), public


def test_a_minted_passport_is_verified() -> None:
    """It says who minted it, for whom, and with which roles."""
    minting, public = mint()
    checked = PassportControl(audience="backend", public_keys={"customer-bff": public}, clock=lambda: NOW)
    passport = checked.verify(minting.passport("ada", {"customer"}))
    assert (passport.issuer, passport.subject, passport.roles) == (
        "customer-bff",
        "ada",
        frozenset({"customer"}),
    )
    assert passport.ends_at == NOW + 60


@pytest.mark.parametrize(("name", "token"), MATRIX, ids=[name for name, _ in MATRIX])
def test_no_forged_or_wrong_passport_is_believed(name: str, token: str) -> None:
    """Each is refused, and refused again."""
    checked = control()
    for _ in range(2):
        with pytest.raises(TokenRefused):
            checked.verify(token)


@pytest.mark.parametrize(
    "fault",
    [
        (claims_module, "check_issuer", lambda *_: None),
        (claims_module, "check_audience", lambda *_: None),
        (claims_module, "check_times", lambda *_: NOW + 60.0),
        (claims_module, "subject", lambda claims: str(claims.get("sub"))),
        (passports_module, "LIFETIME_SECONDS", 10**15),
        (passports_module, "_TYPE", "at+jwt"),
        (
            signatures_module._JWS,
            "decode",
            lambda token, *_, **__: PyJWS().decode(token, options={"verify_signature": False}),
        ),
    ],
    ids=lambda fault: fault[1],
)
def test_the_matrix_finds_a_check_that_is_missing(
    fault: tuple[Any, str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one check taken out, at least one forgery gets in."""
    assert let_in(control()) == []
    monkeypatch.setattr(*fault)
    assert let_in(control()) != []


def test_a_persons_passport_is_used_again_till_shortly_before_its_end() -> None:
    """Whoever is handed one has at least 15 s; other roles make another passport."""
    now = float(NOW)
    minting, public = mint(lambda: now)
    checked = PassportControl(audience="backend", public_keys={"customer-bff": public}, clock=lambda: now)
    first = minting.passport("ada", {"customer"})
    now = NOW + 44
    assert minting.passport("ada", {"customer"}) == first
    assert checked.verify(first).ends_at - now >= 15
    assert minting.passport("ada", {"ops_agent"}) != first
    assert minting.passport("grace", {"customer"}) != first
    now = NOW + 45
    assert minting.passport("ada", {"customer"}) != first


def test_a_verified_passport_is_known_till_it_ends_and_not_after() -> None:
    """A keyed retry may use it again; nobody may after 60 s."""
    now = float(NOW)
    minting, public = mint(lambda: now)
    checked = PassportControl(audience="backend", public_keys={"customer-bff": public}, clock=lambda: now)
    token = minting.passport("ada", {"customer"})
    first = checked.verify(token)
    assert checked.verify(token) is first
    now = NOW + 60
    with pytest.raises(TokenRefused):
        checked.verify(token)


def test_keys_rotate_by_settings() -> None:
    """While both public keys are there, passports of both are believed; afterwards those of one."""
    old, old_public = mint()
    new, new_public = mint()

    def control_of(*keys: str) -> PassportControl:
        public_keys = {"customer-bff": "\n".join(keys)}
        return PassportControl(audience="backend", public_keys=public_keys, clock=lambda: NOW)

    both = control_of(old_public, new_public)
    for minting in (old, new):
        assert both.verify(minting.passport("ada", {"customer"})).subject == "ada"
    with pytest.raises(TokenRefused):
        control_of(new_public).verify(old.passport("ada", {"customer"}))


def test_keys_that_cannot_be_meant_are_refused_at_the_start() -> None:
    """Not on P-256, no key at all, or one key for two issuers."""
    wrong = Signer("x", "ES384").public_pem().decode()
    for keys in (
        {"a": wrong},
        {"a": ""},
        {"a": "text"},
        {"a": PUBLIC_KEYS["ops-bff"], "b": PUBLIC_KEYS["ops-bff"]},
    ):
        with pytest.raises(ValueError, match="key"):
            PassportControl(audience="backend", public_keys=keys)
    rsa_key = STRANGERS_RSA.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    with pytest.raises(ValueError, match="P-256"):
        PassportMint(issuer="a", audience="b", private_key=rsa_key)
