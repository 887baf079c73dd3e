from __future__ import annotations

import json
import runpy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from compressor import Compressor, CompressorOptions
from compressor.text.loading import load

SAMPLES = Path(__file__).parents[2] / "samples"
KEPT_AT_LEAST = 0.75  # of the questions keep their whole answer at 15% of the tokens


class Question(NamedTuple):
    """One line of questions.jsonl."""

    id: str
    doc_id: str
    question: str
    answers: list[str]
    answer_kind: str
    evidence: list[str]


@cache
def questions() -> list[Question]:
    lines = (SAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [Question(**json.loads(line)) for line in lines]


@cache
def text(doc_id: str) -> str:
    return (SAMPLES / doc_id).read_text(encoding="utf-8")


def folded(words: str) -> str:
    return " ".join(words.split())


def missing() -> Iterator[str]:
    for question in questions():
        evidence = folded(" ".join(question.evidence))
        yield from (f"{question.id}: {e}" for e in question.evidence if e not in text(question.doc_id))
        yield from (f"{question.id}: {a}" for a in question.answers if folded(a) not in evidence)


def test_evidence_stands_in_its_document_and_answers_in_the_evidence() -> None:
    assert list(missing()) == []


def test_questions_are_named_once_and_all_is_filled_in() -> None:
    assert len({question.id for question in questions()}) == len(questions()) >= 10
    assert all(q.question and q.answers and q.evidence and q.answer_kind == "verbatim" for q in questions())


def test_every_text_has_questions_and_a_fitting_length() -> None:
    documents = {path.name for path in SAMPLES.iterdir() if path.suffix in (".txt", ".md")} - {"README.md"}
    assert {question.doc_id for question in questions()} == documents
    assert len(documents) >= 8
    assert all(1000 <= len(text(name).split()) <= 4000 for name in documents)


def test_most_questions_keep_their_answer_at_fifteen_percent() -> None:
    compressor = Compressor(CompressorOptions(records=False))
    kept = 0
    for question in questions():
        result = compressor.compress(text(question.doc_id), budget="15%", query=question.question)
        assert result.report.rate <= 0.15
        kept += all(folded(answer) in folded(result.text) for answer in question.answers)
    assert kept >= KEPT_AT_LEAST * len(questions())


@pytest.mark.parametrize(
    ("make", "source", "target"),
    [
        ("make_html", "manual.md", "manual.html"),
        ("make_docx", "contract.txt", "contract.docx"),
        ("make_pdf", "annual-report.md", "annual-report.pdf"),
    ],
)
def test_the_other_formats_say_what_their_texts_say(make: str, source: str, target: str, tmp_path: Path) -> None:
    formats = runpy.run_path(str(SAMPLES / "make_formats.py"))
    formats[make](SAMPLES / source, tmp_path / target)
    assert load([str(tmp_path / target)])[0].text == load([str(SAMPLES / target)])[0].text
