"""The app over the real DynamoDB Local, and queues on the emulator of AWS."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from backend_testing.driver import Driver, running
from fastapi import FastAPI

from backend.app import create_app
from backend.settings import Settings
from tests.processes.emulators import aws_emulator_process


@pytest.fixture(scope="module")
def app(tables: Settings) -> FastAPI:
    return create_app(tables)


@pytest.fixture
async def backend(app: FastAPI) -> AsyncIterator[Driver]:
    async with running(app) as driver:
        yield driver


@pytest.fixture(scope="session")
def aws_emulator(dynamodb_local: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    # The database's fixture sets the credentials.
    emulator = aws_emulator_process(tmp_path_factory.mktemp("aws-emulator"))
    emulator.start()
    yield emulator.url
    emulator.stop()
