"""Answers 500 when the service fails, and logs why."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.problem_responses import problem_response
from chassis.problems import InternalError

_log = logging.getLogger("chassis.errors")


class UnhandledErrorsMiddleware:
    """An exception nobody handled is logged with its stack trace, and answered without it.

    When the answer had begun the exception goes on, so that the server breaks the connection off rather
    than let half an answer look whole.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except Exception as error:
            _log.error("unhandled error: %s %s", scope["method"], scope["path"], exc_info=error)
            if begun:
                raise
            problem = InternalError("The service failed. Its operators find this request by its trace_id.")
            await problem_response(problem, scope)(scope, receive, send)
