"""`python -m backend` serves the backend."""

import chassis.quick_start  # noqa: F401, I001  # before all else

from backend.app import create_app
from backend.settings import Settings
from chassis.server import serve
from chassis.settings import from_environment

if __name__ == "__main__":
    settings = from_environment(Settings)
    serve(create_app(settings), settings)
