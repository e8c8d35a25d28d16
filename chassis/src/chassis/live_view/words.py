"""The words of a text, as searching compares them: without case and without accents."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words in order; "Crème-BRÛLÉE 01" is creme, brulee and 01."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WORD.findall(text.casefold())
