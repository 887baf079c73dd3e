"""`compress examples` prints the examples that suit an input, within its budget."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compressor.cli import main
from compressor.text.tokens import tokenizer

count = tokenizer().count

REVIEWS = [
    {"text": "The soup was cold and the waiter was rude.", "label": "bad"},
    {"text": "From our table we saw the harbour of Dover.", "label": "good"},
    {"text": "A cold soup, a cold room and a cold welcome.", "label": "bad"},
]
LINES = "".join(f"{json.dumps(review)}\n" for review in REVIEWS)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("train.jsonl").write_text(LINES, encoding="utf-8")


def invoke(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["examples", *arguments], input=stdin, catch_exceptions=False)


def test_text_is_ready_for_a_prompt() -> None:
    result = invoke("train.jsonl", "--input", "Was the waiter rude?", "-k", "1")
    assert result.stdout == "text: The soup was cold and the waiter was rude.\nlabel: bad"
    assert result.stderr == f"1 of 3 examples · {count(result.stdout)} tokens\n"


@pytest.mark.parametrize("form", ["text", "jsonl"])
@pytest.mark.parametrize("budget", [20, 35, 60, 1000])
def test_all_that_is_printed_is_within_the_budget(form: str, budget: int) -> None:
    result = invoke("train.jsonl", "--input", "A cold soup in Dover", "--budget", str(budget), "--format", form)
    assert 0 < count(result.stdout) <= budget
    assert f" · {count(result.stdout)} of {budget:,} tokens" in result.stderr


def test_jsonl_gives_the_examples_as_they_came() -> None:
    result = invoke("train.jsonl", "--input", "A cold soup", "-k", "2", "-f", "jsonl", "--order", "document", "-q")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [REVIEWS[0], REVIEWS[2]]
    assert result.stderr == ""


def test_standard_input_methods_and_keys() -> None:
    lines = '{"ask": "When do you open?"}\n{"ask": "Where do you open the tin?"}\n'
    result = invoke("-", "--input", "open when", "-k", "1", "--method", "jaccard", "--text-key", "ask", stdin=lines)
    assert result.stdout == "ask: When do you open?"


def test_a_file_gets_the_same() -> None:
    arguments = ("train.jsonl", "--input", "soup", "-k", "2")
    assert invoke(*arguments, "-o", "chosen.txt").exit_code == 0
    assert Path("chosen.txt").read_text("utf-8") == invoke(*arguments).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["train.jsonl", "--input", "soup"], 2, "give a number of examples with -k, a budget of tokens with --budget"),
        (["train.jsonl", "-k", "1"], 2, "Missing option '--input'"),
        (["train.jsonl", "--input", "soup", "-k", "0"], 2, "0 is not in the range x>=1"),
        (["train.jsonl", "--input", "", "-k", "1"], 1, "the query is empty or blank"),
        (["train.jsonl", "--input", "soup", "--budget", "2"], 3, "no example fits a budget of 2 tokens"),
        (["train.jsonl", "--input", "soup", "-k", "1", "--text-key", "ask"], 1, "example 1 has no key 'ask'"),
        (["none.jsonl", "--input", "soup", "-k", "1"], 1, "cannot read 'none.jsonl'"),
        (["broken.jsonl", "--input", "soup", "-k", "1"], 1, "'broken.jsonl', line 4: not JSON"),
        (["binary.jsonl", "--input", "soup", "-k", "1"], 1, "'binary.jsonl' is binary"),
        (["train.jsonl", "--input", "soup", "-k", "1", "-o", "train.jsonl"], 2, "is one of the documents"),
        (["train.jsonl", "--input", "soup", "-k", "1", "--encoding", "x"], 2, "unknown encoding 'x'"),
    ],
)
def test_errors_say_what_to_mend(arguments: list[str], code: int, message: str) -> None:
    Path("broken.jsonl").write_text(LINES + "{broken\n", encoding="utf-8")
    Path("binary.jsonl").write_bytes(b"\0\1\2\3")
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert Path("train.jsonl").read_text("utf-8") == LINES
