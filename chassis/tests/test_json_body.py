"""chassis.json_body"""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.json_body import MalformedJSON, parse_json

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(json_values)
def test_json_is_read_as_the_standard_library_reads_it(value: object) -> None:
    """Whatever JSON can say, escaped or not, is read back the same."""
    assert parse_json(json.dumps(value).encode()) == value
    assert parse_json(json.dumps(value, ensure_ascii=False).encode()) == value


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b"",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff",
        b'"\xed\xa0\x80"',
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        b'{"a": 1, "a": 2}',
        b'{"b": [{"a": 1, "\\u0061": 2}]}',
        b"[NaN]",
        b"[Infinity]",
        b"[-Infinity]",
        b"1e999",
        b"1" * 5000,
        b'"\\ud800"',
        b'["\\udc00\\ud800"]',
    ],
)
def test_what_two_readers_may_understand_differently_is_refused(text: bytes) -> None:
    """Malformed, too deep, too large, ambiguous and non-Unicode JSON raises MalformedJSON, and nothing else."""
    with pytest.raises(MalformedJSON):
        parse_json(text)


def test_surrogate_pairs_are_read() -> None:
    """A whole surrogate pair is the character it stands for."""
    assert parse_json(b'"\\ud83d\\ude00"') == "\N{GRINNING FACE}"


def test_the_message_repeats_nothing_of_the_text() -> None:
    """What was sent is not in the error, since it may be a secret."""
    with pytest.raises(MalformedJSON) as refused:
        parse_json(b'{"password": hunter2}')
    assert "hunter2" not in str(refused.value)
    assert "line 1 column 14" in str(refused.value)


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(text: bytes) -> None:
    """No input raises anything but MalformedJSON."""
    with contextlib.suppress(MalformedJSON):
        parse_json(text)
