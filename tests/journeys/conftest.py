"""The stack that the journeys go through, with a customer and an agent."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.portals import Portals
from tests.processes.addresses import Addresses


@pytest.fixture
async def anna(stack: Addresses) -> AsyncIterator[Portals]:
    """A new customer, and an agent who looks after her orders."""
    async with Portals(stack) as portals:
        yield portals


@pytest.fixture
async def boris(anna: Portals) -> AsyncIterator[Portals]:
    """Another new customer."""
    async with anna.for_customer() as portals:
        yield portals
