from __future__ import annotations

import json
from pathlib import Path

import pytest
from answers import LONGEST, judge, main, type_of
from click.testing import CliRunner

LONG = "the old paper mill of the town of Oosterbeek burned down"


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (["The Mill!"], (True, True, True, True)),
        (["an old mill", "mill"], (False, True, True, True)),
        (["wheel", "paper mill"], (False, False, False, True)),
        (["treadmill", "mills", LONG], (False, False, False, False)),
        (["a", "b", "c", "d", "e", "mill"], (False, False, False, False)),
        ([], (False, False, False, False)),
    ],
)
def test_a_result_is_right_if_it_equals_an_answer_or_holds_it_and_is_short(
    results: list[str], expected: tuple[bool, ...]
) -> None:
    assert judge(results, ["the mill", "..."], LONGEST) == expected


def test_sentences_may_be_of_any_length() -> None:
    assert judge([LONG], ["mill"], None) == (False, True, False, True)


@pytest.mark.parametrize(
    ("question", "type"),
    [
        ("Who built it?", "who"),
        ("From whom is it?", "who"),
        ("In what year was it built?", "when"),
        ("Which town is it in?", "where"),
        ("How long is it?", "how many"),
        ("How is it?", "other"),
        ("Whoever built it", "other"),
    ],
)
def test_questions_are_of_a_type_by_their_leading_words(question: str, type: str) -> None:
    assert type_of(question) == type


def test_a_set_is_measured(tmp_path: Path) -> None:
    text = "Alma Verhagen founded the paper mill in 1874."
    question = {
        "id": "1",
        "doc_id": "a",
        "question": "Who founded the mill?",
        "answers": ["Alma Verhagen"],
        "evidence": [],
    }
    (tmp_path / "documents.jsonl").write_text(json.dumps({"doc_id": "a", "text": text}))
    (tmp_path / "questions.jsonl").write_text(json.dumps(question))
    result = CliRunner().invoke(main, [str(tmp_path), "--json", str(tmp_path / "out.json")])
    assert result.exit_code == 0, result.output
    assert "| who | 1 | plan | 1.000 | 1.000 | 1.000 | 1.000 |" in result.output
    assert json.loads((tmp_path / "out.json").read_text())[tmp_path.name]["plan"]["who"] == [[True] * 4]
