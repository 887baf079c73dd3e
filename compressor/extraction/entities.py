"""Find the mentions of entities: fixed forms first, then the pipeline's entities, then untyped names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.found import Range
from compressor.extraction.patterns import Match, find_patterns
from compressor.extraction.runs import Run
from compressor.extraction.wordsets import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from compressor.extraction.nlp import Parsed

UNTYPED = "TERM"
_BARE_NUMBERS = frozenset({"CARDINAL", "ORDINAL"})  # a number that counts nothing names nothing
_NUMERIC = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
# What tells a date or an amount from a manner of speaking: '2024' and 'March', but not 'annual' or 'the year'.
_DEFINITE = re.compile(r"\d|[A-Z][a-z]{2}|\b(?:hundred|thousand|million|billion|half|dozen)\b")
_HEAD = re.compile(r"(?:[\s\"'“”‘’(\[*_#>•-]|(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Oo]ur|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) )+")
_TAIL = re.compile(r"(?:[\s\"'“”‘)\],;:*_#|-]|['’]s|(?<=s)['’])+$")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_JOINT = re.compile(r" (?:of|for)(?: the)? ")
_JOINABLE = frozenset({UNTYPED, "ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART", "PRODUCT"})
_ROLES = word_set(  # a name does not go on behind one: 'President of France' is a role and a place
    "president governor minister director chairman chairwoman chair ceo cto cfo king queen prince princess emperor "
    "secretary senator fellow member head professor captain general mayor judge chief officer founder leader duke "
    "earl bishop pope archbishop ambassador commissioner chancellor lord lady"
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Mention(NamedTuple):
    """A place where an entity is named."""

    range: Range
    type: str
    name: str  # its words, blanks folded
    subject: bool  # whether it is the subject of a clause


def find_mentions(parsed: Parsed) -> list[Mention]:
    """Return the mentions of a parsed run, in text order, without overlaps."""
    doc, text = parsed.doc, parsed.doc.text
    subjects = [token.idx for token in doc if token.dep_ in _SUBJECTS]
    named = _free_of_each_other([_occasions(doc), _recognized(doc, text), _names(doc, text)])
    matches = _free_of_each_other([_within_sentences(doc, text), _joined(text, named)])
    return [_mention(match, text, parsed.origins, subjects) for match in matches]


def find_form_mentions(run: Run) -> list[Mention]:
    """Return the fixed forms of a run that is no prose, sentence by sentence."""
    mentions = list[Mention]()
    for start, following in zip(run.starts, [*run.starts[1:], len(run.text)], strict=True):
        for match in find_patterns(run.text[start:following]):
            moved = Match(match.start + start, match.end + start, match.label)
            mentions.append(_mention(moved, run.text, run.origins, []))
    return mentions


def _mention(match: Match, text: str, origins: list[int], subjects: list[int]) -> Mention:
    start, end, label = match
    index = bisect_left(subjects, start)
    is_subject = index < len(subjects) and subjects[index] < end
    return Mention(Range(origins[start], origins[end - 1] + 1), label, text[start:end], is_subject)


def _free_of_each_other(layers: list[list[Match]]) -> list[Match]:
    """Merge layers of matches; of overlapping ones the earlier layer wins."""
    taken, starts = list[Match](), list[int]()
    for layer in layers:
        free = [match for match in layer if not _overlaps(match, taken, starts)]
        taken = sorted(taken + free)
        starts = [match.start for match in taken]
    return taken


def _overlaps(match: Match, taken: list[Match], starts: list[int]) -> bool:
    index = bisect_left(starts, match.end) - 1
    return index >= 0 and taken[index].end > match.start


def _within_sentences(doc: Doc, text: str) -> list[Match]:
    """Return the fixed forms, without those that a sentence boundary cuts."""
    starts = [sentence.start_char for sentence in doc.sents]
    return [
        match
        for match in find_patterns(text)
        if bisect_right(starts, match.start) == bisect_right(starts, match.end - 1)
    ]


def _recognized(doc: Doc, text: str) -> list[Match]:
    """Return the pipeline's entities, names to their last word, without stray words and marks at their edges."""
    runs = dict(_proper_runs(doc))
    return [
        match
        for entity in doc.ents
        if entity.label_ not in _BARE_NUMBERS
        and (entity.label_ not in _NUMERIC or _DEFINITE.search(entity.text))
        and (match := _trimmed(text, entity.start_char, _name_end(doc, entity, runs), entity.label_))
    ]


def _name_end(doc: Doc, entity: Span, runs: dict[int, int]) -> int:
    """Return where a name ends that may be cut short: 'Pierre Le' of 'Pierre Le Roy'."""
    last = runs.get(entity.start, -1)
    if last < entity.end or any(token.ent_type for token in doc[entity.end : last + 1]):
        return entity.end_char
    return doc[last].idx + len(doc[last])


def _label(name: str, label: str) -> str:
    """Trust the type of what is written like a name: 'marine chronometer' is no organisation."""
    return label if label in _NUMERIC or any(map(str.isupper, name)) else UNTYPED


def _trimmed(text: str, start: int, end: int, label: str) -> Match | None:
    words = text[start:end]
    head = _HEAD.match(words) if label not in _NUMERIC else None
    tail = _TAIL.search(words)
    left, right = head.end() if head else 0, tail.start() if tail else len(words)
    if left >= right or not any(map(str.isalnum, words[left:right])):
        return None
    return Match(start + left, start + right, _label(words[left:right], label))


def _occasions(doc: Doc) -> list[Match]:
    """Return what is named by its year: '1984 Summer Olympics', '2004 Canadian federal election'."""
    matches = list[Match]()
    for token in doc:
        head = token.head
        if not (_YEAR.fullmatch(token.text) and token.i + 1 < head.i <= token.i + 5):
            continue
        words = doc[token.i + 1 : head.i + 1]
        if words[0].text[0].isupper() and all(word.pos_ in _NOMINAL for word in words):
            matches.append(Match(token.idx, head.idx + len(head), "EVENT"))
    return matches


def _names(doc: Doc, text: str) -> list[Match]:
    """Return what looks like a name to the tagger: proper nouns in a row, with the noun they qualify."""
    matches = list[Match]()
    for first, last in _proper_runs(doc):
        end = doc[_with_head(doc, last)]
        match = _trimmed(text, doc[first].idx, end.idx + len(end), UNTYPED)
        if match and match.end - match.start > 1 and not _is_role(text[match.start : match.end]):
            matches.append(match)
    return matches


def _with_head(doc: Doc, last: int) -> int:
    """Return the last token of the compound a name opens: 'model' of 'Markov model'."""
    head = doc[last].head.i
    is_compound = doc[last].dep_ == "compound" and doc[head].pos_ == "NOUN" and last < head <= last + 3
    if is_compound and all(doc[i].pos_ in ("NOUN", "ADJ") for i in range(last + 1, head + 1)):
        return head
    return last


def _is_role(words: str) -> bool:
    return all(word in _ROLES for word in words.casefold().split())


def _joined(text: str, matches: list[Match]) -> list[Match]:
    """Join names that a preposition makes one: 'Bank' + ' of ' + 'England'."""
    joined = list[Match]()
    for match in matches:
        before = joined[-1] if joined else None
        if before and _JOINT.fullmatch(text, before.end, match.start) and _makes_one(text, before, match):
            joined[-1] = Match(before.start, match.end, before.label)
        else:
            joined.append(match)
    return joined


def _makes_one(text: str, before: Match, after: Match) -> bool:
    if before.label not in _JOINABLE or after.label in _NUMERIC:
        return False
    last_word = text[before.start : before.end].rpartition(" ")[2]
    return last_word[0].isupper() and last_word.casefold() not in _ROLES and text[after.start].isupper()


def _proper_runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield first and last token of every stretch of proper nouns within a sentence."""
    first = None
    for index, token in enumerate(doc):
        is_name = token.pos_ == "PROPN" and token.text[0].isalnum()
        if first is not None and (not is_name or token.is_sent_start):
            yield first, index - 1
            first = None
        if first is None and is_name:
            first = index
    if first is not None:
        yield first, len(doc) - 1
