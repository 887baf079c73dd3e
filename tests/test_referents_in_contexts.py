"""A sentence lifted out of its place says in brackets what its pronoun stands for, and where that was read."""

from __future__ import annotations

import pytest

from compressor import CompressionResult, CompressorOptions, Document, compress
from compressor.options import OutputFormat
from compressor.rendering.insertions import mark
from compressor.text.tokens import tokenizer

TEXT = """\
Marie Curie was a physicist and chemist. She was born in Warsaw, where her parents taught. In Paris she isolated \
radium from tons of pitchblende.

The laboratory was a shed with a leaking roof. It had been used to dissect cadavers. Visitors took it for a stable. \
The university promised a better one for many years.
"""
ASKED = "From what was radium isolated, and what was dissected?"


def compressed(budget: int, form: OutputFormat = "text", referents: bool = True) -> CompressionResult:
    options = CompressorOptions(format=form, referents=referents, records=False)
    documents = [Document(text=TEXT), Document(text="Gulls cry over the bay. They nest on cliffs in May.")]
    return compress(documents[0] if form == "text" else documents, budget=budget, query=ASKED, options=options)


def test_the_name_stands_behind_the_pronoun_and_leads_to_its_place() -> None:
    result = compressed(34)
    assert "In Paris she [Marie Curie] isolated radium" in result.text
    (unit,) = [unit for unit in result.units if unit.insertion and unit.insertion.name == "Marie Curie"]
    assert unit.insertion is not None
    assert TEXT[unit.insertion.start : unit.insertion.end] == unit.insertion.quote == "Marie Curie"
    assert TEXT[unit.start : unit.end] == unit.quote == "In Paris she isolated radium from tons of pitchblende."


def test_nothing_is_put_in_unless_it_is_asked_for() -> None:
    result = compressed(34, referents=False)
    assert "[" not in result.text
    assert all(unit.insertion is None for unit in result.units)


def test_a_name_that_the_sentence_before_gives_is_not_put_in() -> None:
    text = "The shed was cold. It had a leaking roof. " + "Gulls cried over the bay. " * 9
    result = compress(text, budget=14, query="shed roof", options=CompressorOptions(referents=True, records=False))
    assert "The shed was cold. It had a leaking roof." in result.text


def test_no_room_for_a_name_costs_no_sentence() -> None:
    assert compressed(14).text == compressed(14, referents=False).text != ""


@pytest.mark.parametrize("form", ["text", "markdown", "xml", "json"])
@pytest.mark.parametrize("budget", [5, 14, 20, 26, 32, 45, 60])
def test_names_never_go_over_the_budget_and_come_off_again(form: OutputFormat, budget: int) -> None:
    result = compressed(budget, form)
    assert result.tokens == tokenizer().count(result.text) <= budget
    for unit in result.units:
        assert unit.text in result.text
        at, name = (unit.insertion.at, unit.insertion.name) if unit.insertion else (0, None)
        added = len(mark(name)) if name else 0
        assert unit.text[:at] + unit.text[at + added :] == " ".join(unit.quote.split())
