"""The app over the real DynamoDB Local."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from backend_testing.driver import Driver, running
from fastapi import FastAPI

from backend.app import create_app
from backend.settings import Settings


@pytest.fixture(scope="module")
def app(tables: Settings) -> FastAPI:
    return create_app(tables)


@pytest.fixture
async def backend(app: FastAPI) -> AsyncIterator[Driver]:
    async with running(app) as driver:
        yield driver
