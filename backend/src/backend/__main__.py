"""`python -m backend` serves the backend."""

from __future__ import annotations

from backend.app import create_app
from backend.settings import Settings
from chassis.server import serve
from chassis.settings import from_environment

if __name__ == "__main__":
    settings = from_environment(Settings)
    serve(create_app(settings), settings)
