"""Whether the process lives, and whether it is ready for requests."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chassis.lifecycle import Lifecycle
from chassis.problem_responses import problem_response
from chassis.problems import NotReady

HEALTH_PATHS = frozenset({"/livez", "/readyz"})
CHECK_TIMEOUT_SECONDS = 1.0

Check = Callable[[], Awaitable[None]]

_log = logging.getLogger("chassis.health")


async def livez(request: Request) -> Response:
    """Answers as long as the event loop turns."""
    return JSONResponse({"status": "alive"})


class Readiness:
    """The checks that must pass before the service takes requests; each may take 1 s."""

    def __init__(self, checks: Mapping[str, Check], lifecycle: Lifecycle) -> None:
        self.checks = dict(checks)
        self.lifecycle = lifecycle

    async def readyz(self, request: Request) -> Response:
        """200 naming every check, or a 503 problem naming those that failed."""
        if self.lifecycle.shutting_down:
            return problem_response(NotReady("The service is shutting down."), request.scope)
        outcomes = dict(
            zip(self.checks, await asyncio.gather(*map(self._passes, self.checks.items())), strict=True)
        )
        checks = {name: "ok" if passed else "failed" for name, passed in outcomes.items()}
        failing = [name for name, passed in outcomes.items() if not passed]
        if failing:
            problem = NotReady(f"Not ready: {', '.join(failing)}.", checks=checks)
            return problem_response(problem, request.scope)
        return JSONResponse({"status": "ready", "checks": checks})

    async def _passes(self, check: tuple[str, Check]) -> bool:
        name, run = check
        try:
            async with asyncio.timeout(CHECK_TIMEOUT_SECONDS):
                await run()
        except Exception as error:
            _log.warning("readiness check %s failed: %r", name, error)
            return False
        return True

    def routes(self) -> list[Route]:
        """The health routes; they are not part of the documented interface."""
        return [
            Route("/livez", livez, include_in_schema=False),
            Route("/readyz", self.readyz, include_in_schema=False),
        ]
