"""Say what a pronoun stands for, where only one thing can be meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.discourse import GENDERS, Gender
from compressor.extraction.entities import Mention
from compressor.extraction.found import Range
from compressor.extraction.joining import UNTYPED
from compressor.extraction.resolution import VALUE_TYPES
from compressor.extraction.syntax import PLACES, Syntax, range_of, syntax_of
from compressor.extraction.wordsets import word_set

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

PRONOUNS = GENDERS.keys() | word_set("this that these those we our i my you your us")
_PERSONS = frozenset({"PERSON"})
_NO_THINGS = VALUE_TYPES | _PERSONS | {"NORP", "LANGUAGE"}
_PERSON_NAME = re.compile(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)+")  # 'Larcum Kendall', but not 'K1'
_VESSEL = "PRODUCT"
_MARK = 3  # characters that a sentence may have before its first word
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"ccomp", "csubj", "advcl", "xcomp", "acl"})  # 'it is clear that', 'it takes time to'


class Pronoun(NamedTuple):
    """A third-person singular pronoun that refers to something."""

    range: Range
    gender: Gender
    has_rival: bool  # whether something without a name is the subject before it in its sentence


def find_pronouns(parsed: Parsed) -> Iterator[Pronoun]:
    """Yield the pronouns of a parsed run that can stand for an entity, in text order."""
    syntax = syntax_of(parsed.doc)
    for token, (pos, word) in enumerate(zip(syntax.pos, syntax.words, strict=True)):
        gender = GENDERS.get(word) if pos == "PRON" else None
        if gender is not None and gender != "they" and not (gender == "it" and _is_empty(syntax, token)):
            yield Pronoun(range_of(parsed, token, token + 1), gender, _has_rival(syntax, token))


def _has_rival(syntax: Syntax, token: int) -> bool:
    start, _ = syntax.sentence(token)
    return any(syntax.dep[word] in _SUBJECTS and syntax.pos[word] == "NOUN" for word in range(start, token))


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

    What a like pronoun there stands for is a candidate too; where that is unknown, there is no saying. 'It'
    must open its sentence or stand for a subject: else it is as likely something that has no name. 'She' may be
    a ship where nobody else is named.

    `pronouns` and `mentions` are in text order, `owners[i]` is the entity of mention i, `types` are the types of
    the entities, `starts` those of the sentences.
    """
    positions = [mention.range.start for mention in mentions]
    resolved = dict[Range, int]()
    for number, pronoun in enumerate(pronouns):
        sentence = bisect_right(starts, pronoun.range.start) - 1
        since = starts[max(0, sentence - 1)]
        likes = _likes(pronouns, number, since)
        if not resolved.keys() >= likes:
            continue
        named = range(bisect_right(positions, since - 1), bisect_right(positions, pronoun.range.start))
        fitting = [index for index in named if _fits(pronoun, mentions[index], types[owners[index]])]
        if pronoun.gender == "she" and not fitting and not likes:
            fitting = [index for index in named if types[owners[index]] == _VESSEL]
        candidates = {owners[index] for index in fitting} | {resolved[like] for like in likes}
        if len(candidates) != 1:
            continue
        meant, named_so = candidates.pop(), [mentions[index] for index in fitting]
        if pronoun.gender != "it" or _is_likely(pronoun, named_so, types[meant], starts[sentence]):
            resolved[pronoun.range] = meant
    return resolved


def _likes(pronouns: Sequence[Pronoun], number: int, since: int) -> set[Range]:
    """Return the pronouns between a place and a personal one that are like it."""
    gender, likes = pronouns[number].gender, set[Range]()
    while gender != "it" and number > 0 and pronouns[number - 1].range.start >= since:
        number -= 1
        if pronouns[number].gender == gender:
            likes.add(pronouns[number].range)
    return likes


def _fits(pronoun: Pronoun, mention: Mention, kind: str) -> bool:
    """Tell whether a pronoun can stand for what is mentioned."""
    if pronoun.gender != "it":
        return kind in _PERSONS or (kind == UNTYPED and _PERSON_NAME.fullmatch(mention.name) is not None)
    return kind not in _NO_THINGS


def _is_likely(pronoun: Pronoun, mentions: Sequence[Mention], kind: str, start: int) -> bool:
    """Tell 'it' that opens its sentence, or stands for a subject that has no rival in its sentence."""
    if pronoun.range.start - start <= _MARK and kind not in PLACES:
        return True
    since = start if pronoun.has_rival else 0
    return any(mention.subject and mention.range.start >= since for mention in mentions)
