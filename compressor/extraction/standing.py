"""Tell a place by where its name stands: 'in Arvik', 'between Molde and Arvik', 'the voyage to Arvik'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compressor.extraction.entities import Mention
from compressor.extraction.joining import UNTYPED
from compressor.extraction.wordsets import word_set

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
_MISTAKEN_PLACES = frozenset({"PERSON", "PRODUCT", UNTYPED})
_LEAD = 40  # characters before a mention that are looked at


def is_place(text: str, kind: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether what has been taken for something else stands mostly where a place would, and never as a subject."""
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
