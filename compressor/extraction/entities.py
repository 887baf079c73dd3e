"""Find the mentions of entities: users' types, then fixed forms, the pipeline's entities and untyped names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.custom import UserTypes, find_types
from compressor.extraction.found import Range
from compressor.extraction.joining import ROLES, UNTYPED, joined, parted
from compressor.extraction.nameless import without_nameless
from compressor.extraction.patterns import Match, find_patterns
from compressor.extraction.recognition import certainty_of
from compressor.extraction.runs import Run
from compressor.extraction.syntax import syntax_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from compressor.extraction.nlp import Parsed

_BARE_NUMBERS = frozenset({"CARDINAL", "ORDINAL"})  # a number that counts nothing names nothing
_BARE = re.compile(r"[\d.,]+[^\w$€£¥₹₩]*")
_DATES = frozenset({"DATE", "TIME"})
_NUMERIC = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
# What tells a date or an amount from a manner of speaking: '2024' and 'March', but not 'annual' or 'the year'.
_DEFINITE = re.compile(r"\d|[A-Z][a-z]{2}|\b(?:hundred|thousand|million|billion|half|dozen)\b")
_OF_TIME = re.compile(  # what a date or time has that a mere number or capitalised word has not
    r"\b(?:1\d|20)\d\d(?:s|\b)|^(?:in )?\d{3}$|\d[:-]\d|\b(?:BCE?|AD|CE)\b|(?i:\b(?:[ap]\.?m\b|noon|midnight|o'clock"
    r"|past|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|jan|feb|mar|apr|jun|jul|aug"
    r"|sept?|oct|nov|dec|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:(?:mid)?day|week|weekend|(?:fort)?night|month"
    r"|quarter|season|year|decade|hour|minute|second|morning|afternoon|evening|spring|summer|autumn|fall|winter|era)s?"
    r"|centur(?:y|ies)|today|tomorrow|yesterday|tonight|christmas|easter|eve)\b)"
)
# How often a span is a name as people mark them (CrossNER, WNUT17, CoNLL-2003, WikiGold, development parts): what the
# recogniser finds, at this share of its own probability; the rest, by the way it is written.
_GIVEN = 0.99
_RECOGNIZED, _USUAL_CERTAINTY = 0.85, 0.95
_ACRONYM, _TAGGED, _COMPOUND = 0.7, 0.45, 0.3
WITHOUT_DIGITS = frozenset({"PERSON", "NORP", "GPE", "LOC", "LANGUAGE"})
_LEAST_TYPE = 0.5  # of the types that the recogniser gives less, three in four are wrong
_SHIP = re.compile(r"(?:HMS|HMAS|HMCS|USS|RMS|USNS|SS|MV|RV) [A-Z][a-z]")
_CODE = re.compile(r"[A-Z]{1,5}-?\d+[A-Za-z]?")
_READING = re.compile(r"[A-Za-z]{1,4}\s\d+\.\d+")
_HEAD = re.compile(r"(?:[\s\"'“”‘’(\[*_#>•-]|(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Oo]ur|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) )+")
_TAIL = re.compile(r"(?:[\s\"'“”‘)\],;:*_#|=-]|['’]s|(?<=s)['’]| (?:and|or|of|to|in|the)(?=\s|$))+$")
_ARTICLE_WITHIN = re.compile(r"\b[A-Z]\w*(?P<rest> the )")  # 'Data Protection Law the Customer' is two names
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Mention(NamedTuple):
    """A place where an entity is named."""

    range: Range
    type: str
    name: str  # its words, blanks folded
    subject: bool  # whether it is the subject of a clause
    is_given: bool = False  # whether a user's type says so, against which nothing else counts
    confidence: float = _GIVEN  # estimated probability that it is a name, and ends where the name does


def find_mentions(parsed: Parsed, types: UserTypes | None = None) -> list[Mention]:
    """Return the mentions of a parsed run, in text order, without overlaps."""
    doc, text = parsed.doc, parsed.text
    subjects = [doc[token].idx for token, dep in enumerate(syntax_of(doc).dep) if dep in _SUBJECTS]
    named = _free_of_each_other([_occasions(doc), _recognized(doc, text), _names(doc, text)])
    named = without_nameless(doc, text, named)
    given = _within_sentences(doc, find_types(text, types)) if types else []
    named = parted(text, joined(text, named))
    matches = _free_of_each_other([given, _within_sentences(doc, find_patterns(text)), named])
    mentions = [_mention(match, text, parsed.origins, subjects) for match in matches]
    return _marked(mentions, matches, given)


def find_form_mentions(run: Run, types: UserTypes | None = None) -> list[Mention]:
    """Return users' types and the fixed forms of a run that is no prose, sentence by sentence."""
    mentions = list[Mention]()
    for start, following in zip(run.starts, [*run.starts[1:], len(run.text)], strict=True):
        words = run.text[start:following]
        given = find_types(words, types) if types else []
        matches = _free_of_each_other([given, find_patterns(words)])
        found = [_mention(match, words, run.origins[start:following], []) for match in matches]
        mentions += _marked(found, matches, given)
    return mentions


def _marked(mentions: list[Mention], matches: list[Match], given: list[Match]) -> list[Mention]:
    """Mark the mentions that users' types gave."""
    sure = set(given)
    return [
        mention._replace(is_given=True, confidence=_GIVEN) if match in sure else mention
        for mention, match in zip(mentions, matches, strict=True)
    ]


def _mention(match: Match, text: str, origins: list[int], subjects: list[int]) -> Mention:
    start, end, label, confidence = match
    index = bisect_left(subjects, start)
    is_subject = index < len(subjects) and subjects[index] < end
    place = Range(origins[start], origins[end - 1] + 1)
    return Mention(place, label, text[start:end], is_subject, confidence=confidence)


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


def _within_sentences(doc: Doc, matches: list[Match]) -> list[Match]:
    """Leave out the matches that a sentence boundary cuts."""
    starts = [sentence.start_char for sentence in doc.sents]
    return [match for match in matches if bisect_right(starts, match.start) == bisect_right(starts, match.end - 1)]


def _recognized(doc: Doc, text: str) -> list[Match]:
    """Return the pipeline's entities, names to their last word, without stray words and marks at their edges."""
    runs = dict(_proper_runs(doc))
    return [
        _rated(doc, entity, match)
        for entity in doc.ents
        if entity.label_ not in _BARE_NUMBERS
        and (entity.label_ not in _NUMERIC or _DEFINITE.search(entity.text))
        and (entity.label_ not in _DATES or _OF_TIME.search(entity.text))
        and not (entity.label_ == "MONEY" and _BARE.fullmatch(entity.text))
        and (match := _trimmed(text, entity.start_char, _name_end(doc, entity, runs), entity.label_))
    ]


def _rated(doc: Doc, entity: Span, match: Match) -> Match:
    """Say how sure the recogniser is of a name, and leave a type out that it all but guessed."""
    certainty = certainty_of(doc, entity.start)
    sure = _RECOGNIZED * (certainty.span if certainty else _USUAL_CERTAINTY)
    if match.label == UNTYPED:
        return match._replace(confidence=sure / 2)
    is_guess = match.label not in _NUMERIC and certainty is not None and certainty.label < _LEAST_TYPE
    return match._replace(confidence=sure, label=UNTYPED if is_guess else match.label)


def _name_end(doc: Doc, entity: Span, runs: dict[int, int]) -> int:
    """Return where a name ends that may be cut short: 'Pierre Le' of 'Pierre Le Roy'."""
    last = runs.get(entity.start, -1)
    if last < entity.end or any(token.ent_type for token in doc[entity.end : last + 1]):
        return entity.end_char
    return doc[last].idx + len(doc[last])


def _label(name: str, label: str) -> str:
    """Trust the type of what is written like a name: 'marine chronometer' is no organisation, 'K1' no person."""
    if label in _NUMERIC:
        return label
    if _SHIP.match(name):
        return "PRODUCT"
    if label in WITHOUT_DIGITS and name[0].islower():  # 'pH' is no place
        return UNTYPED
    if label != "PRODUCT" and _READING.fullmatch(name):  # 'Mw 7.8'
        return UNTYPED
    is_code = _CODE.fullmatch(name) or (label in WITHOUT_DIGITS and any(map(str.isdigit, name)))
    return UNTYPED if is_code or not any(map(str.isupper, name)) else label


def _trimmed(text: str, start: int, end: int, label: str) -> Match | None:
    words = text[start:end]
    head = _HEAD.match(words) if label not in _NUMERIC else None
    tail = _TAIL.search(words)
    left, right = head.end() if head else 0, tail.start() if tail else len(words)
    if label == "ORG" and (article := _ARTICLE_WITHIN.search(words, left)):
        right = article.start("rest")
    if label not in _NUMERIC:
        right = left + _balanced(words[left:right])
    if left >= right or not any(map(str.isalnum, words[left:right])):
        return None
    return Match(start + left, start + right, _label(words[left:right], label))


def _balanced(words: str) -> int:
    """Return how much of a name comes before a bracket that it does not close: 'nosZ' of 'nosZ/(nirK'."""
    opened = words.rfind("(")
    return len(words) if opened < 0 or ")" in words[opened:] else len(words[:opened].rstrip(" /+-]"))


def _occasions(doc: Doc) -> list[Match]:
    """Return what is named by its year: '1984 Summer Olympics', '2004 Canadian federal election'."""
    matches = list[Match]()
    syntax = syntax_of(doc)
    for token, (form, head) in enumerate(zip(syntax.forms, syntax.head, strict=True)):
        if not (token + 1 < head <= token + 5 and _YEAR.fullmatch(form)):
            continue
        words = range(token + 1, head + 1)
        is_name = syntax.forms[token + 1][0].isupper() and syntax.label[head] != "PERSON"
        if is_name and all(syntax.pos[word] in _NOMINAL for word in words):
            matches.append(Match(doc[token].idx, doc[head].idx + len(doc[head]), "EVENT", _RECOGNIZED))
    return matches


def _names(doc: Doc, text: str) -> list[Match]:
    """Return what looks like a name to the tagger: proper nouns in a row, with the noun they qualify."""
    matches = list[Match]()
    for first, last in _proper_runs(doc):
        end = doc[_with_head(doc, last)]
        match = _trimmed(text, doc[first].idx, end.idx + len(end), UNTYPED)
        if match and match.end - match.start > 1 and not _is_role(text[match.start : match.end]):
            matches.append(match._replace(confidence=_looks_like_a_name(text[match.start : match.end])))
    return matches


def _looks_like_a_name(words: str) -> float:
    """Return how often what only the tagger takes for a name is one, by the way it is written."""
    if words.isupper() and " " not in words:
        return _ACRONYM
    return _COMPOUND if words.rpartition(" ")[2].islower() else _TAGGED


def _with_head(doc: Doc, last: int) -> int:
    """Return the last token of the compound a name opens: 'model' of 'Markov model'."""
    head = doc[last].head.i
    is_compound = doc[last].dep_ == "compound" and doc[head].pos_ == "NOUN" and last < head <= last + 3
    if is_compound and all(doc[i].pos_ in ("NOUN", "ADJ") for i in range(last + 1, head + 1)):
        return head
    return last


def _is_role(words: str) -> bool:
    return all(word in ROLES for word in words.casefold().split())


def _proper_runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield first and last token of every stretch of proper nouns within a sentence."""
    first = None
    syntax = syntax_of(doc)
    openings = {start for start, _ in syntax.sentences}
    for token, (form, pos) in enumerate(zip(syntax.forms, syntax.pos, strict=True)):
        is_name = pos == "PROPN" and form[0].isalnum()
        if first is not None and (not is_name or token in openings):
            yield first, token - 1
            first = None
        if first is None and is_name:
            first = token
    if first is not None:
        yield first, len(doc) - 1
