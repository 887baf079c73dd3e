"""JSON becomes smaller and stays JSON."""

from __future__ import annotations

import json

import pytest

from compressor import CompressorOptions
from compressor.messages.json_text import MARK, is_json
from compressor.messages.texts import TextShrinker
from compressor.text.tokens import tokenizer

GUIDE = "The ferry leaves at noon. It takes forty minutes. Gulls nest on the cliffs in May. Dogs travel free. " * 3
ROWS = [{"line": n, "harbour": f"Harbour {n}", "price": n / 4} for n in range(50)]
count = tokenizer().count


def shrunk(text: str, room: int, query: str | None = "When do gulls nest?") -> str:
    (found,) = TextShrinker(query, CompressorOptions()).shrunk([text], room)
    assert count(found) <= room
    assert is_json(found)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1}', True),
        (" [1, 2] ", True),
        ('"a"', True),
        ("[1, 2", False),
        ("{not json}", False),
        ('"Quoted," she said.', False),
        ("[NaN]", False),
        ("12", False),
        ("true", False),
        ("", False),
        ('{"a": 1}\n[2]\n', True),
        ('{"a": 1}\n2', False),
        ('{"a": 1}\n{', False),
        ("[" * 100_000, True),
    ],
)
def test_json_is_recognised(text: str, expected: bool) -> None:
    assert is_json(text) == expected


def test_blanks_go_first_and_numbers_stay_as_they_are_written() -> None:
    text = '{\n    "price": 1.10,\n    "big": 12345678901234567890123,\n    "small": 1e-7,\n    "name": "Gül \\" x"\n}'
    assert (
        shrunk(text, count(text) - 4) == '{"price":1.10,"big":12345678901234567890123,"small":1e-7,"name":"Gül \\" x"}'
    )


def test_characters_that_cannot_be_written_stay_escaped() -> None:
    assert shrunk('[\n\n "\\ud800",\n\n "é\\u0000"\n\n]', 12) == '["\\ud800","é\\u0000"]'


def test_long_strings_are_compressed_and_the_rest_stays() -> None:
    text = json.dumps([{"url": "https://example.org/ferry", "text": GUIDE, "score": 0.5}])
    (found,) = json.loads(shrunk(text, 40))
    assert (found["url"], found["score"]) == ("https://example.org/ferry", 0.5)
    assert "Gulls nest on the cliffs in May." in found["text"]


def test_elements_of_an_array_go_by_the_question_and_their_number_is_told() -> None:
    text = json.dumps({"status": "ok", "columns": ["line", "harbour"], "rows": ROWS})
    found = json.loads(shrunk(text, 120, "What does harbour 41 cost?"))
    assert (found["status"], found["columns"]) == ("ok", ["line", "harbour"])
    assert ROWS[41] in found["rows"]
    assert found["rows"][-1] == f"[… {50 - (len(found['rows']) - 1)} of 50 left out]"
    assert found["rows"][:-1] == [row for row in ROWS if row in found["rows"]]


def test_json_lines_stay_lines() -> None:
    found = shrunk("\n".join(map(json.dumps, ROWS)), 120, "What does harbour 41 cost?").split("\n")
    assert ROWS[41] in map(json.loads, found)
    assert json.loads(found[-1]) == f"[… {50 - (len(found) - 1)} of 50 left out]"


def test_without_a_question_the_first_elements_stay() -> None:
    found = json.loads(shrunk(json.dumps(ROWS), 120, None))
    assert found[:-1] == ROWS[: len(found) - 1]
    assert len(found) > 2


def test_the_last_element_that_fits_has_its_strings_compressed() -> None:
    rows = [{"key": n, "tags": list(range(30)), "text": GUIDE} for n in range(9)]
    (row, note) = json.loads(shrunk(json.dumps(rows), 120))
    assert row["tags"] == list(range(30))
    assert len(row["text"]) < len(GUIDE)
    assert note == "[… 8 of 9 left out]"


def test_json_in_a_string_of_json_stays_json_too() -> None:
    inner = json.dumps({"rows": ROWS})
    found = json.loads(shrunk(json.dumps({"body": inner}), 150, "What does harbour 41 cost?"))
    assert ROWS[41] in json.loads(found["body"])["rows"]


@pytest.mark.parametrize("text", [json.dumps({f"key {n}": n for n in range(50)}), "[" * 5000 + "]" * 5000])
def test_what_has_nothing_to_leave_out_becomes_a_mark(text: str) -> None:
    assert shrunk(text, 20) == MARK


def test_json_and_other_texts_share_the_room() -> None:
    texts = [json.dumps(ROWS), GUIDE, "short", "{broken: " + GUIDE]
    found = TextShrinker("When do gulls nest in harbour 41?", CompressorOptions()).shrunk(texts, 150)
    assert sum(map(count, found)) <= 150
    assert ROWS[41] in json.loads(found[0])
    assert "Gulls nest on the cliffs in May." in found[1] + found[3]
