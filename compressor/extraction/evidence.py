"""Mend the type of an entity by the words that stand around its mentions and by what else the document names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from compressor.extraction.entities import Mention
from compressor.extraction.joining import UNTYPED

_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?P<second> [^\W\d_]+)?")
_IN_PLACE = re.compile(r"(?:(?:^|\b[a-z]\S* |, )(?:in|at)|(?:^|[.!?\n] ?)(?:In|At)) $")
_BY_PLACE = re.compile(r"\b(?:[Nn]ear|[Bb]etween|(?:[Ff]rom|[Bb]etween) [A-Z][\w-]+ (?:to|and)) $")
_IN_WORK = re.compile(
    r"\b(?:re|un)?(?:written|published|described|printed|implemented|programmed|appear\w*|starred|role) in $"
)
_TOWARDS = re.compile(r"\b(?:[Ff]rom|[Tt]o|[Aa]nd|[Vv]ia|[Oo]f|[Ff]or) $|[–-]$")
_NOT_AT = re.compile(r" ?(?:['’]|\()")  # 'in Ibsen's play', 'in Heidi (1937)'
_LEAD = 40  # characters before a mention that are looked at
_MISTAKEN_PLACES = frozenset({"PERSON", "PRODUCT", UNTYPED})
_MISTAKEN_PEOPLE = frozenset({"ORG", "PRODUCT", "WORK_OF_ART", "GPE", "FAC", UNTYPED})


def is_place(text: str, kind: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether what has been taken for something else stands mostly where a place would, and never as a subject."""
    if kind not in _MISTAKEN_PLACES | {"ORG"} or not all(_may_be_place(mention, kind, text) for mention in mentions):
        return False
    leads = [text[max(0, mention.range.start - _LEAD) : mention.range.start] for mention in mentions]
    is_there = [_stands_at(lead, kind) for lead in leads]
    fitting = sum(there or _TOWARDS.search(lead) is not None for there, lead in zip(is_there, leads, strict=True))
    return any(is_there) and 2 * fitting > len(mentions) and not any(mention.subject for mention in mentions)


def _stands_at(lead: str, kind: str) -> bool:
    if _BY_PLACE.search(lead):
        return True
    return kind in _MISTAKEN_PLACES and _IN_PLACE.search(lead) is not None and not _IN_WORK.search(lead)


def _may_be_place(mention: Mention, kind: str, text: str) -> bool:
    found = _NAME.fullmatch(mention.name) if mention.name.istitle() else None
    is_plain = found is not None and (kind == UNTYPED or found["second"] is None)
    return is_plain and not _NOT_AT.match(text, mention.range.end)


def is_person(kind: str, name: str, first_names: Collection[str]) -> bool:
    """Tell whether a name of two words begins with the first name of someone else whom the document names."""
    first, _, last = name.partition(" ")
    return kind in _MISTAKEN_PEOPLE and first in first_names and last.istitle() and last.isalpha()
