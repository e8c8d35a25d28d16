"""Rows of CSV: what they say, and what is wrong with each that cannot be read."""

from __future__ import annotations

import pytest

from backend.money import Money
from backend.product_imports.csv_rows import header_problems, part_problems, rows_of
from backend.product_imports.domain.row import Outcome, Part, Row, RowResult

NEEDED = "sku,name,category,price_amount_minor,currency"


def read(text: str, header: str = NEEDED) -> list[Row | RowResult]:
    return rows_of(Part("import", 0, header, text, 1))


def test_a_row_says_what_its_columns_say() -> None:
    """A column that the file does not have leaves the product's field; an empty cell empties it."""
    header = f"stock_change,{NEEDED},image_url,low_stock_threshold"
    (row,) = read('-3,MUG,"The ""Mug""",c,500,USD,,\n', header)
    assert row == Row(
        1,
        "MUG",
        {
            "name": 'The "Mug"',
            "category": "c",
            "price": Money(500, "USD"),
            "image_url": None,
            "low_stock_threshold": None,
        },
        -3,
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("MUG,n,c,5\n", "4 cells, where the header has 5"),
        ("MUG,n,c,5.00,USD\n", "price_amount_minor: a whole number"),
        ("MUG,n,c,٣,USD\n", "price_amount_minor: a whole number"),
        ("MUG,n,c,-1,USD\n", "price_amount_minor: "),
        ("MUG,n,c,1,usd\n", "currency: "),
        ("-,n,c,1,USD\n", "sku: "),
        ("MUG, ,c,1,USD\n", "name: "),
        (f"MUG,n,c,{'9' * 5000},USD\n", "price_amount_minor: a whole number"),
    ],
)
def test_a_wrong_row_says_why(text: str, problem: str) -> None:
    """The column is named, and the rows behind it are read all the same."""
    wrong, right = read(text + "HAT,n,c,1,USD\n")
    assert isinstance(wrong, RowResult)
    assert wrong.outcome == Outcome.WRONG
    assert wrong.problems[0].startswith(problem)
    assert isinstance(right, Row)
    assert right.number == 2


def test_a_header_names_columns_that_there_are() -> None:
    """Those that are missing, unknown or named twice are told; a byte order mark and spaces do not matter."""
    assert header_problems("\ufeffsku, name,category,price_amount_minor,currency,stock_change") == []
    assert header_problems("sku,sku,name,color,category,price_amount_minor") == [
        "the column currency is missing",
        "there is no column color",
        "the column sku comes twice",
    ]


def test_quotes_end_where_rows_do() -> None:
    """A quote within a cell would make other rows of the text than the door has counted."""
    assert part_problems('a,"b\nc"\nd,e\n', 2) == []
    assert part_problems('5" pipe,a\n6" pipe,b\n', 1) != []
    assert part_problems("x" * 140_000, 1) != []
    assert header_problems("sku\nname,V\r\x1c") != []
