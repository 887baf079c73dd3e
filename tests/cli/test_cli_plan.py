from __future__ import annotations

import json
from collections import deque
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import validate

from compressor import Compressor, Document, RecordStore
from compressor.cli import main
from compressor.ingestion import ingest
from compressor.schema import schema

TEXT = "Alma Verhagen founded the paper mill at Oosterbeek in 1874. The mill burned down on 12 March 1921."
QUESTION = "Who founded the paper mill?"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("plan") / "records.db"
    with RecordStore.create(path) as store:
        deque(ingest([Document(text=TEXT, source="mill.txt")], store, Compressor()), maxlen=0)
    return str(path)


def plan(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["plan", *arguments], input=given)


def test_the_answers_are_printed_best_first(records: str) -> None:
    result = plan(QUESTION, records, "--top", "2")
    assert result.exit_code == 0
    first, second = result.stdout.splitlines()
    assert first == "1. Alma Verhagen"
    assert second.startswith("2. ")


def test_show_prints_the_plan_the_steps_and_the_evidence(records: str) -> None:
    lines = plan(QUESTION, records, "--show", "--top", "1").stdout.splitlines()
    assert lines[0] == f'sentences = FIND("{QUESTION}", limit=100)'
    assert lines[1] == "    1.00  Alma Verhagen founded the paper mill at Oosterbeek in 1874."
    assert lines[-2].startswith("1. Alma Verhagen  (0.")
    assert lines[-1] == "   mill.txt:0-59  Alma Verhagen founded the paper mill at Oosterbeek in 1874."


def test_json_has_the_plan_every_step_and_every_answer(records: str) -> None:
    result = json.loads(plan(QUESTION, records, "--format", "json", "--top", "1").stdout)
    validate(result, schema("plan-result"))
    assert result["question"] == QUESTION
    assert [step["action"] for step in result["steps"]] == ["find", "answer"]
    (answer,) = result["answers"]
    (place,) = answer["evidence"]
    assert TEXT[place["start"] : place["end"]] == place["quote"]


def test_a_plan_is_run_from_a_file_in_either_form_and_from_standard_input(records: str, tmp_path: Path) -> None:
    text = 'found = LIST("people")\nanswers = ANSWER("Who?", found)\n'
    (tmp_path / "a.plan").write_text(text)
    arguments = [{"value": "Who?"}, {"variable": "found"}]
    steps = [
        {"variable": "found", "action": "list", "arguments": [{"value": "people"}]},
        {"variable": "answers", "action": "answer", "arguments": arguments},
    ]
    (tmp_path / "b.json").write_text(json.dumps({"steps": steps}))
    for result in (
        plan("Who?", records, "--plan", str(tmp_path / "a.plan")),
        plan("Who?", records, "--plan", str(tmp_path / "b.json")),
        plan("Who?", records, "--plan", "-", given=text),
    ):
        assert result.stdout == "1. Alma Verhagen\n"


def test_no_answer_is_said_to_be_none(records: str) -> None:
    assert plan("Who zigzagged?", records).stdout == "No answer was found in the records.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["Why did it burn?", "STORE"], 1, "no rule makes a plan for 'Why did it burn?': it asks for an explanation"),
        ([QUESTION, "nowhere.db"], 1, "nowhere.db"),
        ([QUESTION, "STORE", "--source", "none"], 2, "holds no source 'none'; it holds mill.txt"),
        ([QUESTION, "STORE", "--plan", "nowhere"], 2, "cannot read 'nowhere'"),
        ([QUESTION, "STORE", "--plan", "-"], 1, "line 1, column 5: unknown action 'FINDD'; did you mean FIND?"),
        ([QUESTION, "STORE", "--base-url", "http://127.0.0.1:1"], 2, "--base-url needs --model"),
        ([QUESTION, "STORE", "--top", "0"], 2, "--top"),
    ],
)
def test_what_cannot_be_done_is_an_error(records: str, arguments: list[str], code: int, message: str) -> None:
    result = plan(*(records if argument == "STORE" else argument for argument in arguments), given='x = FINDD("a")')
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr
