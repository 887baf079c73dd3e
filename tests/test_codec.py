"""Records come back from JSON as they were written."""

from __future__ import annotations

import pytest

from compressor import CompressionResult, DocumentRecord, compress, extract
from compressor.codec import decode, encode
from compressor.errors import InputError

TEXT = "The ferry was built in Gdańsk in 1998 for €40 million. It is quiet, and the crew is friendly. 🚢"


@pytest.mark.parametrize("indent", [False, True])
def test_a_record_round_trips(indent: bool) -> None:
    record = extract(TEXT)
    assert record.entities
    assert record.facts
    assert decode(encode(record, indent=indent), DocumentRecord) == record


def test_a_result_round_trips() -> None:
    result = compress(TEXT, budget=15, query="What did the ferry cost?")
    assert decode(encode(result), CompressionResult) == result


@pytest.mark.parametrize(
    ("data", "place"),
    [("{", "the top level"), ("{}", "sha256"), ('{"sha256": 5, "characters": 1, "more": 2}', "sha256")],
)
def test_what_does_not_fit_is_named(data: str, place: str) -> None:
    with pytest.raises(InputError, match=f"not a valid DocumentRecord: at {place}"):
        decode(data, DocumentRecord)
