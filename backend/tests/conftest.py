"""A database with tables of its own for each test module, and a way to import `backend_testing`."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from hypothesis import HealthCheck, settings

from tests.processes.database import dynamodb_local_process

_HERE = str(Path(__file__).parent)
if _HERE not in sys.path:
    sys.path.insert(0, _HERE)

from backend_testing.development import development_settings  # noqa: E402  # found by the path above

from backend.persistence.create_tables import create_tables  # noqa: E402  # after it, as imports are sorted

if TYPE_CHECKING:
    from backend.settings import Settings

# No deadline for one example and the same examples at each run: a busy machine must not fail a right program.
settings.register_profile(
    "backend",
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "25")),
    deadline=None,
    derandomize=os.environ.get("HYPOTHESIS_RANDOM") is None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("backend")


@pytest.fixture(scope="session")
def dynamodb_local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real DynamoDB Local: DYNAMODB_ENDPOINT_URL, or one started for this run."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.setenv(name, "development")
        for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
            environment.delenv(name, raising=False)
        given = os.environ.get("DYNAMODB_ENDPOINT_URL")
        if given:
            yield given
            return
        database = dynamodb_local_process(tmp_path_factory.mktemp("dynamodb-local"))
        database.start()
        yield database.url
        database.stop()


@pytest.fixture(scope="module")
def tables(dynamodb_local: str) -> Iterator[Settings]:
    """Settings of a backend whose tables are new, and dropped when the module ends."""
    suffix = uuid.uuid4().hex[:12]
    made = development_settings(
        dynamodb_endpoint_url=dynamodb_local,
        orders_table=f"backend-test-orders-{suffix}",
        products_table=f"backend-test-products-{suffix}",
        operations_table=f"backend-test-operations-{suffix}",
    )
    create_tables(made)
    yield made
    client = boto3.client("dynamodb", endpoint_url=dynamodb_local, region_name=made.aws_region)
    for name in (made.orders_table, made.products_table, made.operations_table):
        client.delete_table(TableName=name)
    client.close()
