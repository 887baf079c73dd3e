"""A tightened sentence loses words that it can be read without, and says which."""

from __future__ import annotations

import pytest

from compressor import CompressionResult, CompressorOptions, compress

TEXT = """\
The keeper of the lighthouse must not leave the lamp before the relief [4] has come. A boat takes the oil to the rock \
twice a month. The foghorn, which was built in 1911, is the oldest on the coast. Gulls nest on the ledges. Seals sleep \
on the reef at low tide. The wind comes from the west for most of the year.
"""
ASKED = "When may the keeper leave the lamp?"


def compressed(budget: int, query: str | None, tighten: bool | None) -> CompressionResult:
    return compress(TEXT, budget=budget, query=query, options=CompressorOptions(tighten=tighten, records=False))


def test_function_words_and_citations_go_and_negations_stay() -> None:
    result = compressed(16, ASKED, True)
    assert "must not leave lamp before relief has come." in result.text
    (unit,) = (unit for unit in result.units if "keeper" in unit.quote)
    assert TEXT[unit.start : unit.end] == unit.quote
    assert [cut.quote.strip() for cut in unit.cuts] == ["The", "the", "the", "the", "[4]"]
    assert all(TEXT[cut.start : cut.end] == cut.quote for cut in unit.cuts)


def test_what_is_saved_holds_more() -> None:
    plain, tight = compressed(40, ASKED, False), compressed(40, ASKED, True)
    assert tight.tokens <= 40
    assert sum(len(unit.quote) for unit in tight.units) > sum(len(unit.quote) for unit in plain.units)


@pytest.mark.parametrize(("query", "cuts"), [(None, True), (ASKED, False), ("zebra", True)])
def test_by_default_only_a_context_without_a_question_is_tightened(query: str | None, cuts: bool) -> None:
    assert any(unit.cuts for unit in compressed(40, query, None).units) is cuts


def test_verbatim_is_to_be_had_without_a_question_too() -> None:
    result = compressed(40, None, False)
    assert all(unit.text in TEXT and not unit.cuts for unit in result.units)


def test_a_text_in_another_language_stays_as_it_is() -> None:
    text = "Der Leuchtturm steht an der Küste. " + "Das Meer ist an manchen Tagen still. Ein Boot kommt an. " * 5
    result = compress(text, budget=30, options=CompressorOptions(tighten=True, records=False))
    assert result.units
    assert not any(unit.cuts for unit in result.units)
