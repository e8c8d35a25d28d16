"""Every refusal of the rules has its problem, and every problem is documented where it may be answered."""

from __future__ import annotations

import inspect
import json
from collections import Counter
from types import ModuleType
from typing import TypeVar

import pytest

from backend import problems
from backend.app import app_for_openapi
from backend.contention import OutOfTime
from backend.dead_letters.domain import errors as dead_letter_errors
from backend.notices.domain import errors as notice_errors
from backend.operations.domain import errors as operation_errors
from backend.orders.domain import errors as order_errors
from backend.persistence.dynamo import DatabaseAway
from backend.problems import PROBLEMS
from backend.product_imports.domain import errors as product_import_errors
from backend.products.domain import errors as product_errors
from backend.webhooks.domain import errors as webhook_errors
from chassis.problems import PROBLEM_MEDIA_TYPE, Problem

Kind = TypeVar("Kind")


def classes_in(module: ModuleType, parent: type[Kind]) -> list[type[Kind]]:
    """The classes below `parent` that the module itself defines."""
    return [
        found
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, parent) and found is not parent and found.__module__ == module.__name__
    ]


DOMAIN_ERRORS: list[type[Exception]] = [
    *classes_in(order_errors, order_errors.OrderError),
    *classes_in(dead_letter_errors, dead_letter_errors.DeadLetterError),
    *classes_in(product_import_errors, product_import_errors.ProductImportError),
    *classes_in(operation_errors, operation_errors.OperationError),
    *classes_in(product_errors, product_errors.ProductError),
    *classes_in(notice_errors, notice_errors.NoticeError),
    *classes_in(webhook_errors, webhook_errors.WebhookError),
    OutOfTime,
    DatabaseAway,
]
OWN_PROBLEMS: list[type[Problem]] = classes_in(problems, Problem)


@pytest.fixture(scope="module")
def operations() -> dict[str, dict[int, set[str]]]:
    """By operation: the codes documented for each status."""
    document = app_for_openapi().openapi()
    return {
        operation["operationId"]: {
            int(status): set(
                response.get("content", {}).get(PROBLEM_MEDIA_TYPE, {}).get("examples", {"-": None})
            )
            for status, response in operation["responses"].items()
        }
        for path in document["paths"].values()
        for operation in path.values()
    }


@pytest.mark.parametrize("error", DOMAIN_ERRORS)
def test_every_refusal_has_a_problem(error: type[Exception]) -> None:
    """No error of a domain, nor a database that is away, ends as an internal error."""
    assert error in PROBLEMS


def test_codes_are_unique() -> None:
    """A code names one kind of problem with one status."""
    counted = Counter(problem.code for problem in OWN_PROBLEMS)
    assert [code for code, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("problem", OWN_PROBLEMS)
def test_every_problem_is_documented(
    problem: type[Problem], operations: dict[str, dict[int, set[str]]]
) -> None:
    """Each code stands in the OpenAPI of some route, under its own status."""
    assert any(problem.code in documented.get(problem.status, ()) for documented in operations.values())


def test_every_route_says_that_the_database_may_be_away(
    operations: dict[str, dict[int, set[str]]],
) -> None:
    """A route that also has other reasons for a 503 does not hide this one."""
    assert [name for name, codes in operations.items() if "database_unavailable" not in codes[503]] == []


SAMPLES: list[Exception] = [
    order_errors.OrderRefused(unavailable=[order_errors.Unavailable("p", "archived")]),
    order_errors.OrderRefused(shortages=[order_errors.Shortage("p", 2, 1)]),
    order_errors.TransitionRefused("SHIPPED", "CANCELLED", ["DELIVERED"], "it has shipped"),
    order_errors.ShipmentRefused([order_errors.NotShippable("p", 2, 1)]),
    product_errors.StaleVersion(7),
]


@pytest.mark.parametrize("error", SAMPLES)
def test_what_a_refusal_knows_reaches_the_caller(error: Exception) -> None:
    """The members of a problem are JSON, and name what stands in the way."""
    problem = PROBLEMS[type(error)](error)
    told = json.dumps(problem.extensions)
    assert problem.detail
    assert any(name in told for name in ("archived", "requested", "allowed", "current_version"))
