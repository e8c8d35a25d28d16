"""Makes `backend_testing`, what these tests share, importable in whichever way pytest imports the tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

_HERE = str(Path(__file__).parent)
if _HERE not in sys.path:
    sys.path.insert(0, _HERE)

# No deadline for one example and the same examples at each run: a busy machine must not fail a right program.
settings.register_profile(
    "backend",
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "25")),
    deadline=None,
    derandomize=os.environ.get("HYPOTHESIS_RANDOM") is None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("backend")
