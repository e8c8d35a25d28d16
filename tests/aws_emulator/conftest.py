"""The emulator of `make run`, or another to be asked the same."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.processes.emulators import aws_emulator_process


@pytest.fixture(scope="session")
def aws_emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the emulator: AWS_EMULATOR_URL, or one started for this run."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.setenv(name, "development")
        given = os.environ.get("AWS_EMULATOR_URL")
        if given:
            yield given
            return
        emulator = aws_emulator_process(tmp_path_factory.mktemp("aws-emulator"))
        emulator.start()
        yield emulator.url
        emulator.stop()
