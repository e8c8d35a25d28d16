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


def of_the_gateway() -> set[tuple[int, str]]:
    """Status and code of each refusal of the gateway's own."""
    rows = re.findall(
        r"^\t\t(?:\d{3}|default) (\d{3}) (\w+) \"",
        (REPOSITORY / "gateway/snippets.caddy").read_text(),
        re.MULTILINE,
    )
    return {(int(status), code) for status, code in rows}


def documented(text: str) -> set[tuple[int, str]]:
    """Status and code of each row of the table."""
    return {
        (int(status), code) for status, code in re.findall(r"^\| (\d{3}) \| `(\w+)` \|", text, re.MULTILINE)
    }


def test_every_problem_is_documented() -> None:
    """The table has a row for each kind of problem, and none for another."""
    assert len(of_the_gateway()) >= 8
    assert documented((REPOSITORY / "docs/problems.md").read_text()) == kinds() | of_the_gateway()


def test_a_row_that_is_missing_is_noticed() -> None:
    """Without one of its rows the table is not complete."""
    text = (REPOSITORY / "docs/problems.md").read_text().replace("| 409 | `sku_taken` |", "|")
    assert (409, "sku_taken") in kinds() - documented(text)
