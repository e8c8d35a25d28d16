"""Keys are read when needed, rotate without a restart, and outlive the provider's absence."""

from __future__ import annotations

import asyncio

import pytest

from chassis.tokens.errors import KeysUnavailable, TokenRefused
from chassis.tokens.provider_keys import ProviderKeys
from tests.identity.forged_tokens import Signer, key_set

OLD, NEW = Signer("old"), Signer("new")


class PlayedProvider:
    def __init__(self, *signers: Signer) -> None:
        self.signers = signers
        self.reads = 0
        self.away = False

    async def __call__(self) -> bytes:
        self.reads += 1
        await asyncio.sleep(0)
        if self.away:
            raise OSError("away")
        return key_set(*self.signers)


async def test_keys_are_read_once_for_many_callers() -> None:
    """Also when all ask at once."""
    provider = PlayedProvider(OLD)
    keys = ProviderKeys(provider)
    assert len(await asyncio.gather(*(keys.key("old") for _ in range(50)))) == 50
    assert provider.reads == 1


async def test_a_new_key_is_found_without_a_restart() -> None:
    """The first token that it signed makes the keys be read again."""
    provider = PlayedProvider(OLD)
    keys = ProviderKeys(provider, interval_seconds=0)
    await keys.key("old")
    provider.signers = (NEW, OLD)
    await keys.key("new")
    await keys.key("old")
    assert provider.reads == 2


async def test_made_up_ids_do_not_make_the_provider_be_asked_each_time() -> None:
    """A thousand unknown ids at once cost three readings."""
    provider = PlayedProvider(OLD)
    keys = ProviderKeys(provider, interval_seconds=1000)
    for number in range(1000):
        with pytest.raises(TokenRefused):
            await keys.key(f"made-up-{number}")
    assert provider.reads == 3
    await keys.key("old")


async def test_while_the_provider_is_away_known_keys_count() -> None:
    """However old they are."""
    provider = PlayedProvider(OLD)
    keys = ProviderKeys(provider, interval_seconds=0, refresh_after_seconds=0)
    await keys.key("old")
    provider.away = True
    for _ in range(3):
        await keys.key("old")
        await asyncio.sleep(0.01)
    assert provider.reads > 1
    with pytest.raises(TokenRefused):
        await keys.key("new")


async def test_before_any_key_was_read_nothing_can_be_said() -> None:
    """KeysUnavailable, till the provider is there."""
    provider = PlayedProvider(OLD)
    provider.away = True
    keys = ProviderKeys(provider, interval_seconds=0)
    with pytest.raises(KeysUnavailable):
        await keys.key("old")
    provider.away = False
    await keys.key("old")


async def test_a_retired_key_goes() -> None:
    """Beside a request, once the keys have grown old."""
    provider = PlayedProvider(OLD, NEW)
    keys = ProviderKeys(provider, interval_seconds=0, refresh_after_seconds=0)
    await keys.key("new")
    provider.signers = (NEW,)
    await asyncio.sleep(0.01)
    await keys.key("new")
    await asyncio.sleep(0.01)
    with pytest.raises(TokenRefused):
        await keys.key("old")


async def test_an_empty_key_set_takes_nobodys_keys_away() -> None:
    """A provider that answers nonsense is as good as away."""
    provider = PlayedProvider(OLD)
    keys = ProviderKeys(provider, interval_seconds=0, refresh_after_seconds=0)
    await keys.key("old")
    provider.signers = ()
    for _ in range(3):
        await keys.key("old")
        await asyncio.sleep(0.01)


async def test_a_caller_that_gives_up_does_not_end_the_reading() -> None:
    """The others still get the key."""
    provider = PlayedProvider(OLD)
    keys = ProviderKeys(provider)
    hasty = asyncio.create_task(keys.key("old"))
    patient = asyncio.create_task(keys.key("old"))
    await asyncio.sleep(0)
    hasty.cancel()
    assert (await patient).algorithm == "ES256"
