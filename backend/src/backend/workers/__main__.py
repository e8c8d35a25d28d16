"""`python -m backend.workers` runs the workers."""

import chassis.quick_start  # noqa: F401, I001  # before all else

from backend.workers.app import create_app
from backend.workers.settings import WorkersSettings
from chassis.server import serve
from chassis.settings import from_environment

if __name__ == "__main__":
    settings = from_environment(WorkersSettings)
    serve(create_app(settings), settings)
