"""Sets of questions, read as the command reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from folders import question_sets, read
from retention import main

from compressor.errors import InputError

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
TEXT = "Ferries cross the bay every hour. The night boat sails at eleven."
ASKED = {
    "id": "q1",
    "doc_id": "bay",
    "question": "When does the night boat sail?",
    "answers": ["at eleven"],
    "evidence": ["The night boat sails at eleven."],
}


def lines(*rows: Any) -> str:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)


def make(folder: Path, *questions: Any, documents: str | None = lines({"doc_id": "bay", "text": TEXT})) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "questions.jsonl").write_text(lines(*questions), encoding="utf-8")
    if documents is not None:
        (folder / "documents.jsonl").write_text(documents, encoding="utf-8")
    return folder


def test_reads_documents_and_questions_and_ignores_what_else_is_said(tmp_path: Path) -> None:
    found = read(make(tmp_path / "ferries", {**ASKED, "kind": "time"}, "", {**ASKED, "id": "q2"}))
    assert (found.name, found.documents) == ("ferries", {"bay": TEXT})
    assert [question.id for question in found.questions] == ["q1", "q2"]
    assert found.questions[0].answer_kind == "verbatim"


def test_takes_the_first_questions(tmp_path: Path) -> None:
    assert [q.id for q in read(make(tmp_path, ASKED, {**ASKED, "id": "q2"}), limit=1).questions] == ["q1"]


def test_a_document_may_be_a_file_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "bay.txt").write_text(TEXT, encoding="utf-8")
    assert read(make(tmp_path, {**ASKED, "doc_id": "bay.txt"}, documents=None)).documents == {"bay.txt": TEXT}


def test_a_folder_of_sets_gives_each(tmp_path: Path) -> None:
    make(tmp_path / "b", ASKED)
    make(tmp_path / "a", ASKED)
    assert [path.name for path in question_sets(tmp_path)] == ["a", "b"]
    assert list(question_sets(tmp_path / "a")) == [tmp_path / "a"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ('{"id": "q1"', "questions.jsonl, line 2: the line: Invalid JSON"),
        ('["q1"]', "line 2: the line: Input should be"),
        ({**ASKED, "question": " "}, "line 2: question: Value error, it is blank"),
        ({key: ASKED[key] for key in ("id", "doc_id", "question", "evidence")}, "line 2: answers: Field required"),
        ({**ASKED, "answers": "at eleven"}, "line 2: answers: Input should be a valid array"),
        ({**ASKED, "doc_id": "lake"}, "question 'q1' is about 'lake', which is no document of the set"),
        (
            {**ASKED, "evidence": ["The night boat sails at ten."]},
            "'The night boat sails at ten.', which does not stand",
        ),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong_with_a_question(question: Any, says: str, tmp_path: Path) -> None:
    folder = make(tmp_path, {**ASKED, "id": "q0"}, question)
    done = CliRunner().invoke(main, [str(folder), "--methods", "head"])
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert says in done.stderr


@pytest.mark.parametrize(
    ("documents", "says"),
    [
        (lines({"doc_id": "bay"}), "documents.jsonl, line 1: text: Field required"),
        (lines({"doc_id": "bay", "text": "\n"}), "line 1: text: Value error, it is blank"),
        (lines({"doc_id": "bay", "text": TEXT}, {"doc_id": "bay", "text": "Another."}), "'bay' stands twice"),
    ],
)
def test_wrong_documents_are_errors(documents: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        read(make(tmp_path, ASKED, documents=documents))


def test_folders_without_questions_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no questions\.jsonl"):
        list(question_sets(tmp_path))
    with pytest.raises(InputError, match="has no questions"):
        read(make(tmp_path, ""))


def test_bytes_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    (make(tmp_path, ASKED) / "documents.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"documents\.jsonl cannot be read: .*expected a file of UTF-8 text"):
        read(tmp_path)


def test_the_example_in_the_readme_makes_a_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = re.search(r"```python\n(.*?)```", (BENCHMARKS / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code
    minutes = "Minutes\n\nThe bridge opens on 1 May, a week after the inspection.\n"
    (tmp_path / "minutes.txt").write_text(minutes, encoding="utf-8")
    exec(code[1], {})  # the page is our own
    made = read(tmp_path / "my-set")
    assert made.documents == {"minutes": minutes}
    assert made.questions[0].evidence[0] in minutes
