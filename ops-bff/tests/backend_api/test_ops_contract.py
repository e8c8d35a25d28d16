from __future__ import annotations

import json
from typing import Any

import pytest
from contract_module import OperationMissing, contract_module
from generate import BACKEND, contract_path, operations_used


@pytest.fixture
def backend() -> Any:
    return json.loads(BACKEND.read_text())


def generated(backend: Any) -> str:
    return contract_module(json.dumps(backend), operations_used("ops-bff"))


def test_the_contract_is_what_the_backend_offers(backend: Any) -> None:
    """The committed module is what is generated, to the byte."""
    assert generated(backend) == contract_path("ops-bff").read_text()


def test_an_operation_that_goes_away_is_missed(backend: Any) -> None:
    """Removing an operation that the back office uses fails, naming it."""
    del backend["paths"]["/orders/{order_id}/closing"]
    with pytest.raises(OperationMissing, match="close_order"):
        generated(backend)


def test_a_field_that_goes_away_is_missed(backend: Any) -> None:
    """Removing a field of what the back office uses makes the committed contract stale."""
    del backend["components"]["schemas"]["ShipmentRequest"]["properties"]["carrier"]
    assert generated(backend) != contract_path("ops-bff").read_text()


def test_integers_of_requests_are_jsons(backend: Any) -> None:
    """Every integer that the back office sends takes 5.0 for 5, as the backend does."""
    source = generated(backend)
    request = source.split("class StockAdjustmentBody", 1)[1].split("\nclass ", 1)[0]
    assert "delta: Annotated[StrictInt, Field(ge=-1000000000, le=1000000000), WHOLE]" in request
