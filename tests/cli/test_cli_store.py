"""`extract` fills a store and `remove` takes out of it; `query` and `context` answer from it."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from compressor import RecordStore
from compressor.cli import main
from compressor.exports.rows import COLUMNS

ROOT = Path(__file__).parents[2]
TEXTS = {
    "yard.txt": "Marit Lind founded a yard in Leith in 1998. The yard is excellent. She paid $4,000 for a crane.",
    "ferry.txt": "The ferry is slow. Orla Brandt did not repair the crane on 3 May 2022. The crane cost €1,250.",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    for name, text in TEXTS.items():
        Path("docs", name).write_text(text, encoding="utf-8")


@pytest.fixture
def store() -> str:
    assert run("extract", "docs", "-o", "records.db").exit_code == 0
    return "records.db"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="compress", catch_exceptions=False)


def lines(*arguments: str) -> list[dict[str, object]]:
    result = run("query", "records.db", *arguments)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


# -------------------------------------------------------------------------------------------------- filling
def test_says_what_is_new_changed_unchanged_and_left(store: str) -> None:
    assert run("extract", "docs", "-o", store).stderr == "2 documents: 2 unchanged\n"
    Path("docs/ferry.txt").write_text("The ferry is fast.")
    Path("docs/yard.txt").unlink()
    Path("docs/quay.txt").write_text("The quay is old.")
    assert run("extract", "docs", "-o", store).stderr == (
        "Replaced: docs/ferry.txt\n2 documents: 1 new, 1 changed; 1 other stays in the store\n"
    )
    assert run("extract", "docs/quay.txt", "-o", store, "--quiet").stderr == ""
    with RecordStore.open(store) as opened:
        assert [document.source for document in opened.documents()] == [
            "docs/ferry.txt",
            "docs/yard.txt",
            "docs/quay.txt",
        ]


@pytest.mark.parametrize("name", ["records.sqlite", "records.sqlite3", "records.any"])
def test_a_store_is_made_by_the_name_of_the_file_or_by_format(name: str) -> None:
    given = ["--format", "store"] if name.endswith("any") else []
    assert run("extract", "docs", "-o", name, *given).exit_code == 0
    with RecordStore.open(name) as opened:
        assert len(opened.documents()) == 2


def test_another_format_can_be_written_to_such_a_name() -> None:
    run("extract", "docs/yard.txt", "-o", "records.db", "--format", "json")
    assert json.loads(Path("records.db").read_text("utf-8"))["source"] == "docs/yard.txt"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["docs", "--format", "store"], 2, "a store is a file: name it with -o, e.g. -o records.db"),
        (["docs", "-o", "gone/records.db"], 1, "does not exist: make it first"),
        (["docs", "-o", "letter.db"], 1, "'letter.db' is no record store"),
        (["gone", "-o", "records.db"], 1, "'gone' does not exist"),
    ],
)
def test_a_target_that_cannot_be_filled_is_an_error(arguments: list[str], code: int, message: str) -> None:
    Path("letter.db").write_text("Dear all,\n" * 200)
    result = run("extract", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_a_full_disk_leaves_what_was_stored_before(store: str) -> None:
    before = run("query", store).stdout
    Path("docs/long.txt").write_text("The quay is old. " * 2_000)
    size = Path(store).stat().st_size
    full = subprocess.run(
        [sys.executable, "-m", "compressor", "extract", "docs", "-o", store],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, size + 20_000)),
    )
    assert full.returncode == 1
    assert "check the disk and its free space" in full.stderr or "the disk is full" in full.stderr
    assert "Traceback" not in full.stderr
    assert run("query", store).stdout == before


# ------------------------------------------------------------------------------------------------- removing
@pytest.mark.parametrize(
    "names",
    [
        ["docs/ferry.txt"],
        ["docs/f*"],
        ["docs/ferry.txt", "*y.txt", sha256(TEXTS["ferry.txt"].encode()).hexdigest()],
    ],
)
def test_documents_are_taken_out_by_name_pattern_or_hash(store: str, names: list[str]) -> None:
    result = run("remove", store, *names)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Removed: docs/ferry.txt\n1 removed; 1 stays in the store\n"
    assert {row["source"] for row in lines()} == {"docs/yard.txt"}
    assert lines("--search", "Brandt") == []
    assert Path("docs/ferry.txt").exists()
    assert run("extract", "docs", "-o", store).stderr == "2 documents: 1 new, 1 unchanged\n"


def test_the_last_documents_can_be_taken_out_without_a_word(store: str) -> None:
    assert run("remove", store, "*", "--quiet").stderr == ""
    assert run("query", store).stderr == "no matches\n"


def test_a_name_that_stands_in_the_store_is_no_pattern(store: str) -> None:
    for name in ("docs/[a].txt", "docs/a.txt"):
        Path(name).write_text("The quay is old.")
    run("extract", "docs", "-o", store)
    assert run("remove", store, "docs/[a].txt").stderr == "Removed: docs/[a].txt\n1 removed; 3 stay in the store\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["records.db", "docs/fery.txt"], 1, "'docs/fery.txt' in 'records.db': did you mean 'docs/ferry.txt' or "),
        (["records.db", "yard.txt"], 1, "'yard.txt' in 'records.db': did you mean 'docs/yard.txt'?"),
        (["records.db", "docs/yard.txt", "letters/*"], 1, "expected a source, a pattern for sources or a SHA-256"),
        (["records.db"], 2, "Missing argument 'DOCUMENT...'"),
        (["gone.db", "docs/yard.txt"], 1, "cannot open 'gone.db'"),
        (["docs/yard.txt", "docs/yard.txt"], 1, "'docs/yard.txt' is no record store"),
    ],
)
def test_what_cannot_be_taken_out_is_one_line_and_nothing_is(
    store: str, arguments: list[str], code: int, message: str
) -> None:
    before = Path(store).read_bytes()
    result = run("remove", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert Path(store).read_bytes() == before
    assert not Path("gone.db").exists()


# -------------------------------------------------------------------------------------------------- asking
def test_filters_combine(store: str) -> None:
    assert [row["predicate"] for row in lines("--kind", "fact", "--entity", "orla*")] == ["did not repair"]
    assert [row["object"] for row in lines("--min", "1000", "--unit", "$")] == []
    assert [row["object"] for row in lines("--min", "1000", "--unit", "€")] == ["€1,250"]
    assert [row["time"] for row in lines("--after", "2020", "--before", "2023")] == ["3 May 2022"]
    assert [row["polarity"] for row in lines("--kind", "aspect", "--source", "docs/y*")] == ["positive"]
    surest = max(row["confidence"] for row in lines())  # type: ignore[type-var]
    assert lines("--confidence", str(surest)) == [row for row in lines() if row["confidence"] == surest] != lines()
    assert {row["source"] for row in lines("--search", "crane repairs")} == {"docs/ferry.txt"}
    assert store


def test_shapes_say_the_same(store: str) -> None:
    expected = lines("--kind", "fact")
    page = json.loads(run("query", store, "--kind", "fact", "--format", "json").stdout)
    assert (page["rows"], page["total"], page["more"]) == (expected, len(expected), False)
    assert json.loads(run("query", store, "--kind", "fact", "-f", "json", "--all").stdout)["rows"] == expected
    table = list(csv.DictReader(io.StringIO(run("query", store, "--kind", "fact", "-f", "csv").stdout, newline="")))
    assert tuple(table[0]) == COLUMNS
    assert [row["predicate"] for row in table] == [row["predicate"] for row in expected]
    plain = run("query", store, "--kind", "fact", "-f", "table").stdout
    assert "did not repair" in plain
    assert "Orla Brandt did not repair the crane on 3 May 2022." not in plain
    shown = run("query", store, "--kind", "fact", "-f", "table", "--evidence").stdout
    assert "Orla Brandt did not repair the crane on 3 May 2022." in shown


def test_pages_say_where_they_are_and_count_and_all_give_the_rest(store: str) -> None:
    every = lines("--all")
    number = len(every)
    assert run("query", store).stderr == f"{number} matches\n"
    page = run("query", store, "--limit", "2", "--offset", "3")
    assert [json.loads(line) for line in page.stdout.splitlines()] == every[3:5]
    assert page.stderr == f"4 to 5 of {number} matches\n"
    assert run("query", store, "--offset", "999").stderr == f"none of {number} matches\n"
    assert run("query", store, "--entity", "nobody").stderr == "no matches\n"
    assert run("query", store, "--count").stdout == f"{number}\n"
    assert run("query", store, "--quiet").stderr == ""


def test_sql_gives_its_columns_in_every_text_shape(store: str) -> None:
    statement = "SELECT kind, x'0f' AS raw FROM facts WHERE predicate = 'founded' OR kind = 'aspect' ORDER BY 1 DESC"
    arguments = ["query", store, "--sql", statement, "--limit", "1"]
    result = run(*arguments)
    assert (result.stdout, result.stderr) == ('{"kind":"fact","raw":"0f"}\n', "the first 1 rows; --limit gives more\n")
    assert json.loads(run(*arguments, "-f", "json").stdout) == {"rows": [{"kind": "fact", "raw": "0f"}], "more": True}
    assert run(*arguments, "-f", "csv").stdout.splitlines() == ["kind,raw", "fact,0f"]
    assert run(*arguments, "-f", "table").stdout.split()[:2] == ["kind", "raw"]


def test_parquet_of_several_stores_is_queried_as_one_table(store: str) -> None:
    Path("more.txt").write_text("The quay is old.")
    run("extract", "more.txt", "-o", "more.db")
    assert run("query", store, "--format", "parquet", "-o", "records.parquet").exit_code == 0
    assert run("query", "more.db", "--format", "parquet", "-o", "more.parquet").exit_code == 0
    found = duckdb.sql("SELECT * FROM read_parquet('*.parquet') ORDER BY source, id")
    assert tuple(found.columns) == COLUMNS
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found.fetchall()]
    both = [*lines("--all"), *(json.loads(line) for line in run("query", "more.db", "--all").stdout.splitlines())]
    assert rows == sorted(both, key=lambda row: (row["source"], row["id"]))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--kind", "person"], 2, "filter kind = 'person': Input should be 'entity', 'property', 'fact' or 'aspect'"),
        (["--min", "much"], 2, "filter minimum = 'much': Input should be a valid number"),
        (["--confidence", "80%"], 2, "filter confidence = '80%': Input should be a valid number"),
        (["--after", "soon"], 2, "filter after = 'soon': no date that can be read"),
        (["--sql", "DROP TABLE documents"], 2, "the SQL statement may only read"),
        (["--sql", "SELECT 1", "--kind", "fact"], 2, "--sql goes with --limit, --seconds and the other formats only"),
        (["--sql", "SELECT 1", "--format", "parquet"], 2, "--sql goes with"),
        (["--all", "--offset", "2"], 2, "--all has no --offset"),
        (["-o", "records.db"], 2, "is one of the documents"),
        (["--limit", "10001"], 2, "0<=x<=10000"),
    ],
)
def test_a_question_that_makes_no_sense_is_one_line(store: str, arguments: list[str], code: int, message: str) -> None:
    before = Path(store).read_bytes()
    result = run("query", store, *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert Path(store).read_bytes() == before


def test_what_is_no_store_is_one_line() -> None:
    for command in (["query"], ["context", "--query", "Who?", "--budget", "9"]):
        result = run(command[0], "docs/yard.txt", *command[1:])
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            "Error: 'docs/yard.txt' is no record store: expected a file made by `compress extract -o NAME.db`\n"
        )


# ------------------------------------------------------------------------------------------------- contexts
def test_a_context_answers_from_the_stored_text_though_the_files_are_gone(store: str) -> None:
    Path("docs/ferry.txt").unlink()
    result = run("context", store, "--query", "Who did not repair the crane?", "--budget", "30")
    assert "Orla Brandt did not repair the crane on 3 May 2022." in result.stdout
    assert result.stderr.endswith("from 2 documents\n")
    assert " of 30 tokens · " in result.stderr
    whole = json.loads(run("context", store, "--query", "ferry", "--budget", "99", "-f", "json", "-q").stdout)
    assert ([source["name"] for source in whole["sources"]], whole["records"]) == (["docs/ferry.txt"], [])
    narrowed = run("context", store, "--query", "crane", "--budget", "30", "--source", "docs/y*", "-q")
    assert "$4,000" in narrowed.stdout
    assert "Orla" not in narrowed.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["--query", "zeppelin", "--budget", "30"],
            1,
            "no sentence in the store has a word of the question 'zeppelin'",
        ),
        (["--query", "crane", "--budget", "none"], 2, "'none'"),
        (["--query", "", "--budget", "30"], 1, "has a word of the question"),
        (["--budget", "30"], 2, "--query"),
        (["--query", "crane", "--budget", "1", "--strict"], 3, "budget 1 is too small"),
    ],
)
def test_a_context_that_cannot_be_made_is_one_line(store: str, arguments: list[str], code: int, message: str) -> None:
    result = run("context", store, *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
