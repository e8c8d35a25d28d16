"""docs/problems.md lists every kind of problem that a service can answer with."""

from __future__ import annotations

import re

import backend.app
import customer_bff.app
import ops_bff.app
from chassis.problems import Problem
from tests.processes.process import REPOSITORY

SERVICES = (backend.app, customer_bff.app, ops_bff.app)  # importing them defines their kinds of problems


def kinds() -> set[tuple[int, str]]:
    """Status and code of every kind of problem in the code."""
    found: set[tuple[int, str]] = set()
    pending: list[type[Problem]] = [Problem]
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        if kind.__module__.partition(".")[0] in ("chassis", "backend", "customer_bff", "ops_bff"):
            found.add((kind.status, kind.code))
    return found


def documented(text: str) -> set[tuple[int, str]]:
    """Status and code of each row of the table."""
    return {
        (int(status), code) for status, code in re.findall(r"^\| (\d{3}) \| `(\w+)` \|", text, re.MULTILINE)
    }


def test_every_problem_is_documented() -> None:
    """The table has a row for each kind of problem, and none for another."""
    assert documented((REPOSITORY / "docs/problems.md").read_text()) == kinds()


def test_a_row_that_is_missing_is_noticed() -> None:
    """Without one of its rows the table is not complete."""
    text = (REPOSITORY / "docs/problems.md").read_text().replace("| 409 | `sku_taken` |", "|")
    assert (409, "sku_taken") in kinds() - documented(text)
