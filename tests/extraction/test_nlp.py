"""Runs give clean text with the way back, and a parse keeps to their sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from compressor.errors import OptionError
from compressor.extraction.memo import Memo, memo_for
from compressor.extraction.nlp import Parsed, load, parse
from compressor.extraction.runs import PIECE_LENGTH, RUN_LENGTH, Run, gather_runs
from compressor.options import DEFAULT_PIPELINE
from compressor.text.segmentation import Block, Segmentation, Sentence, segment


def runs_of(text: str, chosen: Sequence[int] | None = None) -> list[Run]:
    return list(gather_runs(segment(text), chosen))


def parsed_of(text: str) -> list[Parsed]:
    return list(parse(load(DEFAULT_PIPELINE), runs_of(text)))


def test_a_pipeline_is_loaded_once() -> None:
    assert load(DEFAULT_PIPELINE) is load(DEFAULT_PIPELINE)


def test_a_language_passes_through() -> None:
    blank = spacy.blank("en")
    assert load(blank) is blank


def test_an_unknown_pipeline_is_named_with_its_mend() -> None:
    with pytest.raises(OptionError, match=r"'no_such_pipeline'.*pip install"):
        load("no_such_pipeline")


def test_folds_hard_wrapped_lines_and_repeated_blanks() -> None:
    text = "The council voted  to close\nthe old harbour\tthis year."
    (run,) = runs_of(text)
    assert run.text == "The council voted to close the old harbour this year."
    assert text[run.origins[run.text.index("harbour")] :].startswith("harbour")


def test_leaves_marks_of_emphasis_and_lists_out() -> None:
    (run,) = runs_of("- The ship *Fram* sailed **north** in 2 * 3 weeks.")
    assert run.text == "The ship Fram sailed north in 2 * 3 weeks."


def test_reads_only_chosen_sentences() -> None:
    text = "Rain fell. Snow followed. Sun came."
    (run,) = runs_of(text, [0, 2])
    assert run.text == "Rain fell. Sun came."
    assert [run.text[start:][:4] for start in run.starts] == ["Rain", "Sun "]


def test_headings_and_tables_stand_in_runs_of_their_own() -> None:
    text = "# Harbours\n\nOslo has one.\n\n| City | Berths |\n|---|---|\n| Oslo | 12 |\n"
    assert [run.group for run in runs_of(text)] == ["heading", "prose", "grid"]


def test_runs_and_pieces_are_short() -> None:
    text = "word " * 3_000 + "x" * 10_000 + ". " + "A short one follows here. " * 300
    assert all(len(run.text) <= max(RUN_LENGTH, PIECE_LENGTH) * 1.1 for run in runs_of(text))


def test_a_heading_that_runs_into_its_paragraph_is_parsed_apart() -> None:
    (run,) = runs_of("**Equity.** Equity rose.")
    assert [run.text[start:] for start in run.starts] == ["Equity. Equity rose.", "Equity rose."]


@given(st.text(alphabet="ab .\n\t*-#|A1é漢😀\u00a0"))
def test_every_code_point_of_a_run_is_that_of_its_origin(text: str) -> None:
    for run in runs_of(text):
        assert len(run.text) == len(run.origins)
        assert all(text[origin] == char or char == " " for origin, char in zip(run.origins, run.text, strict=True))


def test_a_parse_keeps_to_the_sentences_given() -> None:
    (parsed,) = parsed_of("- the head office is in Oslo\n- Bergen has a harbour. It is old\n- and so has Stavanger")
    assert [sentence.text for sentence in parsed.doc.sents] == [
        "the head office is in Oslo",
        "Bergen has a harbour.",
        "It is old",
        "and so has Stavanger",
    ]


def test_a_range_quotes_the_document() -> None:
    text = "In 1911 Roald\nAmundsen  reached the South\nPole 🚩 by sledge."
    whole = Segmentation(text, (Block("paragraph", 0, 1, -1, 0),), (Sentence(0, len(text), 0),), ())
    (parsed,) = parse(load(DEFAULT_PIPELINE), gather_runs(whole, None))
    for span in [*parsed.doc, *parsed.doc.noun_chunks]:
        start, end = parsed.range(span)
        assert text[start:end].split() == span.text.split()


def test_the_memo_gives_what_the_pipes_give() -> None:
    nlp = load(DEFAULT_PIPELINE)
    text = "Nobody who had seen the ships believed that they could carry more than 300 tonnes, but two of them did."
    (remembered,) = parsed_of(text)
    assert isinstance(memo_for(nlp), Memo)
    assert [(t.pos_, str(t.morph), t.lemma_) for t in remembered.doc] == [
        (t.pos_, str(t.morph), t.lemma_) for t in nlp(remembered.doc.text)
    ]


def test_a_pipeline_without_a_rule_lemmatizer_has_no_memo() -> None:
    assert memo_for(spacy.blank("en")) is None
