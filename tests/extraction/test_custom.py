"""Types that users define: what they find, what goes before what, and what a file may not say."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor import CompressorOptions, compress, extract
from compressor.errors import OptionError
from compressor.extraction.custom import UserTypes, find_types, load_types

TOML = r"""
[types.MATERIAL]
terms = ["oak", "stainless steel", "stainless steel wire"]
patterns = ['\bS\d{3}\b']
ignore_case = true

[types.SUPPLIER]
terms = ["Brightfield Ltd.", "C++", ".NET"]
"""


def written(folder: Path, text: str, name: str = "types.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def types(tmp_path: Path) -> UserTypes:
    return load_types(written(tmp_path, TOML))


def found(text: str, types: UserTypes) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.label) for found in find_types(text, types)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oak and STAINLESS  STEEL.", [("Oak", "MATERIAL"), ("STAINLESS  STEEL", "MATERIAL")]),
        ("stainless\nsteel", [("stainless\nsteel", "MATERIAL")]),
        ("soaked oaks, oaken", []),  # whole words only
        ("oak-panelled", [("oak", "MATERIAL")]),
        ("stainless steel wire", [("stainless steel wire", "MATERIAL")]),  # the longest of those that begin together
        ("s355, S3555", [("s355", "MATERIAL")]),
        ("Brightfield Ltd. and brightfield ltd.", [("Brightfield Ltd.", "SUPPLIER")]),
        ("C++ beside .NET", [("C++", "SUPPLIER"), (".NET", "SUPPLIER")]),
    ],
)
def test_terms_and_patterns_find_what_they_say(text: str, expected: list[tuple[str, str]], types: UserTypes) -> None:
    assert found(text, types) == expected


def test_json_says_the_same(tmp_path: Path, types: UserTypes) -> None:
    said = {
        "types": {
            "MATERIAL": {
                "terms": ["oak", "stainless steel", "stainless steel wire"],
                "patterns": ["\\bS\\d{3}\\b"],
                "ignore_case": True,
            },
            "SUPPLIER": {"terms": ["Brightfield Ltd.", "C++", ".NET"]},
        }
    }
    assert load_types(written(tmp_path, json.dumps(said), "types.json")) == types


@given(st.text(alphabet="oak stel.S3C+Ü\n"))
def test_matches_are_in_order_apart_and_not_empty(text: str) -> None:
    kinds = UserTypes(("A", "B"), patterns=[(0, re.compile("k?o|e+")), (1, re.compile("oak|S?3*"))])
    last = 0
    for start, end, *_ in find_types(text, kinds):
        assert last <= start < end <= len(text)
        last = end


def test_what_a_user_says_goes_before_what_any_other_layer_says(tmp_path: Path) -> None:
    text = (
        "The Rhine bridge is made of oak. Brightfield Ltd. sold the oak in May 2021 for $500, and an oak beam broke. "
        "Part 4471 came from Oslo.\n\n| part | from |\n|---|---|\n| 4471 | Oslo |\n| oak | Bergen |\n"
    )
    file = written(
        tmp_path,
        '[types.MATERIAL]\nterms = ["oak"]\n[types.SUPPLIER]\nterms = ["Brightfield Ltd."]\n'
        "[types.PART]\npatterns = ['\\b\\d{4}(?= came| \\|)']\n[types.PRICE]\npatterns = ['\\$\\d+']\n",
    )
    record = extract(text, options=CompressorOptions(types=file))
    entities = {entity.name: (entity.type, len(entity.mentions)) for entity in record.entities}
    assert entities["oak"] == ("MATERIAL", 4)  # though the text also writes it as a common word
    assert entities["Brightfield Ltd."] == ("SUPPLIER", 1)  # though 'Ltd.' says ORG
    assert entities["4471"] == ("PART", 2)
    assert entities["$500"] == ("PRICE", 1)
    assert entities["May 2021"] == ("DATE", 1)
    assert all(text[m.start : m.end] == m.quote for entity in record.entities for m in entity.mentions)


def test_a_context_has_the_types_in_its_records(tmp_path: Path) -> None:
    options = CompressorOptions(types=str(written(tmp_path, TOML)))
    result = compress(
        "The mast is made of oak. The sail is new.", budget=12, query="What is the mast?", options=options
    )
    assert ("oak", "MATERIAL") in {(entity.name, entity.type) for entity in result.records[0].entities}


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path, TOML)
    assert load_types(path) is load_types(path)
    written(tmp_path, TOML.replace("oak", "ash"))
    os.utime(path, ns=(0, 0))
    assert found("oak, ash", load_types(path)) == [("ash", "MATERIAL")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[types.A", "is not valid TOML: "),
        ("", "types: Field required"),
        ("types = {}", "types: Dictionary should have at least 1 item"),
        ('[types."A B"]\nterms = ["x"]', "types.A B.[key]: String should match pattern"),
        ('[types.A]\nterm = ["x"]', "types.A.term: Extra inputs are not permitted"),
        ('[types.A]\nterms = "x"', "types.A.terms: Input should be a valid tuple"),
        ("[types.A]\nignore_case = true", "type A has neither terms nor patterns"),
        ('[types.A]\nterms = ["x", " "]', "type A: the term ' ' is blank"),
        ("[types.A]\npatterns = ['(x']", "type A: the pattern '(x' is no regular expression: missing ), unterminated"),
        ("[types.A]\npatterns = ['x*']", "type A: the pattern 'x*' matches where there is nothing"),
        ("[types.A]\npatterns = ['\\b']", "type A: the pattern '\\\\b' matches where there is nothing"),
    ],
)
def test_a_mistake_in_a_file_is_named_in_one_line(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(OptionError) as raised:
        load_types(written(tmp_path, text))
    assert says in str(raised.value)
    assert "types.toml" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("types.yaml", b"types:", "expected a name that ends in .toml or .json"),
        ("types.json", b"{", "is not valid JSON"),
        ("types.json", b"[]", "the file: Input should be a valid dictionary"),
        ("types.toml", b"\xff\xfe", "cannot be read: "),
    ],
)
def test_what_is_no_file_of_types_is_refused(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(OptionError) as raised:
        load_types(path)
    assert says in str(raised.value)


def test_a_missing_file_is_an_error_before_any_text_is_read() -> None:
    with pytest.raises(OptionError, match=r"'no such\.toml' cannot be read: No such file"):
        extract("Oslo.", options=CompressorOptions(types="no such.toml"))


def test_the_example_of_the_readme_is_a_file_of_types(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    shown = load_types(written(tmp_path, example))
    assert found("Stainless steel S235 by Brightfield Ltd.", shown) == [
        ("Stainless steel", "MATERIAL"),
        ("S235", "MATERIAL"),
        ("Brightfield Ltd.", "SUPPLIER"),
    ]
