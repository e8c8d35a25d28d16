"""Signatures, read by another implementation of Standard Webhooks."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook as Receiver
from standardwebhooks import WebhookVerificationError

from backend.clock import utc_now
from backend.webhooks.domain.signing import headers, secret_for, shown

KEY = "a key of a test that makes webhooks' secrets"
OLD, NEW = secret_for(KEY, "a webhook", 1), secret_for(KEY, "a webhook", 2)
BODY = '{"type":"product.edited","data":{"name":"Zoë’s “mug”"}}'


def test_receivers_know_that_it_is_ours() -> None:
    """By the secret as it is shown, whatever letters are in the body."""
    sent = headers([NEW], "a product:7", utc_now(), BODY)
    assert sent["webhook-id"] == "a product:7"
    assert Receiver(shown(NEW)).verify(BODY.encode(), sent) == {
        "type": "product.edited",
        "data": {"name": "Zoë’s “mug”"},
    }


def test_a_known_signature_is_made() -> None:
    """The example of the specification's own libraries."""
    secret = b64decode(
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    )  # kingfisher:ignore  # an example that all may know
    at = datetime.fromtimestamp(1614265330, UTC)
    sent = headers([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", at, '{"test": 2432232314}')
    expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="  # kingfisher:ignore  # its signature
    assert sent["webhook-signature"] == expected


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_two_secrets_sign_while_receivers_change_over(secret: bytes) -> None:
    """Who knows either of them is satisfied."""
    Receiver(shown(secret)).verify(BODY, headers([NEW, OLD], "m", utc_now(), BODY))


@pytest.mark.parametrize("changed", ["body", "id", "time", "secret", "age"])
def test_what_is_not_ours_is_noticed(changed: str) -> None:
    """Nothing that is signed can be exchanged."""
    now = utc_now()
    sent = headers([NEW], "m", now - timedelta(hours=changed == "age"), BODY)
    body = BODY.replace("mug", "hat") if changed == "body" else BODY
    if changed == "id":
        sent["webhook-id"] = "n"
    if changed == "time":
        sent["webhook-timestamp"] = str(int(sent["webhook-timestamp"]) + 1)
    with pytest.raises(WebhookVerificationError):
        Receiver(shown(OLD if changed == "secret" else NEW)).verify(body, sent)


def test_each_secret_is_another() -> None:
    """Of another webhook, of another generation, of another platform; and 256 bits, as the specification allows."""
    made = {OLD, NEW, secret_for(KEY, "another", 1), secret_for(KEY + "!", "a webhook", 1)}
    assert len(made) == 4
    assert all(24 <= len(secret) <= 64 for secret in made)
