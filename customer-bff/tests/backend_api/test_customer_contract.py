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
    return contract_module(json.dumps(backend), operations_used("customer-bff"))


def test_the_contract_is_what_the_backend_offers(backend: Any) -> None:
    """The committed module is what is generated, to the byte, each time."""
    assert generated(backend) == contract_path("customer-bff").read_text()


def test_an_operation_that_goes_away_is_missed(backend: Any) -> None:
    """Removing an operation that the shop uses fails, naming it."""
    del backend["paths"]["/customer/orders/{order_id}/timeline"]
    with pytest.raises(OperationMissing, match="get_own_timeline"):
        generated(backend)


def test_a_field_that_goes_away_is_missed(backend: Any) -> None:
    """Removing a field of what the shop uses makes the committed contract stale."""
    order = backend["components"]["schemas"]["OrderView"]
    del order["properties"]["total"]
    order["required"].remove("total")
    assert generated(backend) != contract_path("customer-bff").read_text()


def test_what_the_shop_does_not_use_may_change(backend: Any) -> None:
    """Staff's operations and fields are none of its business."""
    del backend["paths"]["/orders/{order_id}/closing"]
    del backend["components"]["schemas"]["ProductWithChanges"]["properties"]["changes"]
    assert generated(backend) == contract_path("customer-bff").read_text()
