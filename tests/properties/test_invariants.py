"""What holds for every context, whatever the documents, the budget, the question and the format."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from compressor import CompressionResult, Compressor, CompressorOptions, Document
from compressor.options import OutputFormat
from compressor.records import Span, Unit
from compressor.text.tokens import ENCODINGS, tokenizer

FORMATS: list[OutputFormat] = ["text", "markdown", "json", "jsonl", "xml"]
CLAUSES = [
    "Marie Curie won the Nobel Prize in Physics in 1903",
    "the ferry to Helsinki leaves at 9.30 a.m. and costs €24.50",
    "it was delayed by 12% in the U.S., e.g. in Boston",
    "the battery is excellent but the screen is far too dim",
    "she moved to Paris & married <Pierre>",
    "東京都は日本の首都です。人口は約1400万人",
    "שלום עולם, זה משפט קצר",
    "العبّارة تغادر عند الظهر",
    "👍🏽 thanks 👨‍👩‍👧‍👦 all",
    "naïve cafe\u0301 \u200b with\u00a0odd\u2003blanks",
    "x" * 650,
]
CLAUSE = st.sampled_from(CLAUSES)
PARAGRAPH = st.lists(CLAUSE, min_size=1, max_size=4).map(lambda found: ". ".join(found) + ".")
BLOCK = st.one_of(
    PARAGRAPH,
    st.sampled_from(["# Ferries", "## Prices and times", "GENERAL TERMS:", "2.1 Data", "Overview"]),
    st.lists(CLAUSE, min_size=2, max_size=4).map(lambda found: "\n".join(f"- {c}" for c in found)),
    st.lists(st.integers(0, 9999), min_size=2, max_size=4).map(
        lambda found: "| Year | Sum |\n|---|---|\n" + "\n".join(f"| 2024 | {n} |" for n in found)
    ),
    st.just("Month      Rain\nJanuary    81\nFebruary   64"),
    PARAGRAPH.map(lambda found: found[:110] + "\n" + found[110:220] + "\n" + found[220:]),
    PARAGRAPH.map(lambda found: f"```\nif x:\n    {found}\n```"),
    st.sampled_from(["-----", " \t ", "👍🎉", "\x0c", "…"]),
    st.text(max_size=40).map(lambda found: found.encode("utf-8", "replace").decode()),
)
TEXT = (
    st.lists(BLOCK, min_size=1, max_size=7)
    .flatmap(lambda found: st.sampled_from(["\n\n", "\n", "\n \n"]).map(lambda gap: gap.join(found)))
    .filter(lambda text: bool(text.strip()))
)
QUESTION = st.none() | st.sampled_from(
    ["When did Curie win the prize?", "How much is the ferry?", "東京の人口は？", "zebra", "👍"]
)


class Case(NamedTuple):
    documents: list[Document]
    budget: int
    query: str | None
    encoding: str
    form: OutputFormat


CASE = st.builds(
    Case,
    st.lists(
        st.builds(Document, text=TEXT, source=st.sampled_from([None, "a.txt", "b & <c>.md"])), min_size=1, max_size=3
    ),
    st.integers(1, 200),
    QUESTION,
    st.sampled_from(ENCODINGS),
    st.sampled_from(FORMATS),
)


@cache
def compressor(encoding: str, form: OutputFormat) -> Compressor:
    return Compressor(CompressorOptions(encoding=encoding, format=form))


def compressed(case: Case) -> CompressionResult:
    return compressor(case.encoding, case.form).compress(case.documents, budget=case.budget, query=case.query)


def spans(value: object) -> list[Span]:
    """Find every span in a record, however deep it lies."""
    found = [value] if isinstance(value, Span) else []
    for part in vars(value).values() if hasattr(value, "model_fields_set") else ():
        for item in part if isinstance(part, tuple) else (part,):
            found += spans(item)
    return found


@given(CASE)
@settings(max_examples=60)
def test_a_context_keeps_its_promises(case: Case) -> None:
    result = compressed(case)
    texts = [document.text for document in case.documents]
    within_budget(case, result)
    quotes_are_exact(texts, result)
    nothing_is_lost_and_order_is_kept(texts, result)
    the_units_are_the_context(result)
    it_is_empty_only_where_nothing_fits(case, result)


def within_budget(case: Case, result: CompressionResult) -> None:
    assert result.tokens == tokenizer(case.encoding).count(result.text)
    assert result.tokens <= result.budget == case.budget


def without_cuts(unit: Unit) -> str:
    words = unit.quote
    for cut in reversed(unit.cuts):
        start, end = cut.start - unit.start, cut.end - unit.start
        assert words[start:end] == cut.quote
        words = words[:start] + words[end:]
    return words


def quotes_are_exact(texts: list[str], result: CompressionResult) -> None:
    for unit in result.units:
        assert texts[unit.document][unit.start : unit.end] == unit.quote
        assert "".join(unit.text.split()) == "".join(without_cuts(unit).split())
    for text, record in zip(texts, result.records, strict=True):
        assert all(text[span.start : span.end] == span.quote for span in spans(record))


def nothing_is_lost_and_order_is_kept(texts: list[str], result: CompressionResult) -> None:
    assert [u.id for u in result.units] == [f"u{i + 1}" for i in range(len(result.units))]
    kept = [(unit.document, unit.start, unit.end) for unit in result.units]
    dropped = [(gap.document, gap.start, gap.end) for gap in result.dropped]
    assert (kept, dropped) == (sorted(kept), sorted(dropped))
    for number, text in enumerate(texts):
        held = [i for document, start, end in kept + dropped if document == number for i in range(start, end)]
        assert len(set(held)) == len(held)
        assert {i for i, character in enumerate(text) if character.isalnum()} <= set(held)


def the_units_are_the_context(result: CompressionResult) -> None:
    plain = squeezed(result.text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    at = 0
    for unit in result.units:
        words = squeezed(unit.text)
        assert words in plain[at:]
        at = plain.index(words, at) + len(words)


def squeezed(text: str) -> str:
    """Leave out blanks, and what XML cannot hold."""
    return re.sub("[\\s\x00-\x1f\ufffe\uffff]", "", text)


def it_is_empty_only_where_nothing_fits(case: Case, result: CompressionResult) -> None:
    words = any(character.isalnum() for document in case.documents for character in document.text)
    if words and case.budget >= 3:  # tokens that hold any character there is
        assert result.units


@given(CASE)
@settings(max_examples=8)
def test_the_same_input_gives_the_same_bytes(case: Case) -> None:
    again = Compressor(CompressorOptions(encoding=case.encoding, format=case.form))
    one = compressed(case).model_dump_json()
    assert again.compress(case.documents, budget=case.budget, query=case.query).model_dump_json() == one
