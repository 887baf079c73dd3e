"""The shipped lists of what names are."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

LISTS = tomllib.loads(files("compressor.extraction").joinpath("kinds.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("section", ["heads", "heads_of", "leads", "nouns", "names_of"])
def test_no_word_says_two_things(section: str) -> None:
    words = [word for text in LISTS[section].values() for word in set(text.split())]
    assert sorted(words) == sorted(set(words))


def test_no_place_is_of_two_types() -> None:
    places = [
        {name for line in text.split("\n") for name in line.split("|") if name} for text in LISTS["places"].values()
    ]
    assert set.intersection(*places) == set()
