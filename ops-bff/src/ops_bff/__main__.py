"""`python -m ops_bff` serves the back office's BFF."""

import chassis.quick_start  # noqa: F401, I001  # before all else

from chassis.server import serve
from chassis.settings import from_environment
from ops_bff.app import create_app
from ops_bff.settings import Settings

if __name__ == "__main__":
    settings = from_environment(Settings)
    serve(create_app(settings), settings)
