"""Whether the stack's ports are free."""

import socket
from collections.abc import Iterator

from stack.settings import StackSettings


def taken_ports(settings: StackSettings) -> Iterator[str]:
    """One message for each port that cannot be listened on, saying which setting moves it."""
    for setting, port in settings.ports.items():
        try:
            with socket.socket() as probe:
                # without it a port counts as taken for a minute after its last connection was closed
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
        except PermissionError:
            yield f"port {port} ({setting}) is one that only root may listen on; choose one above 1023"
        except OSError:
            yield (
                f"port {port} ({setting}) is already in use: end what listens there ('make down' ends a "
                f"stack started from here), or move: make run {setting}={port + 100}"
            )
