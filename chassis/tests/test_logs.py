"""chassis.logs"""

import json
import logging
import re
import sys

import pytest

from chassis.context import RequestContext, current_request
from chassis.logs import JsonFormatter, configure_logging, timestamp


def record(message: str, *args: object, exc: BaseException | None = None) -> logging.LogRecord:
    info = (type(exc), exc, exc.__traceback__) if exc else None
    return logging.LogRecord("shop.till", logging.WARNING, "f.py", 1, message, args, info)


def test_a_record_is_one_line_of_json() -> None:
    """Quotes, newlines and other text survive, in one line of ASCII."""
    line = JsonFormatter("till").format(record('a "quote"\nand %s \ud800', "naïve"))
    assert "\n" not in line
    assert line.isascii()
    fields = json.loads(line)
    assert fields["message"] == 'a "quote"\nand naïve \ud800'
    assert (fields["level"], fields["service"], fields["logger"]) == ("warning", "till", "shop.till")


def test_a_record_names_its_request() -> None:
    """Within a request the line carries the request's id and trace."""
    token = current_request.set(RequestContext("req-1", "ab" * 16, "", 0))
    try:
        fields = json.loads(JsonFormatter("till").format(record("hello")))
    finally:
        current_request.reset(token)
    assert (fields["request_id"], fields["trace_id"]) == ("req-1", "ab" * 16)
    assert "request_id" not in json.loads(JsonFormatter("till").format(record("hello")))


def test_an_exception_is_logged_with_its_trace() -> None:
    """The stack trace stands in the log, causes and all."""
    try:
        raise RuntimeError("broken")
    except RuntimeError as error:
        fields = json.loads(JsonFormatter("till").format(record("failed", exc=error)))
    assert "RuntimeError: broken" in fields["exception"]
    assert "Traceback" in fields["exception"]


def test_timestamps_are_rfc_3339_in_utc() -> None:
    """Milliseconds and Z, every time."""
    for _ in range(3):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", timestamp())


def test_logging_goes_to_stdout_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """After configuring, the root logger has one handler, of the level asked for."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    level = root.level
    try:
        configure_logging("till", "warning")
        assert [getattr(handler, "stream", None) for handler in root.handlers] == [sys.stdout]
        assert root.level == logging.WARNING
    finally:
        root.setLevel(level)
