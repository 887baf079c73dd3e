"""Join names that a preposition makes one, and part those that a conjunction does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compressor.extraction.patterns import Match
from compressor.extraction.wordsets import word_set

UNTYPED = "TERM"
ROLES = word_set(  # a name does not go on behind one: 'President of France' is a role and a place
    "president governor minister director chairman chairwoman chair ceo cto cfo king queen prince princess emperor "
    "secretary senator fellow member head professor captain general mayor judge chief officer founder leader duke "
    "earl bishop pope archbishop ambassador commissioner chancellor lord lady"
)
_JOINT = re.compile(r" (?:of|for)(?: the)? | (?:AND|OF|FOR)(?: THE)? ")
_JOINABLE = frozenset({UNTYPED, "ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART", "PRODUCT"})
_VALUES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
_PLACES = frozenset({"GPE", "LOC"})
# What a place names: 'National Bank of Norway', but 'Gemma Frisius of Louvain' is someone from there.
_OF_PLACES = word_set(
    "Abbey Academy Act Airport Archdiocese Archipelago Arena Armistice Army Assembly Association Avenue Award "
    "Awards Ballet Bank Banks Basilica Battle Bay Bishopric Board Canton Cantons Cathedral Chamber Charter "
    "Chronicle Church City Club Coast Coat College Commonwealth Commune Conference Congress Constitution "
    "Convention Council County Court Crown Cup Declaration Democracy Department Diocese District Duchy Dukedom "
    "Earldom Embassy Emirate Empire Exchange Federation Fort Front Gallery Gulf Hall History Hospital House "
    "Institute Institution Invasion Island Islands Isle Isles Kingdom League Library Line List Mandate Mayoralty "
    "Ministry Mission Municipality Museum National Observatory Occupation Opera Orchestra Order Palace Parliament "
    "Partition Party Peninsula People Philharmonic Port Press Principality Protectorate Province Raid Rebellion "
    "Region Republic Republics Royal School Scout Sea Seat Seminary Senate Siege Society State States Statute "
    "Strait Straits Sultanate Supreme Symphony Synod Territory Theatre Tower Town Treaty Tribunal Union "
    "University Vale Valley Village Voice Volunteers War Wars Zoo Journal Magazine Review Walk Encyclopedia Dictionary"
)
_FIRMS = frozenset({"Company", "Corporation"})
_SOMEONE = re.compile(r"(?P<one>[A-Z][a-zà-ÿ]+ [A-Z][a-zà-ÿ]+) of (?P<other>[A-Z][a-zà-ÿ]+)")
_PAIR = re.compile(r"(?P<one>[A-Z][\w'’-]*) and (?P<other>[A-Z][\w'’-]*)")
_PLACED = re.compile(r"(?P<one>[A-Z]\S*) (?:in|at) (?P<other>[A-Z][a-z]+)")
_PLACEABLE = frozenset({UNTYPED, "ORG", "PERSON", "GPE", "FAC"})
_BEFORE_PAIR = re.compile(r"[Bb](?:etween|oth) $")
_LEAD = 8  # characters of what stands before a pair


def joined(text: str, matches: list[Match]) -> list[Match]:
    """Join names that a preposition makes one: 'Bank' + ' of ' + 'England'."""
    found = list[Match]()
    for match in matches:
        before = found[-1] if found else None
        if before and _JOINT.fullmatch(text, before.end, match.start) and _makes_one(text, before, match):
            sure = min(before.confidence, match.confidence)
            found[-1] = Match(before.start, match.end, before.label, sure)
        else:
            found.append(match)
    return found


def _makes_one(text: str, before: Match, after: Match) -> bool:
    if before.label not in _JOINABLE or after.label in _VALUES:
        return False
    words = text[before.start : before.end].split()
    last_word = words[-1]
    is_thing = (len(words) == 1 and before.label != "ORG") or _is_thing(words)
    is_place = after.label in _PLACES or (after.label == UNTYPED and last_word in _FIRMS)
    if is_place and not is_thing:
        return False
    return last_word[0].isupper() and last_word.casefold() not in ROLES and text[after.start].isupper()


def _is_thing(words: list[str]) -> bool:
    return any(word.capitalize() in _OF_PLACES for word in words)


def parted(text: str, matches: list[Match]) -> list[Match]:
    """Part 'Gemma of Louvain', and 'Molde and Vestnes' where 'between' or the text itself says that there are two."""
    names = {text[match.start : match.end] for match in matches}
    return [part for match in matches for part in _parts(text, match, names)]


def _parts(text: str, match: Match, names: set[str]) -> Iterator[Match]:
    has_article = text[max(0, match.start - 4) : match.start].casefold() == "the "
    someone = _SOMEONE.fullmatch(text, match.start, match.end) if match.label == "ORG" and not has_article else None
    placed = _PLACED.fullmatch(text, match.start, match.end) if match.label in _PLACEABLE else None
    pair = _PAIR.fullmatch(text, match.start, match.end)
    is_led = pair and _BEFORE_PAIR.search(text, max(0, match.start - _LEAD), match.start)
    if someone and not _is_thing(someone["one"].split()):
        yield from _halves(match, someone, "PERSON", UNTYPED)
    elif placed:
        yield from _halves(match, placed, UNTYPED, UNTYPED)
    elif pair and (is_led or names.issuperset(pair.groups())):
        yield from _halves(match, pair, match.label, match.label)
    else:
        yield match


def _halves(match: Match, found: re.Match[str], *labels: str) -> Iterator[Match]:
    for group, label in zip(("one", "other"), labels, strict=True):
        yield match._replace(start=found.start(group), end=found.end(group), label=label)
