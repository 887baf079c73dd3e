"""The main job from the command line: the context to stdout, statistics to stderr, within the budget."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from compressor.cli import main
from compressor.cli.compress import FORMATS, STRUCTURED
from compressor.options import OutputFormat
from compressor.text.tokens import tokenizer

REPORT = """# Harbour report

The harbour of Marstal opened in 1897 and cost 1.2 million kroner. Its first director was a retired captain.
The pier is 400 metres long. Sheds for timber, grain and coal stand behind it.

## Traffic

In 1912 the harbour handled 3,100 ships, more than any other port on the island. Most of them carried timber from
Sweden. The winter of 1913 closed the port for eleven weeks, and two shipping companies left for Svendborg.

## Closure

The timber trade ended in 1954. The ferry to Rudkøbing kept the harbour alive until a bridge replaced it in 1962.
Today the sheds house a maritime museum that draws 40,000 visitors a year.
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.md").write_text(REPORT, encoding="utf-8")


def compress(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, prog_name="compress")


def tokens(text: str, encoding: str = "o200k_base") -> int:
    return tokenizer(encoding, None).count(text)


def failure(arguments: Sequence[str], code: int) -> str:
    """Return the one line that an unsuccessful call says."""
    result = compress(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    return result.stderr.splitlines()[-1]


def test_prints_the_context_and_one_line_of_statistics() -> None:
    result = compress("report.md", "--budget", "60", "--query", "When did the timber trade end?")
    assert result.exit_code == 0
    assert "The timber trade ended in 1954." in result.stdout
    assert 0 < tokens(result.stdout) <= 60
    statistics = result.stderr.splitlines()[0]
    assert statistics.startswith(f"{tokens(result.stdout)} of 60 tokens · ")
    assert "% of " in statistics
    assert " sentences · reading cost " in statistics


def test_quiet_prints_the_context_only() -> None:
    result = compress("report.md", "--budget", "60", "-q")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == compress("report.md", "--budget", "60").stdout != ""


@pytest.mark.parametrize("format", ["text", "markdown", "xml"])
@pytest.mark.parametrize("budget", [1, 7, 25, 100])
def test_everything_printed_is_within_the_budget(format: str, budget: int) -> None:
    result = compress("report.md", "--budget", str(budget), "--format", format, "-q")
    assert result.exit_code == 0
    assert tokens(result.stdout) <= budget


def test_prints_json_with_offsets_of_the_document() -> None:
    result = compress("report.md", "--budget", "60", "--format", "json", "-q")
    record = json.loads(result.stdout)
    assert record["tokens"] == tokens(record["text"]) <= record["budget"] == 60
    assert record["units"]
    for unit in record["units"]:
        assert REPORT[unit["start"] : unit["end"]] == unit["quote"]


def test_prints_json_lines() -> None:
    lines = compress("report.md", "--budget", "60", "--format", "jsonl", "-q").stdout.splitlines()
    assert len([json.loads(line) for line in lines]) > 1


def test_reads_standard_input() -> None:
    piped = compress("--budget", "60", "-q", stdin=REPORT)
    assert piped.stdout == compress("-", "--budget", "60", "-q", stdin=REPORT).stdout != ""


def test_several_documents_share_one_budget() -> None:
    Path("ferry.txt").write_text("The ferry Ærø sank in a storm in 1931. Nobody drowned, but 14 cows did.")
    result = compress("report.md", "ferry.txt", "--budget", "80", "--query", "Which ferry sank in 1931?")
    assert tokens(result.stdout) <= 80
    assert "ferry.txt" in result.stdout
    assert "sank in a storm in 1931" in result.stdout


def test_variables_give_options() -> None:
    result = CliRunner().invoke(main, ["report.md"], env={"COMPRESS_BUDGET": "40", "COMPRESS_ENCODING": "cl100k_base"})
    assert result.exit_code == 0
    assert tokens(result.stdout, "cl100k_base") <= 40


def test_says_so_when_a_model_is_counted_in_another_encoding() -> None:
    assert (
        "\nNote: tokens of parrot-1 are counted in o200k_base"
        in compress("report.md", "-b", "9", "-m", "parrot-1").stderr
    )


def test_accepts_shares_and_automatic_budgets() -> None:
    assert tokens(compress("report.md", "--budget", "20%", "-q").stdout) <= 0.2 * tokens(REPORT)
    assert compress("report.md", "--budget", "auto", "-q").exit_code == 0


def test_writes_a_file() -> None:
    result = compress("report.md", "--budget", "60", "-o", "context.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert " of 60 tokens" in result.stderr
    assert Path("context.txt").read_text("utf-8") == compress("report.md", "--budget", "60").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["gone.md", "-b", "9"], 1, "Error: 'gone.md' does not exist: expected a file"),
        (["report.md", "-b", "0"], 2, "0"),
        (["report.md", "-b", "-5"], 2, "-5"),
        (["report.md", "-b", "many"], 2, "many"),
        (["report.md", "-b", "9", "--encoding", "p50k"], 2, "p50k"),
        (["report.md", "-b", "9", "--model", "gpt2"], 2, "gpt2"),
        (["report.md", "-b", "9", "--pipeline", "xx_none"], 2, "xx_none"),
        (["report.md", "-b", "9", "--format", "yaml"], 2, "yaml"),
        (["report.md", "-b", "9", "--query", "caf\udce9"], 2, "'--query': character 3 is not UTF-8"),
        (["report.md", "-b", "9", "--charset", "klingon"], 2, "Error: unknown charset 'klingon'"),
        (["report.md", "-b", "9", "-o", "report.md"], 2, "is one of the documents"),
        (["report.md", "-b", "1", "--strict"], 3, "Error: "),
        (["report.md"], 2, "Missing option '-b' / '--budget'"),
    ],
)
def test_bad_use_gives_one_clear_line_and_a_code(arguments: list[str], code: int, message: str) -> None:
    assert message in failure(arguments, code)
    assert Path("report.md").read_text("utf-8") == REPORT


def test_a_failure_leaves_the_target_alone() -> None:
    Path("context.txt").write_text("before")
    assert compress("report.md", "-b", "1", "--strict", "-o", "context.txt").exit_code == 3
    assert Path("context.txt").read_text() == "before"
    assert {path.name for path in Path().iterdir()} == {"report.md", "context.txt"}


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        (b"", "standard input is empty"),
        (b" " * 1_000_000, "standard input is empty"),
        (b"\0\0\0", "standard input is binary"),
        (b"caf\xe9", "standard input is not valid UTF-8 (byte 0xE9 at offset 3)"),
    ],
)
def test_bad_input_gives_one_clear_line(stdin: bytes, message: str) -> None:
    result = compress("-b", "9", stdin=stdin)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {message}")
    assert result.stderr.count("\n") == 1


def test_the_formats_offered_are_those_of_the_library() -> None:
    assert get_args(OutputFormat) == FORMATS
    assert set(STRUCTURED) < set(FORMATS)
