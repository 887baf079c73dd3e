"""A context from a store is that of its documents, made without the language model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from compressor import Compressor, CompressorOptions, Document, DocumentRecord, RecordStore
from compressor.errors import InputError
from compressor.narrowing import narrow

Example = tuple[Document, DocumentRecord, tuple[tuple[int, int], ...]]


def sources(documents: list[Document]) -> list[str | None]:
    return [document.source for document in documents]


def test_documents_with_words_of_the_question_can_matter(filled: Path) -> None:
    with RecordStore.open(filled) as store:
        assert sources(narrow(store, "Who repaired the crane?")) == ["harbour/ledger.txt"]
        assert sources(narrow(store, "What did the Trust say about the harbour?")) == [
            "harbour/ledger.txt",
            "harbour/minutes.md",
            "notes.txt",
        ]
        assert sources(narrow(store, "Trust", source="harbour/m*")) == ["harbour/minutes.md"]
        for query in ("Who is it?", "zeppelin"):
            with pytest.raises(InputError, match="has a word of the question"):
                narrow(store, query)
        with pytest.raises(InputError, match=r"no sentence of the sources 'notes\.txt' in the store has a word"):
            narrow(store, "Trust", source="notes.txt")


def test_more_than_there_is_room_for_is_taken_by_the_best_sentence(
    filled: Path, examples: tuple[Example, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "When did the Tidewell Trust meet in Aalborg?"
    monkeypatch.setattr("compressor.narrowing.LEAST", 1)
    with RecordStore.open(filled) as store:
        assert sources(narrow(store, question)) == ["harbour/minutes.md"]
        assert sources(narrow(store, question, budget=100)) == ["harbour/ledger.txt", "harbour/minutes.md"]
    assert len(examples[0][0].text) + len(examples[1][0].text) < 4000


def test_the_context_is_that_of_the_documents_within_the_budget(filled: Path, examples: tuple[Example, ...]) -> None:
    question = "What did the Trust pay for the harbour's gate?"
    compressor = Compressor(CompressorOptions(records=False))
    with RecordStore.open(filled) as store:
        documents = narrow(store, question)
    assert documents == [document for document, _, _ in examples]
    result = compressor.compress(documents, budget=60, query=question)
    assert result.tokens <= 60
    assert "She paid $4,000 for a new gate" in result.text


def test_no_language_model_is_loaded(filled: Path) -> None:
    commands = [
        ["context", str(filled), "--query", "What did the gate cost?", "--budget", "30", "--quiet"],
        ["query", str(filled), "--kind", "fact", "--quiet"],
        ["query", str(filled), "--sql", "SELECT 1", "--quiet"],
    ]
    code = (
        "import sys; from compressor.cli import main\n"
        f"for command in {commands!r}: main(command, standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "$4,000" in run.stdout
    assert {"spacy", "thinc", "duckdb"}.isdisjoint(run.stderr.split())
