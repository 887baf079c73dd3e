from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from folders import read
from squad import main

CONTEXT = "The Eiffel Tower opened in 1889. It is 330 metres high, and was the highest tower until 1930."


def answer(text: str, context: str = CONTEXT) -> dict[str, Any]:
    return {"text": text, "answer_start": context.index(text)}


def squad(*asked: dict[str, Any]) -> dict[str, Any]:
    paragraphs = [{"context": CONTEXT, "qas": asked}, {"context": "Lifts carry visitors up.", "qas": []}]
    return {"version": "v2.0", "data": [{"title": "Eiffel_Tower", "paragraphs": paragraphs}]}


OPENED = {"id": "a", "question": "When did it open?", "answers": [answer("1889"), answer("in 1889"), answer("1889")]}
WEIGHT = {"id": "b", "question": "What does it weigh?", "answers": [], "is_impossible": True}
BOTH = {"id": "c", "question": "What was so in 1889 and 1930?", "answers": [answer(CONTEXT[25:-1])]}


def convert(source: Any, folder: Path) -> Any:
    (folder / "squad.json").write_text(source if isinstance(source, str) else json.dumps(source), encoding="utf-8")
    return CliRunner().invoke(main, [str(folder / "squad.json"), str(folder / "sets" / "squad")])


def test_makes_a_set_that_can_be_read(tmp_path: Path) -> None:
    done = convert(squad(OPENED, WEIGHT), tmp_path)
    assert (done.exit_code, done.stdout) == (0, "1 documents, 1 questions\n")
    made = read(tmp_path / "sets" / "squad")
    assert made.documents == {"Eiffel_Tower": f"{CONTEXT}\n\nLifts carry visitors up."}
    (question,) = made.questions
    assert (question.id, question.doc_id, question.question) == ("a", "Eiffel_Tower", "When did it open?")
    assert question.answers == ["1889", "in 1889"]
    assert question.evidence == ["The Eiffel Tower opened in 1889."]


def test_an_answer_over_two_sentences_has_both_as_evidence(tmp_path: Path) -> None:
    assert convert(squad(BOTH), tmp_path).exit_code == 0
    assert " ".join(read(tmp_path / "sets" / "squad").questions[0].evidence) == CONTEXT


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("{", "is not in the format of SQuAD 2.0: the file: Invalid JSON"),
        ({"data": [{"title": "x"}]}, "data.0.paragraphs: Field required"),
        (squad({**OPENED, "answers": [{"text": "1889", "answer_start": 3}]}), "question 'a': '1889' is not at 3"),
    ],
)
def test_other_files_are_errors_of_one_line(source: Any, says: str, tmp_path: Path) -> None:
    done = convert(source, tmp_path)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert says in done.stderr
    assert not (tmp_path / "sets").exists()
