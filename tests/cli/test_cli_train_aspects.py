from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compressor.cli import main

REVIEWS = Path(__file__).parents[1] / "training" / "reviews.jsonl"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["train-aspects", *map(str, arguments)])


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("models") / "own"
    held = folder.parent / "held.jsonl"
    held.write_text("\n".join(REVIEWS.read_text(encoding="utf-8").splitlines()[:3]), encoding="utf-8")
    neutral = folder.parent / "neutral.txt"
    neutral.write_text("The parties shall keep the keys in a safe place.", encoding="utf-8")
    return folder, run(REVIEWS, "-o", folder, "--dev", held, "--epochs", "2", "--neutral", neutral)


def test_a_model_is_written_and_scored(trained: tuple[Path, Result]) -> None:
    folder, result = trained
    assert result.exit_code == 0, result.stderr
    assert {path.name for path in folder.iterdir()} == {"model.json", "weights.npz"}
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []
    assert result.stdout.startswith(f"{folder.parent / 'held.jsonl'}: precision ")
    assert result.stdout.endswith(" marked triplets)\n")
    assert f"Left out: 3 sentences of {REVIEWS}" in result.stderr


def test_what_was_trained_extracts(trained: tuple[Path, Result], tmp_path: Path) -> None:
    text = tmp_path / "review.txt"
    text.write_text("The handle is cool. It leaks.", encoding="utf-8")
    result = CliRunner().invoke(main, ["extract", str(text), "--aspects", str(trained[0]), "--quiet"])
    assert result.exit_code == 0, result.stderr


MODEL = '{"kind": "something else"}'


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["none.jsonl"], 2, "'none.jsonl' does not exist"),
        (["empty.jsonl"], 1, "empty.jsonl: it is empty; expected a JSON object a line"),
        (["few.jsonl", "-o", "model"], 1, "few.jsonl has 1 reviews with an opinion; expected 10 or more"),
        (["wrong.jsonl"], 1, "wrong.jsonl, line 1: tuples.0.polarity: Input should be"),
        (["few.jsonl", "-o", "there"], 2, "'there' holds something other than a model; give a new folder"),
        (["few.jsonl", "-o", "few.jsonl"], 2, "'few.jsonl' is a file; expected a folder for the model"),
        (["few.jsonl", "-o", "no/model"], 2, "the folder that 'no/model' is to stand in does not exist"),
        ([REVIEWS, "-o", "model", "--neutral", "empty.bin"], 1, "empty.bin"),
        (["few.jsonl", "--epochs", "0"], 2, "Invalid value for '--epochs'"),
    ],
)
def test_bad_input_is_an_error_of_one_line_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    row = '{"text": "cold soup", "tuples": [{"aspect": "soup", "opinion": "cold", "polarity": "negative"}]}'
    Path("empty.jsonl").touch()
    Path("few.jsonl").write_text(row, encoding="utf-8")
    Path("wrong.jsonl").write_text(row.replace("negative", "cold"), encoding="utf-8")
    Path("empty.bin").write_bytes(bytes(range(256)))
    Path("there").mkdir()
    Path("there/notes.txt").touch()
    before = sorted(tmp_path.rglob("*"))
    result = run(*arguments)
    assert result.exit_code == status
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is no model folder: there is no model.json in it; train one with 'compress train-aspects'"),
        (MODEL, "is not of a model this version reads: kind: Input should be"),
        ("{", "is not of a model this version reads: the file: Invalid JSON"),
    ],
)
def test_a_folder_without_a_model_is_refused(tmp_path: Path, content: str | None, message: str) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    if content is not None:
        (folder / "model.json").write_text(content, encoding="utf-8")
    (tmp_path / "text.txt").write_text("The soup was cold.", encoding="utf-8")
    result = CliRunner().invoke(main, ["extract", str(tmp_path / "text.txt"), "--aspects", str(folder)])
    assert result.exit_code == 2
    assert message in result.stderr


def test_weights_that_were_changed_are_refused(trained: tuple[Path, Result], tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for path in trained[0].iterdir():
        (folder / path.name).write_bytes(path.read_bytes() + b" ")
    (tmp_path / "text.txt").write_text("The soup was cold.", encoding="utf-8")
    result = CliRunner().invoke(main, ["extract", str(tmp_path / "text.txt"), "--aspects", str(folder)])
    assert result.exit_code == 2
    assert "is not the file that model.json names" in result.stderr
