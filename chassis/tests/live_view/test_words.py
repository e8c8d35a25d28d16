import pytest

from chassis.live_view.words import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nomad Tumbler", ["nomad", "tumbler"]),
        ("Crème-BRÛLÉE 01", ["creme", "brulee", "01"]),
        ("TUM-01", ["tum", "01"]),
        ("Straße", ["strasse"]),
        ("ﬁne ①", ["fine", "1"]),
        ("日本 茶", ["日本", "茶"]),
        (" !?… ", []),
    ],
)
def test_words_are_compared_without_case_and_accents(text: str, found: list[str]) -> None:
    """What looks alike to somebody who types in haste is alike."""
    assert words(text) == found
