"""Logs as JSON, one object a line, on stdout."""

import contextlib
import logging
import os
import sys
import time
import traceback
from json.encoder import encode_basestring_ascii as json_string

from chassis.context import current_request

__all__ = ["configure_logging", "json_string", "timestamp", "write_line"]

_STDOUT = 1
_second = 0
_second_text = ""


def timestamp() -> str:
    """Now, in UTC, as RFC 3339 with milliseconds."""
    global _second, _second_text
    now = time.time()
    second = int(now)
    if second != _second:
        # Formatting a date costs more than the rest of a log line, and changes once a second.
        _second_text = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
        _second = second
    return f"{_second_text}.{int((now - second) * 1000):03d}Z"


def write_line(line: str) -> None:
    """Writes a whole ASCII line to stdout at once; a closed stdout never fails a request."""
    with contextlib.suppress(OSError):
        os.write(_STDOUT, line.encode("ascii"))


class JsonFormatter(logging.Formatter):
    """A log record as a JSON object that names the request it was written for."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self.service = json_string(service)

    def format(self, record: logging.LogRecord) -> str:
        context = current_request.get()
        line = (
            f'{{"ts":"{timestamp()}","level":"{record.levelname.lower()}","service":{self.service},'
            f'"event":"log","logger":{json_string(record.name)},"message":{json_string(record.getMessage())}'
        )
        if record.exc_info and record.exc_info[1] is not None:
            line += f',"exception":{json_string("".join(traceback.format_exception(record.exc_info[1])))}'
        if context is not None:
            line += f',"request_id":"{context.request_id}","trace_id":"{context.trace_id}"'
        return line + "}"


def configure_logging(service: str, level: str) -> None:
    """Sends every log record of `level` and above to stdout as JSON, and nowhere else."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter(service))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
