from __future__ import annotations

import pytest

from compressor.text.lines import RawBlock, raw_blocks

WRAPPED = """\
The harbour was dredged twice in the last century, first to let
the coal boats in and then, when the coal was gone, to let the
ferries turn. Neither of the two works was cheap, and the second
left the town with a debt that it paid off for thirty years.

The ferries stayed. They carry timber, tourists and a good part of
the mail, and they run in every month of the year but February.
"""

TRANSCRIPT = """\
Ada: Good morning everybody, and welcome to the third meeting.
Grace: Thank you. Shall we begin with the budget for this year?
Ada: Yes please, you will find it on page two of your folders.
Grace: I have read it, and there are a few remarks I will make.
"""

VERSE = """\
The harbour lies in morning grey,
Gulls
Are calling from the northern pier to boats that come from far away,
Ropes lie in coils
And Nets Dry On The Old Stone Wall Until The Evening, Brown And Torn
Where children
Count The Masts
"""

MEASURED = """\
Month      Rain   Wind
January    81     14.2
February   64     12.9
"""


def blocks(text: str) -> list[tuple[str, list[str]]]:
    return [(block.kind, [text[a:b] for a, b in block.stretches]) for block in raw_blocks(text)]


def kinds(text: str) -> list[str]:
    return [block.kind for block in raw_blocks(text)]


def headings(text: str) -> list[tuple[str, int]]:
    return [
        (text[block.stretches[0][0] : block.stretches[0][1]], block.level)
        for block in raw_blocks(text)
        if block.kind == "heading"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\nText here.\n\n### Two\nMore text here.", [("# One", 1), ("### Two", 3)]),
        ("## Tight heading\nIts text follows at once.", [("## Tight heading", 2)]),
        ("Overview\n\nThe works have two parts.\n\nCosts\n\nThey are low.", [("Overview", 2), ("Costs", 2)]),
        ("GENERAL TERMS:\nThe parties agree on what follows here.", [("GENERAL TERMS:", 2)]),
        ("GENERAL TERMS:\n\nThe parties agree.", [("GENERAL TERMS:", 2)]),
        (
            "1. Introduction\n\nIt is short.\n\n2.1 Data sources\n\nWe took three.\n\n2.1.3 Cleaning\n\nWe did.",
            [("1. Introduction", 2), ("2.1 Data sources", 3), ("2.1.3 Cleaning", 4)],
        ),
        ("IV. Results\n\nThey are good.", [("IV. Results", 2)]),
        ("Article 7 Liability\n\nThe carrier is liable.", [("Article 7 Liability", 2)]),
    ],
)
def test_headings_are_found_with_their_level(text: str, expected: list[tuple[str, int]]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It ends with a full stop.\n\nSo it is a paragraph.",
        "and goes on in small letters\n\nSo it does.",
        "Name: Curie\n\nBorn: 1867",
        "#hashtag without a blank",
        "A last line on its own",
        "1. Open the valve and wait until the gauge reads zero\n2. Close the valve and read the gauge again",
        "*** 42 *** 17 ***\n\nText follows.",
    ],
)
def test_other_short_lines_are_no_headings(text: str) -> None:
    assert headings(text) == []


def test_wrapped_lines_are_joined_again() -> None:
    first, second = WRAPPED.strip().split("\n\n")
    assert blocks(WRAPPED) == [("paragraph", [first]), ("paragraph", [second])]


def test_a_wrapped_paragraph_ends_with_a_short_line() -> None:
    first, second = WRAPPED.replace("that it paid off for thirty years", "to pay off").strip().split("\n\n")
    assert blocks(f"{first}\n{second}") == [("paragraph", [first]), ("paragraph", [second])]


def test_a_line_that_breaks_off_is_joined_with_its_rest_where_nothing_shows_the_width() -> None:
    text = "The path to the lighthouse is closed in storms and at night, so check the board\nbefore you set out."
    assert blocks(text) == [("paragraph", [text])]


@pytest.mark.parametrize(
    "text",
    [
        TRANSCRIPT,
        "One paragraph stands on this line. It has two sentences.\nAnother stands on this.\nA third one. Short.\n",
        VERSE,
        "Born: 1867\nDied: 1934\nField: physics\nPrize: two\n",
        "\n".join(
            f"Paragraph {i} is a long line of its own. " + "It has a good many words in it. " * 8 for i in range(9)
        ),
    ],
    ids=["transcript", "paragraphs", "verse", "fields", "long lines"],
)
def test_lines_that_were_not_wrapped_stay_apart(text: str) -> None:
    assert blocks(text) == [("paragraph", [line.strip()]) for line in text.splitlines()]


def test_a_wrapped_list_item_keeps_its_continuation() -> None:
    items = [
        "- check the oil and the filter before every single start of\n  the engine",
        "- check the belt, the pump and the hoses once in every month\n  of the season",
        "- check the anodes when the boat comes out of the water for\n  the winter",
    ]
    assert blocks("\n".join(items)) == [("list", [item]) for item in items]


@pytest.mark.parametrize("marker", ["-", "*", "+", "•", "1.", "12)", "(a)", "b.", "iv)"])
def test_list_markers(marker: str) -> None:
    assert kinds(f"{marker} a first thing to be done\n{marker} a second thing to be done") == ["list", "list"]


def test_a_pipe_table_is_its_rows_without_the_rule() -> None:
    text = "| Month | Rain |\n|---|---:|\n| January | 81 |\n| May | 40 |\n\nDone so far."
    assert blocks(text) == [
        ("table", ["| Month | Rain |", "| January | 81 |", "| May | 40 |"]),
        ("paragraph", ["Done so far."]),
    ]


@pytest.mark.parametrize("text", [MEASURED, MEASURED.replace("   ", "\t"), MEASURED.replace("\nJ", "\n-----------\nJ")])
def test_aligned_columns_are_a_table(text: str) -> None:
    rows = [line for line in text.splitlines() if "--" not in line]
    assert blocks(text) == [("table", rows)]


def test_two_blanks_after_a_full_stop_are_no_columns() -> None:
    assert kinds("It rained.  We left.\nIt cleared.  We came back.") == ["paragraph", "paragraph"]


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_fenced_code_is_one_block(fence: str) -> None:
    code = f"{fence}python\n# no heading\n\n- no list\n{fence}"
    assert blocks(f"Before it.\n\n{code}\n\nAfter it.") == [
        ("paragraph", ["Before it."]),
        ("code", [code]),
        ("paragraph", ["After it."]),
    ]


def test_code_that_is_never_closed_goes_to_the_end() -> None:
    assert blocks("Before it.\n```\nx = 1\n\n# y\n") == [("paragraph", ["Before it."]), ("code", ["```\nx = 1\n\n# y"])]


@pytest.mark.parametrize("text", ["", " \n\t\n", "-----\n\n* * *\n", "\x0c", "…!?"])
def test_lines_without_words_make_no_blocks(text: str) -> None:
    assert list(raw_blocks(text)) == []


def test_offsets_leave_out_indents_and_trailing_blanks() -> None:
    assert list(raw_blocks("  \n   indented words.  \n")) == [RawBlock("paragraph", ((6, 21),), 0)]


def test_indented_and_uneven_lines_are_joined_where_the_sentence_goes_on() -> None:
    wrapped = (
        "The keeper lights the lamp at dusk and watches it until the morning comes,\n"
        "and writes down every ship that passes, its flag, its course and its hour\n"
        "in the book that the harbour office sends out at the start of each year.\n"
        "\n"
        "    A copy of the book goes to the office in spring, with the\n"
        "    Harbour Master's own notes, and is kept there for ten years.\n"
    )
    assert [len(block.stretches) for block in raw_blocks(wrapped)] == [1, 1]
