from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from compressor.options import OutputFormat
from compressor.rendering.formats import Writer
from compressor.rendering.layout import Line
from compressor.text.tokens import tokenizer

LINES = [
    Line(0, "heading", 2, "Prices"),
    Line(0, "heading", 3, "### By boat", gap=True),
    Line(0, "table", 0, "Trip  Euro"),
    Line(0, "table", 0, "Day  9"),
    Line(2, "paragraph", 0, 'Gulls & terns <cry> "here".'),
]
SOURCES = ["a.txt", "b.txt", None]

EXPECTED: dict[OutputFormat, str] = {
    "text": """\
[a.txt]
Prices

### By boat
Trip  Euro
Day  9
[document 3]
Gulls & terns <cry> "here".""",
    "markdown": """\
# a.txt

### Prices

[…]

### By boat

Trip  Euro
Day  9

# document 3

Gulls & terns <cry> "here".""",
    "xml": """\
<documents>
<document index="1">
<source>a.txt</source>
<document_content>
Prices
<gap/>
### By boat
Trip  Euro
Day  9
</document_content>
</document>
<document index="3">
<source>document 3</source>
<document_content>
Gulls &amp; terns &lt;cry&gt; "here".
</document_content>
</document>
</documents>""",
}


@pytest.mark.parametrize("form", EXPECTED)
def test_several_documents_are_labelled_in_order(form: OutputFormat) -> None:
    assert Writer(SOURCES, form).write(LINES) == EXPECTED[form]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_structured_formats_hold_the_context_as_text(form: OutputFormat) -> None:
    assert Writer(SOURCES, form).write(LINES) == EXPECTED["text"]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_document_alone_has_no_label(form: OutputFormat) -> None:
    assert Writer(["a.txt"], form).write([Line(0, "paragraph", 0, "Gulls cry.")]) == "Gulls cry."


def test_a_heading_goes_no_deeper_than_markdown_does() -> None:
    assert Writer([None], "markdown").write([Line(0, "heading", 9, "Deep")]) == "###### Deep"


@pytest.mark.parametrize("form", EXPECTED)
def test_no_lines_are_an_empty_text(form: OutputFormat) -> None:
    assert Writer(["a.txt"], form).write([]) == ""


# Line ends and blanks at the edges are the format's own.
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cn")), min_size=1)


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
def test_xml_is_well_formed_and_gives_the_words_back(words: list[str], names: list[str]) -> None:
    written = Writer(names, "xml").write(Line(i, "paragraph", 0, word) for i in range(len(names)) for word in words)
    root = ElementTree.fromstring(written)
    assert [s.text for s in root.iter("source")] == names
    for content in root.iter("document_content"):
        assert content.text is not None
        assert content.text.strip("\n").split("\n") == words


@pytest.mark.parametrize("character", ["\x00", "\x0c", "\x1b", "\ufffe", "\udcff"])
def test_what_xml_cannot_hold_becomes_a_blank(character: str) -> None:
    written = Writer([f"a{character}b"], "xml").write([Line(0, "code", 0, f"c{character}d")])
    root = ElementTree.fromstring(written)
    assert "".join(root.itertext()).split() == ["a", "b", "c", "d"]


def test_a_table_keeps_the_rule_under_its_header_row_in_markdown() -> None:
    rows = [Line(0, "table", 1, "| Trip | Euro |"), Line(0, "table", 0, "| Day | 9 |")]
    assert Writer([None], "markdown").write(rows) == "| Trip | Euro |\n|---|---|\n| Day | 9 |"


GRID = ["| Trip | Euro |", "| Day | 9 |", "| Week | 50 |"]


@pytest.mark.parametrize(
    ("rows", "expected", "block"),
    [
        (GRID, f"{GRID[0]}\n|---|---|\n{GRID[1]}\n| … |\n{GRID[2]}", "table_open"),
        (["Trip  Euro", "Day  9", "Week  50"], "Trip  Euro\nDay  9\n[…]\nWeek  50", "paragraph_open"),
    ],
)
def test_a_gap_in_a_table_is_a_row_of_it_in_markdown(rows: list[str], expected: str, block: str) -> None:
    head, *others = rows
    lines = [Line(0, "table", 1, head), *(Line(0, "table", 0, row, gap=row == rows[2]) for row in others)]
    written = Writer([None], "markdown").write(lines)
    assert written == expected
    parsed = MarkdownIt().enable("table").parse(written)
    assert [token.type for token in parsed if token.level == 0 and token.nesting == 1] == [block]


def test_a_gap_in_a_list_leaves_markdown_that_reads_the_same() -> None:
    items = [Line(0, "list", 0, "1. Day"), Line(0, "list", 0, "3. Week", gap=True)]
    written = Writer([None], "markdown").write(items)
    parsed = [token for token in MarkdownIt().parse(written) if token.type in ("ordered_list_open", "inline")]
    assert [token.content or token.attrGet("start") or 1 for token in parsed] == [1, "Day", "[…]", 3, "Week"]


def test_a_gap_in_xml_is_an_element() -> None:
    written = Writer([None], "xml").write([Line(0, "paragraph", 0, "One."), Line(0, "paragraph", 0, "Four.", gap=True)])
    (content,) = ElementTree.fromstring(written).iter("document_content")
    assert [child.tag for child in content] == ["gap"]
    assert "".join(content.itertext()).split() == ["One.", "Four."]


@pytest.mark.parametrize("form", EXPECTED)
def test_pieces_and_labels_cost_at_least_what_the_whole_does(form: OutputFormat) -> None:
    count, writer = tokenizer().count, Writer(SOURCES, form)
    envelope = "<documents>\n\n</documents>" if form == "xml" else ""
    parts = [envelope, *map(writer.label, (0, 2)), *map(writer.piece, LINES)]
    assert count(writer.write(LINES)) <= sum(map(count, parts))
