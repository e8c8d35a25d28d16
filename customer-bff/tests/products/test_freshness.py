from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from chassis.live_feed.entry import Entry, Place
from chassis.sessions.caller import Caller
from chassis.upstream import UpstreamUnavailable
from customer_bff.backend_api import contract
from customer_bff.products.catalogue import Catalogue
from customer_bff.products.freshness import FreshCatalogue
from customer_bff.products.news import ProductNews

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


class Feed:
    """A live feed that has told of everything up to `until`."""

    def __init__(self, freshness: FreshCatalogue, clock: Clock) -> None:
        self.freshness, self.clock = freshness, clock
        self.until: float | None = None
        freshness.fed_until = lambda: self.until

    def beat(self) -> None:
        self.until = self.clock.now


@pytest.fixture
async def feed(freshness: FreshCatalogue, clock: Clock) -> Feed:
    """One that has begun before the catalogue is read for the first time."""
    feed = Feed(freshness, clock)
    freshness.missed_something()
    feed.beat()
    await settle()
    return feed


async def test_with_a_live_feed_looking_costs_the_backend_nothing(
    freshness: FreshCatalogue, backend: Backend, feed: Feed, clock: Clock
) -> None:
    """One reading, and from then on the age is that of the heartbeat."""
    for _ in range(100):
        clock.now += 1.0
        feed.beat()
        clock.now += 0.5
        await freshness.renew()
        assert freshness.live
    assert freshness.age_seconds == 0
    clock.now += 1.0
    await freshness.renew()
    assert freshness.age_seconds == 1
    await settle()
    assert backend.readings == 1


async def test_what_was_read_before_the_feed_began_is_not_enough(
    freshness: FreshCatalogue, backend: Backend, clock: Clock
) -> None:
    """Changes in between would be missing: it is read again at once, and shown meanwhile."""
    backend.takes_seconds = 1.0
    await freshness.renew()
    feed = Feed(freshness, clock)
    feed.beat()
    assert not freshness.live
    backend.gate.clear()
    freshness.missed_something()
    await settle()
    await freshness.renew()
    assert not freshness.live
    backend.gate.set()
    await settle()
    feed.beat()
    assert freshness.live
    assert backend.readings == 2


async def test_a_feed_that_begins_anew_during_a_reading_has_it_read_again(
    freshness: FreshCatalogue, backend: Backend, clock: Clock
) -> None:
    """Though a reading takes its time, and the next would not be due for long."""
    backend.takes_seconds = 5.0
    backend.gate.clear()
    feed = Feed(freshness, clock)
    await freshness.begin()
    await settle()
    freshness.missed_something()
    backend.gate.set()
    await settle()
    feed.beat()
    assert backend.readings == 2
    assert freshness.live


async def test_a_feed_that_keeps_beginning_anew_does_not_keep_the_backend_reading(
    freshness: FreshCatalogue, backend: Backend, feed: Feed, clock: Clock
) -> None:
    """Once a minute it is read out of turn; besides, reading takes a tenth of the time as ever."""
    backend.takes_seconds = 1.0
    for _ in range(60):
        clock.now += 1.0
        feed.beat()
        freshness.missed_something()
        await settle()
    assert 2 <= backend.readings <= 6


async def test_a_silent_feed_is_not_taken_for_fresh(
    freshness: FreshCatalogue, backend: Backend, feed: Feed, clock: Clock
) -> None:
    """After three seconds the catalogue is read as without a feed; the first heartbeat ends that."""
    clock.now += 2.9
    await freshness.renew()
    assert backend.readings == 1
    clock.now += 0.2
    await freshness.renew()
    assert (backend.readings, freshness.age_seconds) == (2, 0)
    clock.now += 1.0
    feed.beat()
    await freshness.renew()
    assert backend.readings == 2
    assert freshness.live


async def test_feed_and_backend_both_away_is_stale(
    freshness: FreshCatalogue, backend: Backend, feed: Feed, clock: Clock
) -> None:
    """The old view is shown, as old as the last heartbeat; with the feed alone it would be fresh."""
    clock.now += 1.0
    feed.beat()
    backend.away = True
    clock.now += 1.0
    await freshness.renew()
    assert not freshness.stale
    clock.now += 9.0
    await freshness.renew()
    assert freshness.stale
    assert freshness.age_seconds == 10
    feed.beat()
    assert not freshness.stale


async def test_the_old_is_as_old_as_it_was_when_the_feed_begins_anew(
    freshness: FreshCatalogue, backend: Backend, feed: Feed, clock: Clock
) -> None:
    """What was fresh up to the hole does not count as read long ago, nor as fresh by later heartbeats."""
    clock.now += 60.0
    feed.beat()
    backend.away = True
    freshness.missed_something()
    await settle()
    clock.now += 5.0
    feed.beat()
    await freshness.renew()
    assert freshness.age_seconds == 5
    assert freshness.stale


async def test_what_the_feed_tells_during_a_reading_is_not_taken_for_gone(
    freshness: FreshCatalogue,
    backend: Backend,
    catalogue: Catalogue,
    products: Callable[..., contract.ProductView],
) -> None:
    """A product that was created behind the reading's back is on no page of it."""
    backend.gate.clear()
    await freshness.begin()
    await settle()
    news = ProductNews(catalogue, freshness)
    news.take([told(products(9)), told(products(1, revision=7, name="Renamed"))])
    backend.gate.set()
    await settle()
    assert catalogue.get(products(9).product_id) is not None
    entry = catalogue.get(products(1).product_id)
    assert entry is not None
    assert b"Renamed" in entry.json


async def test_an_archived_product_leaves_with_its_event(
    freshness: FreshCatalogue, catalogue: Catalogue, products: Callable[..., contract.ProductView]
) -> None:
    """And what is no product's is none of the catalogue's."""
    news = ProductNews(catalogue, freshness)
    news.take([told(products(1)), Entry(Place(1, 1), "order.placed", b"{}")])
    assert len(catalogue) == 1
    news.take([told(products(1, revision=2, status="ARCHIVED"))])
    assert len(catalogue) == 0


def told(product: contract.ProductView) -> Entry:
    body = json.dumps({"type": "product.edited", "product": product.model_dump(mode="json")})
    return Entry(Place(1, 0), "product.edited", body.encode())
