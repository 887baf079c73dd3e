"""Tell what kind of thing a name is by its own words, from shipped lists (kinds.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from compressor.extraction.joining import UNTYPED

_INITIAL = re.compile(r"[A-Z]\.?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class _Kinds(NamedTuple):
    heads: dict[str, str]
    heads_of: dict[str, str]
    surnames: frozenset[str]
    leads: dict[str, str]
    nouns: dict[str, str]
    names_of: dict[str, str]
    terms: frozenset[str]
    places: dict[str, str]
    first_names: frozenset[str]


def kind_of_words(name: str) -> str | None:
    """Return the type that the words of a name say: FAC for 'Carnegie Hall', LOC for 'Gulf of Finland'."""
    kinds, words = _kinds(), name.split()
    if name in kinds.terms:
        return UNTYPED
    place = kinds.places.get(name.title() if name.isupper() else name)
    if place is not None or len(words) == 1:
        return place
    if _YEAR.fullmatch(words[-1]):  # 'Data Protection Act 2018'
        words = words[:-1]
    before_of = next((one for one, word in pairwise(words) if word == "of"), None)
    if before_of is not None:
        return kinds.heads_of.get(before_of)
    if words[-1] in kinds.surnames and (words[0] in kinds.first_names or _INITIAL.fullmatch(words[0])):
        return None
    return kinds.heads.get(words[-1]) or kinds.leads.get(words[0])


def kind_of_noun(noun: str) -> str | None:
    """Return the type of what a noun introduces: PRODUCT for 'frigate'."""
    return _kinds().nouns.get(noun)


def kind_before(noun: str) -> str | None:
    """Return the type of a name that stands right before a noun: PRODUCT before 'files'."""
    return _kinds().names_of.get(noun)


def is_first_name(word: str) -> bool:
    """Tell a common first name of people."""
    return word in _kinds().first_names


@cache
def _kinds() -> _Kinds:
    lists = tomllib.loads(files("compressor.extraction").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return _Kinds(
        heads=_by_word(lists["heads"]),
        heads_of=_by_word(lists["heads_of"]),
        surnames=frozenset(lists["surnames"]["words"].split()),
        leads=_by_word(lists["leads"]),
        nouns=_by_word(lists["nouns"]),
        names_of=_by_word(lists["names_of"]),
        terms=frozenset(lists["terms"]["words"].split()),
        places={
            name: kind
            for kind, text in lists["places"].items()
            for line in text.split("\n")
            for name in line.split("|")
        },
        first_names=frozenset(lists["people"]["first"].split()),
    )


def _by_word(lists: dict[str, str]) -> dict[str, str]:
    return {word: kind for kind, text in lists.items() for word in text.split()}
