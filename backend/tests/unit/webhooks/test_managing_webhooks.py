"""What managers do with webhooks, whatever stands in the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from backend_testing.memory_webhooks import MemoryDeliveries, MemoryWebhooks
from backend_testing.samples import AT, delivery, webhook

from backend.webhooks.domain.delivery import DeliveryState
from backend.webhooks.domain.errors import (
    AddressRefused,
    DeliveryNotFound,
    KeyReused,
    TooManyWebhooks,
    WebhookNotFound,
)
from backend.webhooks.domain.webhook import MOST_WEBHOOKS
from backend.webhooks.queries import ListDeliveries
from backend.webhooks.use_cases.create_webhook import CreateWebhook, NewWebhook
from backend.webhooks.use_cases.edit_webhook import EditWebhook
from backend.webhooks.use_cases.redeliver import Redeliver
from backend.webhooks.use_cases.rotate_webhook_secret import RotateWebhookSecret
from chassis.cursors import Cursors

OLIVIA = "ops:olivia"


def asked(url: str = "https://example.com/hook", *types: str) -> NewWebhook:
    return NewWebhook(url, types or ("order.placed",), "")


def creating(webhooks: MemoryWebhooks, *, inside: bool = False) -> CreateWebhook:
    return CreateWebhook(webhooks, lambda: AT, inside)


async def test_a_webhook_is_created_once() -> None:
    """The same again, with types in another order, is the one that stands; other words under its key are refused."""
    webhooks = MemoryWebhooks(conflicts=2)
    create = creating(webhooks)
    made = await create(asked("https://a.example/", "order.shipped", "order.placed"), OLIVIA, "k")
    again = await create(asked("https://a.example/", "order.placed", "order.shipped"), OLIVIA, "k")
    assert (made.repeated, again.repeated, again.webhook) == (False, True, made.webhook)
    with pytest.raises(KeyReused):
        await create(asked("https://b.example/"), OLIVIA, "k")
    assert list(webhooks.kept.values()) == [made.webhook]


async def test_there_is_an_end_of_webhooks() -> None:
    """One more than there can be is refused; sending one of them again is not."""
    webhooks = MemoryWebhooks()
    create = creating(webhooks)
    for number in range(MOST_WEBHOOKS):
        await create(asked(), OLIVIA, str(number))
    with pytest.raises(TooManyWebhooks):
        await create(asked(), OLIVIA, "one more")
    assert (await create(asked(), OLIVIA, "0")).repeated


async def test_an_address_inside_is_refused() -> None:
    """When it is named first, and when it is changed to; nothing is written."""
    webhooks = MemoryWebhooks()
    with pytest.raises(AddressRefused):
        await creating(webhooks)(asked("https://10.0.0.1/"), OLIVIA, "k")
    assert webhooks.kept == {}
    made = (await creating(webhooks)(asked(), OLIVIA, "k")).webhook
    with pytest.raises(AddressRefused):
        await EditWebhook(webhooks, inside=False)(made.webhook_id, {"url": "http://example.com/"})
    assert list(webhooks.kept.values()) == [made]
    assert (await creating(webhooks, inside=True)(asked("http://10.0.0.1/"), OLIVIA, "l")).webhook.enabled


async def test_edits_change_what_they_name() -> None:
    """And nothing else, though others write meanwhile; what changes nothing writes nothing."""
    made = webhook()
    webhooks = MemoryWebhooks({made.webhook_id: made}, conflicts=2)
    edit = EditWebhook(webhooks, inside=False)
    after = await edit(made.webhook_id, {"enabled": False})
    assert (after.enabled, after.url, after.version) == (False, made.url, 2)
    assert (await edit(made.webhook_id, {"enabled": False})).version == 2
    with pytest.raises(WebhookNotFound):
        await edit("unknown", {"enabled": False})


async def test_a_rotation_sent_again_is_the_same() -> None:
    """Its key says so."""
    made = webhook()
    rotate = RotateWebhookSecret(MemoryWebhooks({made.webhook_id: made}, conflicts=1), lambda: AT)
    assert [(await rotate(made.webhook_id, key)).generation for key in ("k", "k", "l")] == [2, 2, 3]


async def test_a_message_is_sent_again() -> None:
    """Though the worker writes meanwhile; another webhook's delivery is none of this one's."""
    made = webhook()
    sent = delivery(made)
    deliveries = MemoryDeliveries({sent.delivery_id: sent}, conflicts=2)
    redeliver = Redeliver(deliveries, lambda: AT)
    again = await redeliver(made.webhook_id, sent.delivery_id)
    assert (again.state, again.version) == (DeliveryState.PENDING, 2)
    with pytest.raises(DeliveryNotFound):
        await redeliver("another", sent.delivery_id)


async def test_the_log_is_read_in_pages() -> None:
    """Newest first, of one webhook, each once."""
    made, other = webhook(), webhook(webhook_id="another")
    log = [delivery(made, f"message {n}", at=AT + timedelta(seconds=n)) for n in range(5)]
    deliveries = MemoryDeliveries({each.delivery_id: each for each in (*log, delivery(other))})
    webhooks = MemoryWebhooks({made.webhook_id: made})
    listed = ListDeliveries(webhooks, deliveries, Cursors("a signing key of a test"), lambda: AT)
    found: list[Any] = []
    cursor = None
    for _ in range(3):
        page = await listed(made.webhook_id, limit=2, cursor=cursor)
        found += page.items
        cursor = page.next_cursor
    assert (found, cursor) == (log[::-1], None)
    with pytest.raises(WebhookNotFound):
        await listed("another", limit=2, cursor=None)
