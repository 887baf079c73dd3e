"""Mend the types of names by their own words, the words around them, and the names that stand beside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from compressor.extraction.entities import Mention
from compressor.extraction.joining import UNTYPED
from compressor.extraction.kinds import is_first_name, kind_of_noun, kind_of_words
from compressor.extraction.nouns_around import is_plain, kinds_around
from compressor.extraction.standing import is_place
from compressor.extraction.syntax import PLACES

Key = tuple[str, ...]  # the words of a name that tell it from others

_BESIDE = re.compile(r", | and | or |, and |, or |–")
_EMPHASIS = frozenset("*_")
_SETTLED = frozenset({"NORP", "LANGUAGE"})  # 'the British composer' is no composer
_MISTAKEN_PEOPLE = frozenset({"ORG", "PRODUCT", "WORK_OF_ART", "GPE", "FAC", UNTYPED})
_MISTAKEN_BESIDE = frozenset({"PERSON", "ORG", "PRODUCT", UNTYPED})
_SEVERAL = 2


class Form(NamedTuple):
    """A form of a name: the type it has been given, and where it stands."""

    type: str
    mentions: Sequence[Mention]

    @property
    def name(self) -> str:
        """Its words, as they stand first."""
        return self.mentions[0].name


def mended_types(text: str, forms: Mapping[Key, Form]) -> dict[Key, str]:
    """Return the type of each form that its words, the words around it or its neighbours show to be another.

    `forms` are names, in order; values and what users' types gave are not asked about.
    """
    first_names = _first_names(forms)
    emphasised = _emphasised_kind(text, forms)
    types = {key: _type(text, form, first_names, emphasised) or form.type for key, form in forms.items()}
    types |= _by_neighbours(text, forms, types)
    return {key: kind for key, kind in types.items() if kind != forms[key].type}


def _type(text: str, form: Form, first_names: Collection[str], emphasised: str | None) -> str | None:
    kind = kind_of_words(form.name) or _kind_by_nouns(text, form)
    if kind is not None:
        return kind
    if _is_role(text, form):
        return UNTYPED
    if emphasised is not None and _is_emphasised(text, form):
        return emphasised
    if is_place(text, form.type, form.mentions):
        return "GPE"
    return "PERSON" if all(_is_person(form.type, mention.name, first_names) for mention in form.mentions) else None


def _is_role(text: str, form: Form) -> bool:
    """Tell a speaker who is named by what they are: 'Clerk: I'll write tomorrow.'"""
    is_speaker = any(text.startswith(":", mention.range.end) for mention in form.mentions)
    return is_speaker and kind_of_noun(form.name.lower()) == "PERSON"


def _kind_by_nouns(text: str, form: Form) -> str | None:
    """Return what most nouns around a name say, unless it is a kind of the same: 'the island of Malta' is a country."""
    if form.type in _SETTLED:
        return None
    votes = Counter(kind for mention in form.mentions for kind in kinds_around(text, mention))
    kind = max(votes, key=votes.__getitem__, default=None)
    return form.type if kind in PLACES and form.type in PLACES else kind


def _emphasised_kind(text: str, forms: Mapping[Key, Form]) -> str | None:
    """Return what kind the names in italics are, where all that nouns say of them agrees: a text sets ships so."""
    kinds = {_kind_by_nouns(text, form) for form in forms.values() if _is_emphasised(text, form)} - {None}
    return kinds.pop() if len(kinds) == 1 else None


def _is_emphasised(text: str, form: Form) -> bool:
    """Tell whether a name stands in single marks of emphasis wherever it does: '*Grey Auk*', but not '**Risks**'."""
    return all(_has_marks(text, *mention.range) for mention in form.mentions)


def _has_marks(text: str, start: int, end: int) -> bool:
    mark = text[start - 1 : start]
    return (
        mark in _EMPHASIS
        and text[end : end + 1] == mark
        and mark not in (text[start - 2 : start - 1], text[end + 1 : end + 2])
    )


def _is_person(kind: str, name: str, first_names: Collection[str]) -> bool:
    """Tell whether a name of two words begins with a first name, or with that of someone else in the document."""
    first, *rest = name.split(" ")
    is_first = first in first_names or is_first_name(first)
    return kind in _MISTAKEN_PEOPLE and is_first and 0 < len(rest) <= 2 and all(map(is_plain, rest))


def _first_names(forms: Mapping[Key, Form]) -> frozenset[str]:
    """Return what most names that begin with it are a person's by: 'Anna', but not the name of a fleet."""
    counts = Counter[str]()
    for key, form in forms.items():
        if len(key) > 1:
            counts[form.name.split()[0]] += 1 if form.type == "PERSON" else -1
    return frozenset(name for name, count in counts.items() if count >= 0)


def _by_neighbours(text: str, forms: Mapping[Key, Form], types: Mapping[Key, str]) -> Iterator[tuple[Key, str]]:
    """Yield plain names that stand in a row with several places, or several people, and with nothing else."""
    places = sorted((mention.range, key) for key, form in forms.items() for mention in form.mentions)
    beside = defaultdict[Key, list[str]](list)
    for (one, key), (other, following) in pairwise(places):
        if _BESIDE.fullmatch(text, one.end, other.start):
            beside[key].append(types[following])
            beside[following].append(types[key])
    for key, kinds in beside.items():
        kind = kinds[0]
        is_open = types[key] in _MISTAKEN_BESIDE and types[key] == forms[key].type
        is_clear = len(kinds) >= _SEVERAL and set(kinds) == {kind} and kind in ("GPE", "PERSON")
        if is_open and is_clear and all(map(is_plain, forms[key].name.split())):
            yield key, kind
