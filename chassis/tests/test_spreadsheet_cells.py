import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.spreadsheet_cells import defused, restored

DANGEROUS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize("first", DANGEROUS)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(first: str) -> None:
    """Every beginning that OWASP names, and the full-width ones."""
    assert defused(f"{first}cmd|' /C calc'!A0") == f"'{first}cmd|' /C calc'!A0"


@pytest.mark.parametrize("text", ["", "Nomad Tumbler", "'90s mug", "a=b", "3-4", " ", "'", "''"])
def test_other_text_stays_as_it_is(text: str) -> None:
    """What is no formula is neither marked nor changed when it is read back."""
    assert defused(text) == text == restored(text)


@given(st.text() | st.text(alphabet=f"{DANGEROUS}'a"))
def test_defusing_can_be_undone(text: str) -> None:
    """Whatever the text, it comes back as it was, and nothing dangerous stands first meanwhile."""
    assert restored(defused(text)) == text
    assert defused(text)[:1] not in set(DANGEROUS)
