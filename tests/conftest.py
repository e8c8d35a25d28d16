"""What every test of a running platform may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.processes.addresses import Addresses
from tests.processes.database import dynamodb_local_process
from tests.processes.whole_stack import whole_stack


@pytest.fixture(scope="session")
def dynamodb_local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real DynamoDB Local: DYNAMODB_ENDPOINT_URL, or one started for this run."""
    given = os.environ.get("DYNAMODB_ENDPOINT_URL")
    if given:
        yield given
        return
    database = dynamodb_local_process(tmp_path_factory.mktemp("dynamodb-local"))
    database.start()
    yield database.url
    database.stop()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """The stack that SHOP_URL, OPS_URL and IDENTITY_URL name, or one started for this run."""
    given = Addresses.from_environment(os.environ)
    if given:
        yield given
        return
    with whole_stack(tmp_path_factory.mktemp("stack")) as started:
        yield started
