"""`python -m customer_bff` serves the shop's BFF."""

import chassis.quick_start  # noqa: F401, I001  # before all else

from chassis.server import serve
from chassis.settings import from_environment
from customer_bff.app import create_app
from customer_bff.settings import Settings

if __name__ == "__main__":
    settings = from_environment(Settings)
    serve(create_app(settings), settings)
