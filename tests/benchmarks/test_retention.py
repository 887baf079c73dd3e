"""The command from end to end, and what the README files show of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
import readme
from click.testing import CliRunner
from folders import Question, QuestionSet
from peers import METHODS
from results import average, load
from retention import SAMPLES, main, measured
from tables import table
from trial import try_methods

ROOT = Path(__file__).parents[2]
SHIPS = ("Rotterdam", "Genoa", "Lisbon", "Bergen", "Gdansk", "Piraeus", "Cadiz", "Malmo")
LOG = "\n".join(f"The ship from {port} moored at berth {i}, with grain and timber." for i, port in enumerate(SHIPS))


def made(folder: Path, port: str, berth: int) -> Path:
    asked = {
        "id": port,
        "doc_id": "log",
        "question": f"Where did the ship from {port} moor?",
        "answers": [f"berth {berth}"],
    }
    folder.mkdir(parents=True)
    (folder / "documents.jsonl").write_text(json.dumps({"doc_id": "log", "text": LOG}), encoding="utf-8")
    asked["evidence"] = [line for line in LOG.splitlines() if port in line]
    (folder / "questions.jsonl").write_text(json.dumps(asked), encoding="utf-8")
    return folder


def test_runs_over_the_samples_as_a_user_would_call_it(tmp_path: Path) -> None:
    command = [sys.executable, "benchmarks/retention.py", "--limit", "3", "--methods", "ours,bm25-sentences,head"]
    files = ["--shares", "10,40", "--svg", str(tmp_path / "curve.svg"), "--json", str(tmp_path / "raw.jsonl")]
    run = subprocess.run([*command, *files], cwd=ROOT, capture_output=True, text=True, check=True)
    (result,) = load(tmp_path / "raw.jsonl")
    assert table(result, (10.0, 40.0)) in run.stdout
    assert (result.documents, result.questions, list(result.outcomes)) == (1, 3, ["ours", "bm25-sentences", "head"])
    ours = result.outcomes["ours"]
    assert ours.over == 0
    assert (ours.figures[10.0].evidence or 0) <= (ours.figures[40.0].evidence or 0)
    assert result.yardstick
    ElementTree.parse(tmp_path / "curve.svg")


def test_several_sets_have_a_table_each_and_their_mean(tmp_path: Path) -> None:
    made(tmp_path / "sets" / "a", "Genoa", 1)
    made(tmp_path / "sets" / "b", "Bergen", 3)
    raw = tmp_path / "raw.jsonl"
    arguments = [str(tmp_path / "sets"), "--shares", "15", "--methods", "bm25-sentences,head", "--json", str(raw)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    results = load(raw)
    assert [result.name for result in results] == ["a", "b"]
    assert [line for line in done.stdout.splitlines() if ":" in line] == [
        "a: 1 questions on 1 documents",
        "b: 1 questions on 1 documents",
        "mean of 2 sets: 2 questions on 2 documents",
    ]
    assert table(average(results), (15.0,)) in done.stdout
    assert results[0].outcomes["bm25-sentences"].figures[15.0] == (1, 1, 1)


def test_the_mean_gives_each_set_the_same_weight() -> None:
    asked = Question(id="1", doc_id="d", question="Who?", answers=["Genoa"], evidence=[])
    never = asked.model_copy(update={"answers": ["Ostend"]})
    one, three = (
        try_methods(QuestionSet("s", {"d": LOG}, questions), ["head"], [60.0], asked=True)
        for questions in ([asked], [never] * 3)
    )
    assert average([one, three]).outcomes["head"].figures[60.0] == (None, None, 0.5)


def test_without_a_question_the_question_is_not_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given: list[str | None] = []

    def run(text: str, question: str | None, _: int) -> str:
        given.append(question)
        return text[:1]

    monkeypatch.setitem(METHODS, "head", METHODS["head"]._replace(run=run))
    for flags, asked in (([], {"Where did the ship from Genoa moor?"}), (["--without-question"], {None})):
        given.clear()
        folder = made(tmp_path / str(len(flags)), "Genoa", 1)
        assert CliRunner().invoke(main, [str(folder), "--methods", "head", *flags]).exit_code == 0
        assert set(given[1:]) == asked  # the first call is the warm-up


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--methods", "bm26"], "unknown method 'bm26'"),
        (["--shares", "0,5"], "'0,5'; expected numbers over 0"),
        (["--shares", "five"], "'five'; expected numbers over 0"),
        (["--limit", "0"], "0 is not in the range"),
        (["no such folder"], "does not exist"),
        (["--svg", "no such folder/curve.svg"], "'no such folder' is no folder"),
    ],
)
def test_wrong_calls_say_what_is_wrong(arguments: Sequence[str], says: str) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code > 0
    assert says in done.stderr.splitlines()[-1]


def test_no_evidence_and_no_room_for_a_file_end_without_a_traceback(tmp_path: Path) -> None:
    folder = made(tmp_path / "set", "Genoa", 1)
    asked = json.loads((folder / "questions.jsonl").read_text(encoding="utf-8"))
    (folder / "questions.jsonl").write_text(json.dumps({**asked, "evidence": []}), encoding="utf-8")
    for option, file, says in (("--svg", "curve.svg", "name no evidence"), ("--json", "x" * 300, "name too long")):
        done = CliRunner().invoke(main, [str(folder), "--methods", "head", option, str(tmp_path / file)])
        assert done.exit_code == 1
        assert done.stderr.splitlines()[-1].startswith("Error: ")
        assert says in done.stderr


def test_names_the_extra_of_what_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("llmslim", "bm25-sentences"):
        monkeypatch.setitem(METHODS, name, METHODS[name]._replace(package="not_installed_here"))
    folder = str(made(tmp_path / "set", "Genoa", 1))
    left_out = CliRunner().invoke(main, [folder])
    assert left_out.exit_code == 0
    assert "left out: bm25-sentences, " in left_out.stderr
    assert "pip install 'entity-compressor[bench]'" in left_out.stderr
    assert all(row.endswith(" – |") for row in left_out.stdout.splitlines() if row.startswith("| head"))  # no yardstick
    named = CliRunner().invoke(main, [folder, "--methods", "llmslim"])
    assert (named.exit_code, named.stderr.count("\n")) == (1, 1)
    assert "'llmslim' needs the extra 'bench'" in named.stderr


@pytest.mark.parametrize("page", readme.PAGES, ids=lambda page: str(page.parent.name))
def test_the_pages_and_the_curve_show_the_figures_that_are_kept(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "<!-- retention-" in text
    assert readme.filled(text) == text
    assert readme.CURVE.read_text(encoding="utf-8") == readme.curve()


@pytest.mark.parametrize(
    ("asked", "methods"), [(True, ("ours", "bm25-sentences", "head")), (False, ("ours", "random"))]
)
def test_the_figures_of_the_samples_are_what_a_run_gives(asked: bool, methods: tuple[str, ...]) -> None:
    (kept,) = load(readme.kept("samples", asked))
    (run,) = measured([SAMPLES], methods, [10.0], asked, None)
    assert run.questions == kept.questions
    for method in methods:
        assert run.outcomes[method].over == 0
        figures = kept.outcomes[method].figures[10.0]
        assert tuple(run.outcomes[method].figures[10.0]) == pytest.approx(tuple(figures), abs=5e-4)
