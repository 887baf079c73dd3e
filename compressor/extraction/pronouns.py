"""Say what a pronoun stands for, where only one thing can be meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.entities import Mention
from compressor.extraction.found import Range
from compressor.extraction.joining import UNTYPED
from compressor.extraction.resolution import VALUE_TYPES
from compressor.extraction.syntax import PLACES, Syntax, range_of, syntax_of

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

_PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
PRONOUNS = (
    _PERSONAL
    | _NEUTER
    | frozenset(
        {"they", "them", "their", "this", "that", "these", "those", "we", "our", "i", "my", "you", "your", "us"}
    )
)
_PERSONS = frozenset({"PERSON"})
_NO_THINGS = VALUE_TYPES | _PERSONS | {"NORP", "LANGUAGE"}
_PERSON_NAME = re.compile(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)+")  # 'Larcum Kendall', but not 'K1'
_MARK = 3  # characters that a sentence may have before its first word
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"ccomp", "csubj", "advcl", "xcomp", "acl"})  # 'it is clear that', 'it takes time to'


class Pronoun(NamedTuple):
    """A third-person singular pronoun that refers to something."""

    range: Range
    is_person: bool


def find_pronouns(parsed: Parsed) -> Iterator[Pronoun]:
    """Yield the pronouns of a parsed run that can stand for an entity."""
    syntax = syntax_of(parsed.doc)
    for token, (pos, word) in enumerate(zip(syntax.pos, syntax.words, strict=True)):
        if pos == "PRON" and word in _PERSONAL:
            yield Pronoun(range_of(parsed, token, token + 1), is_person=True)
        elif pos == "PRON" and word in _NEUTER and not _is_empty(syntax, token):
            yield Pronoun(range_of(parsed, token, token + 1), is_person=False)


def _is_empty(syntax: Syntax, token: int) -> bool:
    """Tell whether 'it' only fills the place of a subject."""
    if syntax.dep[token] in _SUBJECTS:
        return any(syntax.dep[child] in _CLAUSES for child in syntax.children[syntax.head[token]])
    return syntax.dep[token] == "expl"


def resolve_pronouns(
    pronouns: Sequence[Pronoun],
    mentions: Sequence[Mention],
    owners: Sequence[int],
    types: Sequence[str],
    starts: Sequence[int],
) -> dict[Range, int]:
    """Return the entities of the pronouns that have one candidate only, back to the start of the previous sentence.

    'It' must open its sentence or stand for a subject: else it is as likely something that has no name.

    `owners[i]` is the entity of mention i, `types` are the types of the entities, `starts` those of the sentences.
    """
    positions = [mention.range.start for mention in mentions]
    resolved = dict[Range, int]()
    for pronoun in pronouns:
        sentence = bisect_right(starts, pronoun.range.start) - 1
        first = bisect_right(positions, starts[max(0, sentence - 1)] - 1)
        last = bisect_right(positions, pronoun.range.start)
        fitting = [index for index in range(first, last) if _fits(pronoun, mentions[index], types[owners[index]])]
        candidates = {owners[index] for index in fitting}
        if len(candidates) != 1:
            continue
        is_opening = pronoun.range.start - starts[sentence] <= _MARK and types[owners[fitting[0]]] not in PLACES
        is_likely = pronoun.is_person or is_opening or any(mentions[index].subject for index in fitting)
        if is_likely:
            resolved[pronoun.range] = candidates.pop()
    return resolved


def _fits(pronoun: Pronoun, mention: Mention, kind: str) -> bool:
    """Tell whether a pronoun can stand for what is mentioned."""
    if pronoun.is_person:
        return kind in _PERSONS or (kind == UNTYPED and _PERSON_NAME.fullmatch(mention.name) is not None)
    return kind not in _NO_THINGS
