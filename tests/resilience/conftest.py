"""A platform that a test may break, with a customer and an agent."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.dynamodb_proxy import DynamoDBProxy
from tests.portals import Portals
from tests.processes.platform import Platform, platform_on


def scaled(name: str, default: int) -> int:
    """A size that `make test` keeps small and a full run raises by the environment variable of this name."""
    return int(os.environ.get(name, default))


@pytest.fixture(scope="session")
def running_proxy(dynamodb_local: str) -> Iterator[DynamoDBProxy]:
    with DynamoDBProxy(dynamodb_local) as proxy:
        yield proxy


@pytest.fixture(scope="session")
def running_platform(
    running_proxy: DynamoDBProxy, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Platform]:
    with platform_on(running_proxy.url, tmp_path_factory.mktemp("platform")) as platform:
        yield platform


@pytest.fixture
def platform(running_platform: Platform) -> Platform:
    """The three services, on tables of their own behind the proxy."""
    return running_platform


@pytest.fixture(scope="module", autouse=True)
def _the_books_balance_afterwards(running_platform: Platform) -> Iterator[None]:
    """Whatever the tests of a file have broken, counters and orders agree in the end."""
    yield
    reconciled = running_platform.reconcile()
    assert reconciled.returncode == 0, reconciled.stdout + reconciled.stderr


@pytest.fixture
def proxy(running_proxy: DynamoDBProxy) -> Iterator[DynamoDBProxy]:
    """The proxy, which plays nothing yet."""
    yield running_proxy
    running_proxy.script.clear()
    running_proxy.metering_capacity = False


@pytest.fixture
async def anna(platform: Platform) -> AsyncIterator[Portals]:
    """A new customer, and an agent."""
    async with Portals(platform.addresses) as portals:
        yield portals
