"""Rows under a header and 'key: value' lines are properties."""

from __future__ import annotations

import pytest

from compressor.extraction.tables import find_table_properties
from compressor.text.segmentation import segment


def rows(text: str, chosen: list[int] | None = None) -> list[tuple[str, str, str]]:
    found = find_table_properties(segment(text), chosen)
    return [(text[p.owner.start : p.owner.end], p.key, text[p.value.start : p.value.end]) for p in found]


PIPES = """\
| City | Founded | Berths |
|------|---------|--------|
| **Oslo** | 1040 | 12 |
| Bergen |  | 9 |
"""

COLUMNS = """\
City      Founded   Berths
Oslo      1040      12
Tromsø    1794      5
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PIPES, [("Oslo", "founded", "1040"), ("Oslo", "berths", "12"), ("Bergen", "berths", "9")]),
        (
            COLUMNS,
            [
                ("Oslo", "founded", "1040"),
                ("Oslo", "berths", "12"),
                ("Tromsø", "founded", "1794"),
                ("Tromsø", "berths", "5"),
            ],
        ),
    ],
)
def test_a_cell_belongs_to_its_row_and_column(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(text) == expected


def test_only_chosen_rows_are_read_but_under_their_header() -> None:
    last = len(segment(PIPES).sentences) - 1
    assert rows(PIPES, [last]) == [("Bergen", "berths", "9")]


def test_a_row_with_other_columns_is_left_out() -> None:
    assert rows("| A | B |\n|---|---|\n| x1 | y1 | z1 |\n| x2 | y2 |\n") == [("x2", "b", "y2")]


def test_rows_without_a_header_say_nothing() -> None:
    assert rows("10:01:33   gw-01   open\n10:01:34   gw-02   shut\n") == []


def test_a_key_value_line_says_something_of_its_heading() -> None:
    text = "# Pump station\n\nThe station is new.\n\n- **Power:** 40 kW\n- Built: 1998\n"
    assert rows(text) == [("Pump station", "power", "40 kW"), ("Pump station", "built", "1998")]


def test_without_a_heading_the_key_is_the_owner() -> None:
    assert rows("Place: Committee Room 2\n\nRain fell all day long.\n") == [("Place", "is", "Committee Room 2")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada: Yes\n\nGrace: No\n\nAda: Perhaps\n\nGrace: Why\n\nAda: Later\n\nGrace: Fine\n",
        "Note: the pump was repaired last week.\n",
    ],
)
def test_speech_is_no_property(text: str) -> None:
    assert rows(text) == []


def test_two_cells_name_a_row_where_one_does_not_tell_it_from_others() -> None:
    text = "Year    Crop    Yield\n2021    Rye     5.1\n2021    Oats    4.2\n2022    Rye     5.6\n"
    assert rows(text) == [
        ("2021    Rye", "yield", "5.1"),
        ("2021    Oats", "yield", "4.2"),
        ("2022    Rye", "yield", "5.6"),
    ]


def test_a_shouted_heading_is_no_key_and_value() -> None:
    assert rows("ITEM 3: OPTIONS\n\nITEM 4: FUNDING\n") == []


def test_a_column_that_counts_the_rows_names_none() -> None:
    table = "| # | Task | Due |\n|---|---|---|\n| 1 | Paint the hull | May |\n| 2 | Test the pump | June |\n"
    assert rows(table) == [("Paint the hull", "due", "May"), ("Test the pump", "due", "June")]


def test_a_cell_keeps_the_marks_that_do_not_enclose_it() -> None:
    table = "| Option | Values |\n|---|---|\n| **`--fast`** | `on` or `off` |\n| Sale of *Petrel* | `0` |\n"
    assert rows(table) == [("--fast", "values", "`on` or `off`"), ("Sale of *Petrel*", "values", "0")]


def test_a_key_may_hold_a_rate() -> None:
    assert ("VAT (20%)", "is", "£248.00") in rows("VAT (20%): £248.00\n")


def test_the_head_of_a_letter_is_read_line_by_line() -> None:
    head = "From: Piotr Zielin <piotr@example.org>\nDate: Mon, 3 Nov 2025 09:14:00 +0100\nSubject: Delivery of pumps"
    assert [(owner, value) for owner, _, value in rows(f"{head}\n\nThe pumps have left.\n")] == [
        ("From", "Piotr Zielin <piotr@example.org>"),
        ("Date", "Mon, 3 Nov 2025 09:14:00 +0100"),
        ("Subject", "Delivery of pumps"),
    ]


def test_a_year_alone_and_a_repeated_name_are_told_apart() -> None:
    header = "| Segment revenue | 2025 | Margin, % | 2024 | Margin, % |"
    table = f"{header}\n|---|---|---|---|---|\n| Freight | 31 | 22 | 36 | 25 |\n"
    assert rows(table) == [
        ("Freight", "segment revenue 2025", "31"),
        ("Freight", "margin, % 2025", "22"),
        ("Freight", "segment revenue 2024", "36"),
        ("Freight", "margin, % 2024", "25"),
    ]
