from __future__ import annotations

from pathlib import Path

import pytest

from compressor.errors import InputError
from compressor.examples.reading import json_line, read_examples


def test_objects_and_strings_are_read_and_blank_lines_passed_over() -> None:
    assert read_examples('{"text": "cold soup", "n": 1}\n\n"warm soup"\n') == [
        {"text": "cold soup", "n": 1},
        "warm soup",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'train.jsonl' has no examples; expected a JSON object a line"),
        ("\n \n", "'train.jsonl' has no examples"),
        ('{"text": "soup"}\n{"text": }', "'train.jsonl', line 2: not JSON"),
        ('{"text": "soup"}\n\nsoup', "'train.jsonl', line 3: not JSON"),
        ("[1]", "'train.jsonl', line 1: a list; expected an object with a text, or a string"),
        ("null", "'train.jsonl', line 1: a NoneType"),
        ('{"text": "\\ud800"}', "'train.jsonl', line 1: not JSON"),
    ],
)
def test_a_broken_line_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read_examples(text, "train.jsonl")
    assert message in str(raised.value)


@pytest.mark.parametrize("example", ["cold “soup”", {"text": "soup", "label": None, "more": [1, 2.5]}])
def test_what_is_written_reads_back(example: object) -> None:
    assert read_examples(json_line(example)) == [example]  # type: ignore[arg-type]


def test_what_json_cannot_hold_is_an_error() -> None:
    with pytest.raises(InputError, match="cannot be written as JSON"):
        json_line({"text": "soup", "path": Path("a")})
