"""Mend the types of names by their own words, the words around them, and the names that stand beside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from compressor.extraction.entities import Mention
from compressor.extraction.joining import UNTYPED
from compressor.extraction.kinds import is_first_name, kind_before, kind_of_noun, kind_of_words
from compressor.extraction.wordsets import word_set

Key = tuple[str, ...]  # the words of a name that tell it from others

_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?P<second> [^\W\d_]+)?")
_IN_PLACE = re.compile(r"(?:(?:^|\b[a-z]\S* |, )(?:in|at)|(?:^|[.!?\n] ?)(?:In|At)) $")
_BY_PLACE = re.compile(r"\b(?:[Nn]ear|[Bb]etween|(?:[Ff]rom|[Bb]etween) [A-Z][\w-]+ (?:to|and)) $")
_MOVES = re.compile(
    r"\b(?:voyage|journey|trip|flight|expedition|ferry|route|railway|line|sailed|travelled|traveled|moved|fled)"
    r" (?:to|from) $"
)
_OF_PLACES = word_set("St Saint San Santa New Los Las El Port Fort Mount North South East West Great Upper Lower")
_IN_WORK = re.compile(
    r"\b(?:re|un)?(?:written|published|described|printed|implemented|programmed|appear\w*|starred|role) in $"
)
_TOWARDS = re.compile(r"\b(?:[Ff]rom|[Tt]o|[Aa]nd|[Vv]ia|[Oo]f|[Ff]or) $|[–-]$")
_NOT_AT = re.compile(r" ?(?:['’]|\()")  # 'in Ibsen's play', 'in Heidi (1937)'
_NOUN_BEFORE = re.compile(r"\b(?P<noun>[a-z][a-z-]+)(?P<of> of(?: the)?)?(?P<aside>,)? [\"'“‘*_(]*$")
_NOUN_BEHIND = re.compile(
    r"[\"'”’*_)]*(?:,| is| was| are| were| became|(?: has| had)? (?:work|serv)(?:s|es|ed) as)"
    r" (?:an?|the|one of the|our|its|his|her|their) (?P<words>(?:[\w-]+ ?){1,7})"
)
_NOUN_NEXT = re.compile(r" (?P<noun>[a-z]+)\b")
_BOUND = re.compile(r"\b(?:of|in|at|from|near|to|by|with|for) (?:the )?$")  # 'Le Roy of Paris, the son of a clockmaker'
_STOPS = word_set("of in for at on to from by with who that which and or as near whose where when between")
_BESIDE = re.compile(r", | and | or |, and |, or |–")
_EMPHASIS = frozenset("*_")
_LEAD, _REST = 40, 80  # characters before and behind a mention that are looked at
_WHERE = frozenset({"GPE", "LOC", "FAC"})
_SETTLED = frozenset({"NORP", "LANGUAGE"})  # 'the British composer' is no composer
_MISTAKEN_PLACES = frozenset({"PERSON", "PRODUCT", UNTYPED})
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
    if _is_place(text, form):
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
    votes = Counter(kind for mention in form.mentions for kind in _kinds_around(text, mention))
    kind = max(votes, key=votes.__getitem__, default=None)
    return form.type if kind in _WHERE and form.type in _WHERE else kind


def _kinds_around(text: str, mention: Mention) -> Iterator[str]:
    start, end = mention.range
    lead = text[max(0, start - _LEAD) : start]
    yield from _kind_before(lead, mention.name)
    is_bound = not mention.subject and _BOUND.search(lead) is not None
    yield from (kind for kind in _kind_behind(text[end : end + _REST]) if not is_bound or _is_full(mention.name, kind))
    following = _NOUN_NEXT.match(text, end)
    if following and (kind := kind_before(following["noun"])):
        yield kind


def _kind_before(lead: str, name: str) -> Iterator[str]:
    """Yield what is said of a name before it: 'the frigate ', 'the town of ', 'its director, ' of two words."""
    found = _NOUN_BEFORE.search(lead)
    kind = _kind_of_nouns(found["noun"]) if found else None
    is_apart = found is not None and found["aside"] is not None
    if is_apart and not _is_full(name, kind):
        return
    if found and kind and (kind in _WHERE or not found["of"]):
        yield kind


def _kind_behind(rest: str) -> Iterator[str]:
    """Yield what is said of a name behind it: ', a small village in the north', ' is an engineer'."""
    found = _NOUN_BEHIND.match(rest)
    words = takewhile(lambda word: word not in _STOPS, found["words"].split() if found else ())
    yield from [kind for word in words if (kind := kind_of_noun(word))][-1:]


def _is_full(name: str, kind: str | None) -> bool:
    """Tell a person's name of several words, which is no place that someone is from."""
    return kind == "PERSON" and " " in name and all(map(_is_plain, name.split()))


def _kind_of_nouns(noun: str) -> str | None:
    return kind_of_noun(noun) or kind_of_noun(noun.removesuffix("s"))


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


def _is_place(text: str, form: Form) -> bool:
    """Tell whether what has been taken for something else stands mostly where a place would, and never as a subject."""
    kind, mentions = form
    if kind not in _MISTAKEN_PLACES | {"ORG"} or not all(_may_be_place(mention, kind, text) for mention in mentions):
        return False
    leads = [text[max(0, mention.range.start - _LEAD) : mention.range.start] for mention in mentions]
    is_there = [_stands_at(lead, kind) for lead in leads]
    fitting = sum(there or _TOWARDS.search(lead) is not None for there, lead in zip(is_there, leads, strict=True))
    return any(is_there) and 2 * fitting > len(mentions) and not any(mention.subject for mention in mentions)


def _stands_at(lead: str, kind: str) -> bool:
    if _BY_PLACE.search(lead) or _MOVES.search(lead):
        return True
    return kind in _MISTAKEN_PLACES and _IN_PLACE.search(lead) is not None and not _IN_WORK.search(lead)


def _may_be_place(mention: Mention, kind: str, text: str) -> bool:
    found = _NAME.fullmatch(mention.name) if mention.name.istitle() else None
    is_single = found is not None and (found["second"] is None or mention.name.split()[0] in _OF_PLACES)
    is_plain = found is not None and (kind == UNTYPED or is_single)
    return is_plain and not _NOT_AT.match(text, mention.range.end)


def _is_person(kind: str, name: str, first_names: Collection[str]) -> bool:
    """Tell whether a name of two words begins with a first name, or with that of someone else in the document."""
    first, *rest = name.split(" ")
    is_first = first in first_names or is_first_name(first)
    return kind in _MISTAKEN_PEOPLE and is_first and 0 < len(rest) <= 2 and all(map(_is_plain, rest))


def _is_plain(word: str) -> bool:
    return word.istitle() and word.isalpha()


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
        if is_open and is_clear and all(map(_is_plain, forms[key].name.split())):
            yield key, kind
