from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from chassis.sessions.caller import Caller
from chassis.upstream import UpstreamUnavailable
from customer_bff.backend_api import contract
from customer_bff.products.catalogue import Catalogue
from customer_bff.products.freshness import FreshCatalogue

Made = Callable[..., dict[str, Any]]


async def nobody() -> Caller:
    return Caller(None, "a passport")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Backend:
    """A backend whose list takes `takes_seconds` of the test's clock, and waits for `gate` when it is closed."""

    def __init__(self, clock: Clock, pages: list[list[contract.ProductView]]) -> None:
        self.clock = clock
        self.pages = pages
        self.takes_seconds = 0.0
        self.away = False
        self.gate = asyncio.Event()
        self.gate.set()
        self.readings = 0

    async def prepare(self) -> None: ...

    async def list_products(
        self, caller: Caller, limit: int, cursor: str | None, *, within_seconds: float | None = None
    ) -> contract.ProductPageView:
        number = int(cursor or 0)
        self.readings += number == 0
        await self.gate.wait()
        self.clock.now += self.takes_seconds
        if self.away:
            raise UpstreamUnavailable("away")
        more = str(number + 1) if number + 1 < len(self.pages) else None
        return contract.ProductPageView(items=self.pages[number], next_cursor=more)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def products(a_product: Made) -> Callable[..., contract.ProductView]:
    return lambda number, **fields: contract.ProductView.model_validate(a_product(number, **fields))


@pytest.fixture
async def backend(clock: Clock, products: Callable[..., contract.ProductView]) -> Backend:
    return Backend(clock, [[products(1)], [products(2), products(3, status="ARCHIVED")]])


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture
def freshness(backend: Backend, catalogue: Catalogue, clock: Clock) -> FreshCatalogue:
    return FreshCatalogue(backend, catalogue, nobody, clock)  # type: ignore[arg-type]  # it behaves like one


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_the_first_to_look_waits_for_all_pages(freshness: FreshCatalogue, catalogue: Catalogue) -> None:
    """Whoever comes first gets the whole catalogue, without what is archived."""
    await freshness.renew()
    assert len(catalogue) == 2
    assert freshness.age_seconds == 0


async def test_a_crowd_shares_one_reading(freshness: FreshCatalogue, backend: Backend) -> None:
    """However many look at once, the catalogue is read once."""
    await asyncio.gather(*[freshness.renew() for _ in range(100)])
    assert backend.readings == 1


async def test_nobody_looks_nothing_is_read(
    freshness: FreshCatalogue, backend: Backend, clock: Clock
) -> None:
    """There is no polling behind a shop that nobody visits."""
    await freshness.renew()
    clock.now += 3600
    await settle()
    assert backend.readings == 1


@pytest.mark.parametrize(
    ("age", "readings_when_answered", "readings_after"), [(0.1, 1, 1), (0.2, 1, 2), (0.3, 2, 2)]
)
async def test_young_is_shown_middling_is_renewed_behind_and_old_is_waited_for(
    freshness: FreshCatalogue,
    backend: Backend,
    clock: Clock,
    age: float,
    readings_when_answered: int,
    readings_after: int,
) -> None:
    """Nothing older than a quarter of a second is shown where it can be helped, and a busy shop waits for nothing."""
    await freshness.renew()
    clock.now += age
    await freshness.renew()
    assert backend.readings == readings_when_answered
    await settle()
    assert backend.readings == readings_after


async def test_a_change_is_seen_when_the_old_is_too_old(
    freshness: FreshCatalogue,
    backend: Backend,
    catalogue: Catalogue,
    clock: Clock,
    products: Callable[..., contract.ProductView],
) -> None:
    """The answer a quarter of a second after a change shows it, a product that went away too."""
    await freshness.renew()
    backend.pages = [[products(1, revision=2, name="Renamed")]]
    clock.now += 0.25
    await freshness.renew()
    assert len(catalogue) == 1
    entry = catalogue.get(products(1).product_id)
    assert entry is not None
    assert b"Renamed" in entry.json


async def test_at_most_a_tenth_of_the_time_is_spent_reading(
    freshness: FreshCatalogue, backend: Backend, clock: Clock
) -> None:
    """A catalogue that takes 2 s to read (two pages of 1 s) is read again after 18 s more, and shown meanwhile."""
    backend.takes_seconds = 1.0
    await freshness.renew()
    clock.now += 17.9
    await freshness.renew()
    assert backend.readings == 1
    assert freshness.age_seconds == 19
    assert not freshness.stale
    clock.now += 0.2
    await freshness.renew()
    assert backend.readings == 2


async def test_without_any_catalogue_the_backend_away_is_a_503(
    freshness: FreshCatalogue, backend: Backend, clock: Clock
) -> None:
    """There is nothing to show; the backend is asked at most once a second, by however many."""
    backend.away = True
    for _ in range(5):
        with pytest.raises(UpstreamUnavailable):
            await freshness.renew()
    assert backend.readings == 1
    clock.now += 1.0
    with pytest.raises(UpstreamUnavailable):
        await freshness.renew()
    assert backend.readings == 2


async def test_the_old_is_shown_while_the_backend_is_away(
    freshness: FreshCatalogue, backend: Backend, catalogue: Catalogue, clock: Clock
) -> None:
    """It is marked stale, grows older, and is fresh again with the first reading that succeeds."""
    await freshness.renew()
    backend.away = True
    for _ in range(4):
        clock.now += 0.5
        await freshness.renew()
    assert freshness.stale
    assert freshness.age_seconds == 2
    assert len(catalogue) == 2
    assert backend.readings == 3
    backend.away = False
    clock.now += 1.0
    await freshness.renew()
    assert not freshness.stale
    assert freshness.age_seconds == 0


async def test_a_hanging_backend_holds_nobody_up(
    freshness: FreshCatalogue, backend: Backend, clock: Clock
) -> None:
    """A reading that has taken half a second already is waited for no longer; it goes on for those who come later."""
    await freshness.renew()
    clock.now += 1.0
    backend.gate.clear()
    waiting = asyncio.ensure_future(freshness.renew())
    await settle()
    assert not waiting.done()
    clock.now += 0.5
    await freshness.renew()
    backend.gate.set()
    await waiting
    assert backend.readings == 2


async def test_a_customer_who_leaves_does_not_end_the_reading(
    freshness: FreshCatalogue, backend: Backend, catalogue: Catalogue
) -> None:
    """Others may be waiting for it."""
    backend.gate.clear()
    impatient = asyncio.ensure_future(freshness.renew())
    patient = asyncio.ensure_future(freshness.renew())
    await settle()
    impatient.cancel()
    await settle()
    backend.gate.set()
    await patient
    assert len(catalogue) == 2
    assert backend.readings == 1


async def test_an_unforeseen_error_is_a_failed_reading(
    freshness: FreshCatalogue, backend: Backend, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and customers are told that there is nothing to show."""
    backend.pages = []
    with pytest.raises(UpstreamUnavailable):
        await freshness.renew()
    assert "IndexError" in caplog.text


async def test_a_reading_ends_with_the_service(freshness: FreshCatalogue, backend: Backend) -> None:
    """Stopping waits for nothing that hangs, and stopping an idle one is harmless."""
    await freshness.stop()
    backend.gate.clear()
    await freshness.begin()
    await settle()
    await freshness.stop()
    assert backend.readings == 1
