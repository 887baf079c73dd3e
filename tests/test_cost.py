"""The cost of a compression follows its budget: spaCy reads what might be rendered, not the document."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from compressor import Compressor, CompressorOptions
from compressor.options import DEFAULT_PIPELINE

TEXT = (Path(__file__).parents[1] / "samples" / "encyclopedia.txt").read_text(encoding="utf-8")
read: list[int] = []


@Language.component("count_characters")
def count_characters(doc: Doc) -> Doc:
    read.append(len(doc.text))
    return doc


@pytest.fixture(scope="module")
def compressor() -> Compressor:
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.add_pipe("count_characters", first=True)
    return Compressor(CompressorOptions(pipeline=nlp))


def test_with_a_question_only_what_is_kept_is_read(compressor: Compressor) -> None:
    read.clear()
    result = compressor.compress(TEXT, budget="10%", query="Who made the first marine chronometer?")
    assert result.records[0].entities
    assert 0 < sum(read) <= 1.1 * sum(len(unit.quote) for unit in result.units)


def test_without_a_question_a_few_times_the_budget_is_read(compressor: Compressor) -> None:
    read.clear()
    result = compressor.compress(TEXT, budget="10%")
    assert result.records[0].entities
    assert 0.1 * len(TEXT) < sum(read) < 0.5 * len(TEXT)


def test_without_records_a_question_needs_no_pipeline() -> None:
    read.clear()
    options = CompressorOptions(records=False, pipeline="not installed")
    result = Compressor(options).compress(TEXT, budget="10%", query="Who made the first marine chronometer?")
    assert result.text
    assert result.records == ()
