"""`extract` writes records, `schema` the schemas that they follow."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import spacy
from click.testing import CliRunner
from spacy.tokens import DocBin

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


def test_flat_rows_of_all_documents_share_one_header() -> None:
    Path("more.txt").write_text("Svendborg built a bridge in 1966.")
    header, *lines = run("extract", "ferry.txt", "more.txt", "--format", "csv").splitlines()
    assert header.startswith("kind,source,document,id,")
    assert [line.split(",")[1] for line in lines] == sorted(line.split(",")[1] for line in lines)
    rows = [json.loads(line) for line in run("extract", "ferry.txt", "more.txt", "-f", "jsonl").splitlines()]
    assert len(rows) == len(lines)
    jsonschema.validate(rows[0], json.loads(run("schema", "row")))


def test_langextract_gives_a_line_for_each_document() -> None:
    (line,) = run("extract", "ferry.txt", "--format", "langextract").splitlines()
    assert (json.loads(line)["document_id"], json.loads(line)["text"]) == ("ferry.txt", FERRY)


def test_a_docbin_goes_to_a_file_or_a_pipe_but_not_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    run("extract", "ferry.txt", "--format", "docbin", "-o", "ferry.spacy")
    kept = Path("ferry.spacy").read_bytes()
    (doc,) = DocBin().from_bytes(kept).get_docs(spacy.blank("en").vocab)
    assert "Marstal" in {ent.text for ent in doc.ents}

    piped = CliRunner().invoke(main, ["extract", "ferry.txt", "--format", "docbin"])
    assert piped.stdout_bytes == kept
    monkeypatch.setattr("compressor.cli.extract._is_terminal", lambda output: output is None)
    refused = CliRunner().invoke(main, ["extract", "ferry.txt", "--format", "docbin"])
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "docbin is no text for a terminal: give a file with -o, or pipe it on" in refused.stderr


def test_an_unknown_format_is_refused_with_those_that_exist() -> None:
    refused = CliRunner().invoke(main, ["extract", "ferry.txt", "--format", "xlsx"])
    assert refused.exit_code == 2
    assert "'xlsx' is not one of 'json', 'jsonl', 'csv', 'opinions', 'langextract', 'docbin'" in refused.stderr


def test_types_of_ones_own_are_found_and_a_mistake_in_them_is_one_line() -> None:
    Path("ships.toml").write_text('[types.SHIP]\nterms = ["Ærø"]\n', encoding="utf-8")
    record = json.loads(run("extract", "ferry.txt", "--types", "ships.toml"))
    assert {"SHIP": "Ærø"}.items() <= {entity["type"]: entity["name"] for entity in record["entities"]}.items()

    Path("ships.toml").write_text("[types.SHIP]\npatterns = ['[']\n", encoding="utf-8")
    refused = CliRunner().invoke(main, ["extract", "ferry.txt", "--types", "ships.toml"])
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert "type SHIP: the pattern '[' is no regular expression" in refused.stderr


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
