"""Text in the cells of a CSV file that people open with a spreadsheet program.

Such a program runs a cell that begins like a formula (OWASP, "CSV Injection"), and text is whatever somebody typed.
`defused` puts an apostrophe before it, which the programs take for "this is text"; `restored` takes it away again.
"""

_DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")
"""Full-width forms too: some programs take them for the plain ones."""


def defused(text: str) -> str:
    """What no spreadsheet program runs. For each text another one, so that `restored` is exact."""
    return f"'{text}" if _marked(text) else text


def restored(cell: str) -> str:
    """The text that was defused. Of what was never exported only `'=` and its like at the beginning lose a mark."""
    return cell[1:] if cell.startswith("'") and _marked(cell[1:]) else cell


def _marked(text: str) -> bool:
    """A text of apostrophes before something dangerous is marked too, or it would be restored to less."""
    return text.lstrip("'")[:1] in _DANGEROUS
