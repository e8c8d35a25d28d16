"""A manager names an address that hears what happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.clock import Now
from backend.contention import Contended, attempts
from backend.fingerprint import fingerprint
from backend.webhooks.domain.addresses import check_url
from backend.webhooks.domain.errors import KeyReused, TooManyWebhooks
from backend.webhooks.domain.webhook import MOST_WEBHOOKS, Webhook, webhook_id_for
from backend.webhooks.domain.webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """What is asked for."""

    url: str
    types: Sequence[str]
    description: str


@dataclass(frozen=True, slots=True)
class CreatedWebhook:
    """`repeated`: the same request, with the same key, had created it before; it is here as it stands now."""

    webhook: Webhook
    repeated: bool


@dataclass(frozen=True, slots=True)
class CreateWebhook:
    """Add the webhook that the manager's key names. inside: http and private networks are fine."""

    webhooks: Webhooks
    now: Now
    inside: bool

    async def __call__(self, asked: NewWebhook, manager: str, key: str) -> CreatedWebhook:
        """Raises `AddressRefused`, `TooManyWebhooks`, `KeyReused` and `OutOfTime`."""
        check_url(asked.url, inside=self.inside)
        made = Webhook(
            webhook_id=webhook_id_for(manager, key),
            url=asked.url,
            types=tuple(sorted(set(asked.types))),
            description=asked.description,
            enabled=True,
            generation=1,
            rotated_at=None,
            rotation=None,
            failing_since=None,
            disabled_because=None,
            fingerprint=fingerprint([asked.url, sorted(set(asked.types)), asked.description]),
            created_at=self.now(),
            created_by=manager,
            version=1,
        )
        async for _ in attempts():
            try:
                return await self._create(made)
            except Contended:
                continue
        raise AssertionError("attempts() ends by returning or raising")

    async def _create(self, made: Webhook) -> CreatedWebhook:
        known = await self.webhooks.all()
        if len(known) >= MOST_WEBHOOKS and made.webhook_id not in {each.webhook_id for each in known}:
            raise TooManyWebhooks(MOST_WEBHOOKS)
        existing = await self.webhooks.create(made)
        if existing is None:
            return CreatedWebhook(made, repeated=False)
        if existing.fingerprint != made.fingerprint:
            raise KeyReused
        return CreatedWebhook(existing, repeated=True)
