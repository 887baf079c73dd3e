"""`extract` writes records, `schema` the schemas that they follow."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from compressor.cli import main

FERRY = "The ferry Ærø sank off Marstal in 1931. The Danish State Railways paid 40,000 kroner to its owners."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(FERRY, encoding="utf-8")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments, prog_name="compress", catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_one_document_gives_an_object_that_follows_the_schema() -> None:
    record = json.loads(run("extract", "ferry.txt"))
    assert record["source"] == "ferry.txt"
    assert "Marstal" in {entity["name"] for entity in record["entities"]}
    jsonschema.validate(record, json.loads(run("schema", "document-record")))


def test_several_documents_give_lines_in_order() -> None:
    Path("more.txt").write_text("Svendborg built a bridge in 1966.")
    run("extract", "ferry.txt", "more.txt", "-o", "out.jsonl")
    records = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    assert [record["source"] for record in records] == ["ferry.txt", "more.txt"]


def test_says_how_much_was_done() -> None:
    assert CliRunner().invoke(main, ["extract", "ferry.txt"]).stderr == "1 document\n"
    assert CliRunner().invoke(main, ["extract", "ferry.txt", "-q"]).stderr == ""


def test_every_schema_listed_is_printed() -> None:
    names = run("schema").split()
    assert "document-record" in names
    for name in names:
        jsonschema.Draft202012Validator.check_schema(json.loads(run("schema", name)))


def test_an_unknown_schema_is_refused_with_those_that_exist() -> None:
    result = CliRunner().invoke(main, ["schema", "nope"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'nope'" in result.stderr
    assert "document-record" in result.stderr
