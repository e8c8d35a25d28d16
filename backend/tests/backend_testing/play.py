"""Plays random histories."""

from __future__ import annotations

from fastapi import FastAPI
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from backend_testing.histories import ShopHistory


def play(app: FastAPI, limits: settings, *, patient: bool = False) -> None:
    """Random histories against the app, each checked after every step; raises at the first fault."""

    class History(ShopHistory):
        def __init__(self) -> None:
            super().__init__(app, patient=patient)

    run_state_machine_as_test(History, settings=limits)
