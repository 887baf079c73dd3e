"""A store takes up what is new or changed, and is the same whenever its filling was broken off."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from compressor import Compressor, CompressorOptions, Document, RecordStore
from compressor.errors import InputError
from compressor.ingestion import ingest, settings_hash
from compressor.text.loading import stream

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from interruption import contents, extract, extract_killed, write_documents

KILLS = 3


def states(store: RecordStore, *documents: Document, options: CompressorOptions | None = None) -> list[str]:
    return [stored.state for stored in ingest(documents, store, Compressor(options))]


def test_only_what_is_new_or_changed_is_extracted(tmp_path: Path) -> None:
    crane, gate = Document(text="The crane is slow.", source="crane"), Document(text="The gate is old.", source="gate")
    with RecordStore.create(tmp_path / "records.db") as store:
        assert states(store, crane, gate) == ["new", "new"]
        assert states(store, crane, gate, Document(text="A quay.", source="quay")) == ["unchanged", "unchanged", "new"]
        assert states(store, gate.model_copy(update={"text": "The gate is new."}), crane) == ["changed", "unchanged"]
        assert [(d.source, store.text(d.id).text) for d in store.documents()] == [
            ("crane", "The crane is slow."),
            ("gate", "The gate is new."),
            ("quay", "A quay."),
        ]


def test_other_types_or_another_pipeline_extract_anew(tmp_path: Path) -> None:
    crane = Document(text="The crane is slow.", source="crane")
    types = tmp_path / "types.toml"
    types.write_text('[types.MACHINE]\nterms = ["crane"]\n')
    options = CompressorOptions(types=types)
    with RecordStore.create(tmp_path / "records.db") as store:
        assert states(store, crane) == ["new"]
        assert states(store, crane, options=options) == ["changed"]
        assert store.find(type="machine").total
        assert states(store, crane, options=options) == ["unchanged"]
        types.write_text('[types.DEVICE]\nterms = ["crane"]\n')
        assert states(store, crane, options=options) == ["changed"]
        assert not store.find(type="machine").total


def test_settings_that_records_do_not_depend_on_do_not_matter(tmp_path: Path) -> None:
    pipeline = spacy.blank("en")
    pipeline.to_disk(tmp_path / "pipeline")
    base = settings_hash(CompressorOptions())
    assert settings_hash(CompressorOptions(format="xml", strict=True, model="gpt-4o")) == base
    others = [settings_hash(CompressorOptions(pipeline=p)) for p in (pipeline, str(tmp_path / "pipeline"), "other")]
    assert len({base, *others}) == 4


def test_documents_are_read_when_their_turn_comes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Quay {name} is old.")

    def watched() -> Iterator[Document]:
        for document in stream([str(tmp_path), str(tmp_path / "gone.txt")]):
            yield document
            (tmp_path / "b.txt").write_text("Quay b is new.")  # after the first was stored, before the second is read

    with RecordStore.create(tmp_path / "records.db") as store:
        with pytest.raises(InputError, match=r"gone\.txt' does not exist"):
            list(ingest(watched(), store, Compressor()))
        assert [store.text(document.id).text for document in store.documents()] == ["Quay a is old.", "Quay b is new."]


def test_a_store_filled_under_kills_is_the_same_as_one_filled_undisturbed(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    write_documents(folder, 40, seed=3)
    extract(folder, tmp_path / "whole.db")
    counts = list(extract_killed(folder, tmp_path / "killed.db", KILLS, random.Random(3)))
    assert 0 < counts[0] < 40
    assert counts == sorted(counts)
    assert contents(tmp_path / "killed.db") == contents(tmp_path / "whole.db")
