"""`view` writes a page of what the other commands wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compressor.cli import main

FERRY = "The ferry Ærø sank off Marstal in 1931. The Danish State Railways paid 40,000 kroner to its owners."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(FERRY, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="compress", catch_exceptions=False)


@pytest.mark.parametrize(
    "command",
    [
        ["extract", "ferry.txt"],
        ["extract", "ferry.txt", "more.txt"],
        ["ferry.txt", "more.txt", "--budget", "20", "--format", "json", "--quiet"],
    ],
)
def test_what_the_other_commands_write_can_be_viewed(command: list[str]) -> None:
    Path("more.txt").write_text("Svendborg built a bridge in 1966.")
    assert run(*command, "-o", "in.json").exit_code == 0
    result = run("view", "in.json", "-o", "page.html")
    assert (result.exit_code, result.output) == (0, "")
    page = Path("page.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "<title>in.json</title>" in page
    assert FERRY in page
    assert run("view", "in.json", "--title", "Ferries & bridges").stdout == page.replace(
        ">in.json</", ">Ferries &amp; bridges</"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["ferry.txt", "-o", "page.html"], 1, "Error: 'ferry.txt' is not JSON"),
        (["none.json", "-o", "page.html"], 1, "Error: cannot read 'none.json' (No such file or directory)"),
        ([".", "-o", "page.html"], 1, "Error: cannot read '.' (Is a directory)"),
        (["in.json", "-o", "in.json"], 2, "'in.json' is one of the documents: choose another file"),
        (["in.json", "-o", "ferry.txt"], 2, "'ferry.txt' is one of the documents: choose another file"),
        (["in.json", "-o", "none/page.html"], 2, "the folder of 'none/page.html' does not exist"),
        ([], 2, "Missing argument 'FILE'"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(arguments: list[str], code: int, message: str) -> None:
    run("extract", "ferry.txt", "-o", "in.json")
    before = Path("in.json").read_bytes()
    result = run("view", *arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert sorted(path.name for path in Path().iterdir()) == ["ferry.txt", "in.json"]
    assert (Path("in.json").read_bytes(), Path("ferry.txt").read_text("utf-8")) == (before, FERRY)
