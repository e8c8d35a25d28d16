"""Serves an app the way the platform does: one process, uvloop, httptools, a graceful end."""

import math
import socket
import sys

import uvicorn
from fastapi import FastAPI

from chassis.settings import ServiceSettings


def serve(app: FastAPI, settings: ServiceSettings) -> None:
    """Serves until SIGTERM or SIGINT; requests in flight then have `shutdown_grace_seconds` to finish.

    Ends the process with status 1 and one line on stderr when the port cannot be had.
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
        proxy_headers=False,
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=math.ceil(settings.shutdown_grace_seconds),
    )
    listener = _listen(settings.host, settings.port)
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((str(address[0]), port), family=family, backlog=2048)
    except OSError as error:
        print(f"cannot listen on {host}:{port}: {error.strerror or error}", file=sys.stderr)
        raise SystemExit(1) from None
