from __future__ import annotations

from pathlib import Path

import pytest

from compressor.errors import InputError
from compressor.training.reviews import Review, Triplet, read_reviews

GOOD = '{"text": "The soup was cold .", "tuples": [{"aspect": "soup", "opinion": "cold", "polarity": "negative"}]}'


def written(folder: Path, *lines: str) -> Path:
    path = folder / "reviews.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_term_is_where_its_words_stand_first_or_where_numbers_say(tmp_path: Path) -> None:
    again = (
        '{"text": "good soup , good bread", "tuples": [{"aspect": "bread", "opinion": "good", "polarity": "positive",'
        ' "aspect_idx": [4], "opinion_idx": [3]}, {"aspect": null, "opinion": "good", "polarity": "positive"}]}'
    )
    assert read_reviews(written(tmp_path, GOOD, "", again)) == [
        Review("The soup was cold .", (Triplet((4, 8), (13, 17), "negative"),)),
        Review("good soup , good bread", (Triplet((17, 22), (12, 16), "positive"), Triplet(None, (0, 4), "positive"))),
    ]


def test_other_keys_and_a_byte_order_mark_are_no_matter(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace('{"text"', '{"id": 7, "domain": "inns", "text"'))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_reviews(path)) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: Invalid JSON"),
        ("[1]", "line 2: Input should be an object"),
        ('{"tuples": []}', "line 2: text: Field required"),
        ('{"text": "x"}', "line 2: tuples: Field required"),
        (GOOD.replace("negative", "bad"), "line 2: tuples.0.polarity: Input should be 'positive', 'negative' or"),
        (GOOD.replace('"soup",', '"salad",'), "line 2: Value error, the term 'salad' does not stand in the text"),
        (GOOD.replace('"cold",', '"col",'), "line 2: Value error, the term 'col' does not stand in the text as words"),
        (GOOD.replace("}]", ', "aspect_idx": [9]}]'), "line 2: Value error, the term 'soup' is words 9 to 9 of a text"),
        (GOOD.replace('"soup"', '""'), "line 2: tuples.0.aspect: String should have at least 1 character"),
        ('{"text": "\\ud800", "tuples": []}', "line 2: "),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    path = written(tmp_path, GOOD, line)
    with pytest.raises(InputError) as caught:
        read_reviews(path)
    assert str(caught.value).startswith(f"{path}, {message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it is empty; expected a JSON object a line, with 'text' and 'tuples'"),
        (b'{"text": "x", "tuples": []}', "no opinion is marked in it"),
        (b"\xff", "is not UTF-8 at byte 0; save it as UTF-8"),
    ],
)
def test_a_file_that_marks_nothing_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_reviews(path)
    assert message in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl cannot be read: No such file"):
        read_reviews(tmp_path / "none.jsonl")
