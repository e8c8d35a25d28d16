"""Imported first by a program that serves: keeps out of the process what is imported at start and never used.

Each of the two costs about as much of a start as the whole of the platform's own code. Both importers expect that the
module may be missing.
"""

import sys

# httpx's command line, with click, rich and pygments; httpx/__init__.py imports it if it can.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None: "not there"
# pydantic's version 1, which FastAPI imports to see that none of our models is one of its.
sys.modules.setdefault("pydantic.v1", None)  # type: ignore[arg-type]  # None: "not there"
