"""Name what a leading pronoun stands for, where the sentence before it, which would say so, is not read with it.

The subject of a sentence is the likeliest antecedent of a pronoun that the next one opens with (Grosz, Joshi
and Weinstein, Computational Linguistics 1995). So the way back goes from subject to subject, over those that
are the same pronoun, to the first that names it; anything else that could be meant ends it with no answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.discourse import Gender, Opening, Reading, read_sentences
from compressor.extraction.entities import find_mentions
from compressor.extraction.found import Range
from compressor.extraction.joining import UNTYPED
from compressor.extraction.nlp import load, parse
from compressor.extraction.resolution import VALUE_TYPES, name_key, resolve
from compressor.extraction.runs import gather_runs
from compressor.options import DEFAULT_PIPELINE
from compressor.records import Document

if TYPE_CHECKING:
    from spacy.language import Language

    from compressor.text.segmentation import Segmentation

_WINDOW = 4  # sentences to go back
_LEAD = 60  # characters in which a sentence has to come to its pronoun
_PRONOUN = re.compile(r"\b(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"[^\W\d_][\w .,'’-]{0,40}:\s")
_QUOTE = re.compile('["“”„«»]')
_MARKS = re.compile(r"[()\[\]{}<>*_`|]")  # a name that holds one is no plain name
_PROSE = ("paragraph", "list")
_PERSON = "PERSON"
_NO_THINGS = VALUE_TYPES | {_PERSON, "NORP", "LANGUAGE"}
_SETTINGS = VALUE_TYPES | {"EVENT", "GPE", "LOC"}  # 'During the Peninsular War it housed troops'
_PERSONAL: dict[Gender, Gender] = {"he": "she", "she": "he"}  # each with the other


class Referent(NamedTuple):
    """What a pronoun stands for."""

    end: int  # one past the pronoun, in the document
    name: str  # the words of the antecedent, blanks folded
    antecedent: Range


class _Named(NamedTuple):
    """A place where an entity is named."""

    range: Range
    entity: int
    type: str


@dataclass(frozen=True, slots=True)
class _Passages:
    """What was read around the sentences asked for, by number of sentence."""

    segmentation: Segmentation
    readings: Mapping[int, Reading]
    names: Mapping[int, Sequence[_Named]]

    def words(self, place: Range) -> str:
        """Return the words at a place, their blanks folded."""
        return " ".join(self.segmentation.text[place.start : place.end].split())

    def named_at(self, number: int, place: Range) -> _Named | None:
        """Return what is named at the start of a place of a sentence."""
        found = (n for n in self.names.get(number, ()) if n.range.start <= place.start < n.range.end)
        return next(found, None)

    def is_common(self, name: Range) -> bool:
        """Tell whether the document also writes a name as a common word."""
        words = re.escape(self.segmentation.text[name.start : name.end].lower())
        return re.search(rf"\b{words}\b", self.segmentation.text) is not None

    def people(self, number: int) -> list[_Named]:
        """Return the people that a sentence names."""
        return [named for named in self.names.get(number, ()) if named.type == _PERSON]

    def is_parted(self, one: Range, other: Range) -> bool:
        """Tell whether one of two places stands in quotation marks and the other does not."""
        return len(_QUOTE.findall(self.segmentation.text, one.start, other.start)) % 2 == 1


def referents(
    document: Document,
    segmentation: Segmentation,
    sentences: Collection[int],
    *,
    pipeline: str | Language = DEFAULT_PIPELINE,
) -> dict[int, Referent]:
    """Return what the pronouns that sentences open with stand for, where only one answer is likely.

    `sentences` are indices of those that are read together; one that comes with the sentence before it needs
    no answer. Parses those that open with a pronoun and at most four before each.
    """
    read = set(sentences)
    windows = {
        number: before
        for number in sorted(read)
        if _opens_with_pronoun(segmentation, number)
        and (before := list(_back(segmentation, number)))
        and before[0] not in read
    }
    if not windows:
        return {}
    passages = _read(document.text, segmentation, windows, load(pipeline))
    found = {number: _referent(passages, number, window) for number, window in windows.items()}
    return {number: referent for number, referent in found.items() if referent}


def _opens_with_pronoun(segmentation: Segmentation, number: int) -> bool:
    start, end, block = segmentation.sentences[number]
    lead = min(end, start + _LEAD)
    return segmentation.blocks[block].kind in _PROSE and _PRONOUN.search(segmentation.text, start, lead) is not None


def _back(segmentation: Segmentation, number: int) -> Iterator[int]:
    """Yield the sentences before one, nearest first, as far as each goes on from the one before."""
    for before in range(number - 1, max(0, number - _WINDOW) - 1, -1):
        if not _goes_on(segmentation, before):
            return
        yield before


def _goes_on(segmentation: Segmentation, number: int) -> bool:
    """Tell whether the next sentence goes on from one: no new speaker, item or section."""
    one, following = segmentation.sentences[number], segmentation.sentences[number + 1]
    block, next_block = segmentation.blocks[one.block], segmentation.blocks[following.block]
    if block.kind not in _PROSE or block.section != next_block.section:
        return False
    if "list" in (block.kind, next_block.kind) and "\n" in segmentation.text[one.end : following.start]:
        return False
    return _SPEAKER.match(segmentation.text, following.start) is None


def _read(text: str, segmentation: Segmentation, windows: Mapping[int, list[int]], nlp: Language) -> _Passages:
    """Parse the sentences asked for and those before them."""
    starts = [sentence.start for sentence in segmentation.sentences]
    mentions, readings, names = [], dict[int, Reading](), dict[int, list[_Named]]()
    chosen = {n for number, window in windows.items() for n in (number, *window)}
    for parsed in parse(nlp, gather_runs(segmentation, chosen)):
        mentions += find_mentions(parsed)
        for start, reading in read_sentences(parsed):
            readings.setdefault(bisect_right(starts, start) - 1, reading)
    mentions.sort()
    for entity, cluster in enumerate(resolve(text, mentions)):
        for place in (mentions[index].range for index in cluster.mentions):
            number = bisect_right(starts, place.start) - 1
            names.setdefault(number, []).append(_Named(place, entity, cluster.type))
    return _Passages(segmentation, readings, names)


def _referent(passages: _Passages, number: int, window: Sequence[int]) -> Referent | None:
    reading = passages.readings.get(number)
    opening = reading.opening if reading else None
    if opening is None or _names_before(passages, number, opening):
        return None
    for before in window:
        step = passages.readings.get(before)
        if step is None or _is_open(step, opening.gender) or passages.is_parted(step.subject.head, opening.range):
            return None
        if step.subject.gender != opening.gender:
            place = _antecedent(passages, before, step, opening.gender)
            place = place and _best_name(passages, place, number, window)
            if place is None or _MARKS.search(passages.words(place)):
                return None
            return Referent(opening.range.end, passages.words(place), place)
    return None


def _names_before(passages: _Passages, number: int, opening: Opening) -> bool:
    """Tell whether a sentence itself names what its pronoun may stand for: 'As for the Louvre, it is closed'."""
    before = [named.type for named in passages.names.get(number, ()) if named.range.start < opening.range.start]
    return _PERSON in before or (opening.gender == "it" and not _SETTINGS.issuperset(before))


def _is_open(step: Reading, gender: Gender) -> bool:
    """Tell whether a sentence has more for a pronoun of the next to take up than its subject."""
    others = {_PERSONAL[gender]} if gender in _PERSONAL else set(_PERSONAL) if gender == "it" else set[Gender]()
    return gender in step.objects or bool(others & step.genders)


def _antecedent(passages: _Passages, number: int, reading: Reading, gender: Gender) -> Range | None:
    """Return what the subject of a sentence is called, if a pronoun of this gender can stand for it."""
    subject = reading.subject
    if reading.turns or subject.plural != (gender == "they"):
        return None
    named = passages.named_at(number, subject.head)
    name = subject.name and _whole_name(passages, subject.name, named)
    kind = _PERSON if reading.is_person else named.type if named else UNTYPED
    if name is not None and kind == UNTYPED and passages.is_common(name):
        return None
    if gender in _PERSONAL:
        rivals = {person.entity for person in passages.people(number)} - {named.entity if named else None}
        is_person = name is not None and (kind == _PERSON or (kind == UNTYPED and passages.words(name).istitle()))
        return name if is_person and (reading.defines or not rivals) else None
    if name is not None:
        return name if gender == "they" or _is_thing(kind, reading) else None
    return subject.phrase if gender == "they" or not subject.human else None


def _is_thing(kind: str, reading: Reading) -> bool:
    """Tell whether 'it' can stand for what is named; what it is said to be says more than its type."""
    if reading.defines:
        return not reading.is_person and (kind == _PERSON or kind not in _NO_THINGS)
    return kind not in _NO_THINGS and kind not in ("GPE", UNTYPED)  # 'Japan began to test trains. It'


def _whole_name(passages: _Passages, name: Range, named: _Named | None) -> Range:
    """Return a name with what its mention adds to it: 'of England' to 'Bank'."""
    whole = Range(min(name.start, named.range.start), max(name.end, named.range.end)) if named else name
    return name if _MARKS.search(passages.words(whole)) else whole


def _best_name(passages: _Passages, place: Range, number: int, window: Sequence[int]) -> Range | None:
    """Return where a person is named most fully near a place; None where the sentence names the antecedent itself."""
    named = next((n for before in window for n in passages.names.get(before, ()) if _lies_in(n.range, place)), None)
    if named is None:
        return place
    if any(other.entity == named.entity for other in passages.names.get(number, ())):
        return None
    if named.type != _PERSON:
        return place
    forms = (n.range for before in window for n in passages.names.get(before, ()) if n.entity == named.entity)
    return max([place, *forms], key=lambda form: len(name_key(passages.words(form))))


def _lies_in(one: Range, other: Range) -> bool:
    return other.start <= one.start and one.end <= other.end
