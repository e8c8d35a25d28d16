"""One stream out of many: each line, prefixed with its process' name, to the terminal and the log file."""

import asyncio
import os
import sys
from pathlib import Path
from typing import TextIO

COLOURS = (36, 33, 35, 32, 34, 96, 93, 95)


class PrefixedLines:
    """Writes lines to `terminal` (coloured when it is one) and to `log_file`, which it starts anew."""

    def __init__(self, log_file: Path, *, width: int, terminal: TextIO = sys.stdout) -> None:
        self._file = log_file.open("w", encoding="utf-8", buffering=1)
        self._terminal: TextIO | None = terminal
        self._coloured = terminal.isatty() and "NO_COLOR" not in os.environ
        self._width = width
        self._colours: dict[str, int] = {}

    def write(self, name: str, line: str) -> None:
        self._file.write(f"{name:<{self._width}} | {line}\n")
        self._to_terminal(f"{self._prefix(name)} {line}\n")

    async def copy(self, name: str, stream: asyncio.StreamReader) -> None:
        """Every line of `stream`, however long, until it ends."""
        rest = b""
        while chunk := await stream.read(65536):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self.write(name, line.decode(errors="replace").rstrip("\r"))
        if rest:
            self.write(name, rest.decode(errors="replace"))

    def __enter__(self) -> "PrefixedLines":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _prefix(self, name: str) -> str:
        prefix = f"{name:<{self._width}} |"
        if not self._coloured:
            return prefix
        colour = self._colours.setdefault(name, COLOURS[len(self._colours) % len(COLOURS)])
        return f"\033[{colour}m{prefix}\033[0m"

    def _to_terminal(self, text: str) -> None:
        if self._terminal is None:
            return
        try:
            self._terminal.write(text)
            self._terminal.flush()
        except OSError:  # whoever read it is gone; the log file goes on
            self._terminal = None
