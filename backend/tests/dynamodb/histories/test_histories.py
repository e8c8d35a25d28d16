"""Random histories leave the books in order at every step, on a good day and on a bad one.

HISTORIES plays so many more of them (1 unless set); HYPOTHESIS_RANDOM makes them others at each run.
"""

from __future__ import annotations

import os

import pytest
from backend_testing.play import play
from hypothesis import settings

from backend.app import create_app
from backend.settings import Settings
from tests.dynamodb_proxy import DynamoDBProxy, LostAnswer, LostRequest, TransactionConflict

pytestmark = pytest.mark.dynamodb
TIMES = int(os.environ.get("HISTORIES", "1"))


def test_histories_keep_the_books(tables: Settings) -> None:
    """Whatever staff and customers do, each answer is the expected one and nothing is lost or made."""
    app = create_app(tables)
    play(app, settings(max_examples=18 * TIMES, stateful_step_count=30))


def test_histories_keep_the_books_on_a_bad_day(tables: Settings) -> None:
    """The same with conflicts, requests lost on their way and answers lost after the commit, sent again."""
    with DynamoDBProxy(str(tables.dynamodb_endpoint_url)) as proxy:
        app = create_app(tables.model_copy(update={"dynamodb_endpoint_url": proxy.url}))
        writes = {"TransactWriteItems"}
        parts = [
            proxy.play(TransactionConflict(others="checked"), on=writes, chance=0.15, seed=1),
            proxy.play(LostAnswer(), on=writes, chance=0.15, seed=2),
            proxy.play(LostRequest(), on=writes, chance=0.05, seed=3),
        ]
        play(app, settings(max_examples=8 * TIMES, stateful_step_count=25), patient=True)
    assert all(part.played for part in parts)
