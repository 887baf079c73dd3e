"""`expand` fetches back from the files what a context left out."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from compressor.cli import main

TEXT = "The ferry leaves at six. Gulls follow it. The crossing takes two hours. Tea is served below. It lands at noon."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(TEXT, encoding="utf-8")
    made = run("ferry.txt", "--budget", "8", "--query", "When does the ferry leave?", "-f", "json", "-o", "result.json")
    assert made.exit_code == 0


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="compress", input=stdin, catch_exceptions=False)


def gap() -> tuple[str, str]:
    dropped = orjson.loads(Path("result.json").read_bytes())["dropped"][-1]
    return dropped["id"], TEXT[dropped["start"] : dropped["end"]]


def test_a_gap_and_a_unit_come_back_word_for_word() -> None:
    name, words = gap()
    assert run("expand", "result.json", name).stdout == f"{words}\n"
    assert run("expand", "result.json", "u1", name).stdout == f"The ferry leaves at six.\n\n{words}\n"


def test_without_a_name_the_gaps_are_listed() -> None:
    name, words = gap()
    last = run("expand", "result.json").stdout.splitlines()[-1]
    assert last.split("\t")[:3] == [name, "4", str(len(words))]
    assert words.startswith(last.split("\t")[3].removesuffix("…"))


def test_a_file_that_was_moved_can_be_named() -> None:
    Path("ferry.txt").rename("moved.txt")
    name, words = gap()
    assert "does not exist" in run("expand", "result.json", name).stderr
    assert run("expand", "result.json", name, "--from", "moved.txt").stdout == f"{words}\n"
    assert run("expand", "result.json", name, "--from", "-", stdin=TEXT).stdout == f"{words}\n"


def test_standard_input_has_to_be_given_again() -> None:
    run("-", "--budget", "8", "-f", "json", "-o", "piped.json", stdin=TEXT)
    refused = run("expand", "piped.json", "g1")
    assert (refused.exit_code, "give that text with --from FILE" in refused.stderr) == (2, True)
    assert run("expand", "piped.json", "g1", "--from", "ferry.txt").exit_code == 0


def other_version(result: bytes) -> bytes:
    return orjson.dumps({**orjson.loads(result), "schema_version": "0.9"})


@pytest.mark.parametrize(
    ("spoil", "code", "message"),
    [
        (lambda _: Path("ferry.txt").write_text("Another text."), 1, "is not the text that the context was made from"),
        (lambda r: r.write_bytes(b"not json"), 1, "result.json: not a valid CompressionResult"),
        (lambda r: r.write_bytes(other_version(r.read_bytes())), 1, "at schema_version"),
        (lambda r: r.unlink(), 2, "does not exist"),
    ],
)
def test_what_cannot_be_expanded_says_why(spoil: object, code: int, message: str) -> None:
    assert callable(spoil)
    spoil(Path("result.json"))
    refused = run("expand", "result.json", "g1")
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert message in refused.stderr


def test_the_number_of_files_has_to_be_that_of_the_documents() -> None:
    refused = run("expand", "result.json", "g1", "--from", "ferry.txt", "--from", "ferry.txt")
    assert (refused.exit_code, "2 files; expected the 1 documents" in refused.stderr) == (2, True)
