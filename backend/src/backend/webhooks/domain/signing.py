"""How a receiver knows that a webhook is ours: Standard Webhooks, symmetric signatures (standardwebhooks.com)."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime


def secret_for(key: str, webhook_id: str, generation: int) -> bytes:
    """The secret of that generation of the webhook, derived from the platform's key: it is stored nowhere."""
    return hmac.digest(key.encode(), f"webhook {webhook_id} {generation}".encode(), "sha256")


def shown(secret: bytes) -> str:
    """The secret as its receiver's library takes it."""
    return f"whsec_{b64encode(secret).decode()}"


def headers(secrets: Iterable[bytes], message_id: str, at: datetime, body: str) -> dict[str, str]:
    """What goes with the body: a signature by each of the secrets, of which the receiver needs to know one."""
    seconds = str(int(at.timestamp()))
    signed = f"{message_id}.{seconds}.{body}".encode()
    signatures = (b64encode(hmac.digest(secret, signed, "sha256")).decode() for secret in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }
