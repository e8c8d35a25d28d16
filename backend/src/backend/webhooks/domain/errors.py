"""Why something is not done with a webhook.

WebhookError
├── WebhookNotFound
├── DeliveryNotFound
├── AddressRefused             nothing is ever sent to such an address
├── TooManyWebhooks
└── KeyReused                  the key named another webhook before
"""

from __future__ import annotations

from dataclasses import dataclass


class WebhookError(Exception):
    """A refusal: a result of the rules, never a fault."""


@dataclass
class WebhookNotFound(WebhookError):
    webhook_id: str


@dataclass
class DeliveryNotFound(WebhookError):
    delivery_id: str


@dataclass
class AddressRefused(WebhookError):
    reason: str


@dataclass
class TooManyWebhooks(WebhookError):
    limit: int


class KeyReused(WebhookError):
    pass
