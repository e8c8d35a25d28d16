"""The workers as a process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from backend.events.settings import EventsSettings
from backend_testing.development import WEBHOOK_KEY
from tests.processes.ports import free_ports
from tests.processes.process import ServerProcess


def workers_process(settings: EventsSettings, log_folder: Path, **named: object) -> ServerProcess:
    """`python -m backend.workers` on a free port, not started yet; `named`: settings beside those of events."""
    (port,) = free_ports(1)
    return ServerProcess(
        "workers",
        [sys.executable, "-m", "backend.workers"],
        workers_environment(settings, port=port, **named),
        url=f"http://127.0.0.1:{port}",
        log_folder=log_folder,
        ready_path="/livez",
    )


def workers_environment(settings: EventsSettings, **named: object) -> dict[str, str]:
    """The settings as environment variables."""
    said = {
        **settings.model_dump(mode="json", exclude_none=True),
        "webhook_signing_key": WEBHOOK_KEY.get_secret_value(),
        "webhooks_inside": True,
        **named,
    }
    return {**os.environ, **{name.upper(): str(value) for name, value in said.items()}}
