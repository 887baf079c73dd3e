from __future__ import annotations

import json

from compressor import CompressionResult, CompressorOptions, Document, compress
from compressor.rendering.structured import structured

TEXTS = [
    Document(text="The ferry leaves at noon. Gulls cry over the bay.", source="a.txt"),
    Document(text="Sand drifts. Waves break."),
]


def result() -> CompressionResult:
    return compress(TEXTS, budget=24, query="When does the ferry leave?", options=CompressorOptions(format="json"))


def test_json_reads_back_as_the_result() -> None:
    assert CompressionResult.model_validate_json(structured(result(), "json")) == result()


def test_jsonl_is_one_object_a_line_that_together_are_the_result() -> None:
    whole, *rows = [json.loads(line) for line in structured(result(), "jsonl").splitlines()]
    assert whole.pop("kind") == "context"
    for kind, name in (("unit", "units"), ("gap", "dropped"), ("record", "records")):
        whole[name] = [row[kind] for row in rows if row["kind"] == kind]
    assert CompressionResult.model_validate_json(json.dumps(whole)) == result()
    assert len(rows) == sum(len(whole[name]) for name in ("units", "dropped", "records"))


def test_text_is_written_as_it_is_not_escaped() -> None:
    found = compress("Die Fähre fährt um zwölf. 日本語です。", budget=100)
    assert "Fähre" in structured(found, "json")
    assert "日本語" in structured(found, "jsonl")
