"""Serves an app the way the platform does: one process, uvloop, httptools, a graceful end."""

import asyncio
import gc
import math
import signal
import socket
import sys
from types import FrameType
from typing import NoReturn

import uvicorn
from fastapi import FastAPI

from chassis.app import service_name
from chassis.logs import configure_logging
from chassis.settings import ServiceSettings


def serve(app: FastAPI, settings: ServiceSettings) -> None:
    """Serves until SIGTERM or SIGINT; requests in flight then have `shutdown_grace_seconds` to finish.

    Then ends the process with status 0. When the port cannot be had it ends at once, with status 1 and one
    line on stderr.
    """
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        # From the end of X-Forwarded-For, the first hop that is not trusted: what a caller puts before it is not read.
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=math.ceil(settings.shutdown_grace_seconds),
    )
    configure_logging(service_name(app.title), settings.log_level)
    listener = _listen(settings.host, settings.port)
    _collect_less_often()
    for number in (signal.SIGTERM, signal.SIGINT):
        # uvicorn takes these over while it serves, and raises them once more when it has ended.
        signal.signal(number, _end)
    _Server(config, app).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Lets the app know at once when it is asked to end."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._loop.call_soon_threadsafe(self._app.state.lifecycle.begin_shutdown)


def _end(sig: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _collect_less_often() -> None:
    """Takes what has been loaded for good out of the collector's sight, and lets it look at the rest less often.

    What a request makes is freed by reference counting; looking through every module for cycles on the way costs a
    tenth of its CPU time.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((str(address[0]), port), family=family, backlog=2048)
    except OSError as error:
        print(f"cannot listen on {host}:{port}: {error.strerror or error}", file=sys.stderr)
        raise SystemExit(1) from None
