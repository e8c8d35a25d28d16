import subprocess
import sys

import pytest

pytestmark = pytest.mark.process

UNUSED = ("httpx._main", "rich", "pydantic.v1.main")


def modules_of(program: str) -> set[str]:
    """The modules that are loaded when the program ends."""
    report = f"{program}\nimport sys; print(*[name for name in sys.modules if sys.modules[name]])"
    run = subprocess.run([sys.executable, "-c", report], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


HOP = "import chassis.hop, chassis.app\nfrom fastapi import APIRouter\n"
ROUTE = "async def get(limit: int = 1) -> int: return 1\nAPIRouter().get('/')(get)"


def test_what_is_never_used_is_not_imported() -> None:
    """A program that imports it first serves without httpx's command line and without pydantic v1."""
    loaded = modules_of("import chassis.quick_start\n" + HOP + ROUTE)
    assert "chassis.hop" in loaded
    assert not loaded & set(UNUSED)


def test_it_would_be_otherwise() -> None:
    """Without it they are imported: when that changes, it can go."""
    assert "pydantic.v1.main" in modules_of(HOP + ROUTE)


def test_a_service_starts_without_the_http_client() -> None:
    """The hop's libraries are imported with the first call, not with the upstream."""
    assert not {"httpx", "aiohttp"} & modules_of("import chassis.upstream, chassis.relayed_problems")


def test_a_service_starts_without_the_library_of_limits() -> None:
    """It is imported when the limits are made, or when the environment sets one, which is then checked."""
    program = "import chassis.rate_limits.rate_limits, chassis.rate_limits.who\n"
    program += "from chassis.rate_limits.settings import RateLimitSettings as Settings\n"
    assert "limits" not in modules_of(program + "Settings()")
    assert "limits" in modules_of(program + "Settings(rate_limit_reads='1/second')")


def test_a_service_starts_without_the_client_of_the_live_feed() -> None:
    """It is imported when the feed is followed, a second after the start."""
    program = "import chassis.live_feed.opening, chassis.live_feed.streaming"
    assert "valkey" not in modules_of(program)
