"""Read what a question asks for: the kind of answer, the noun that names it, and whether it acts or is acted upon."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Literal, NamedTuple

from compressor.extraction.wordsets import word_set
from compressor.plans.kinds import Kind, kind_of
from compressor.relevance.terms import STOP_WORDS, terms

Role = Literal["subject", "object", "place"]

_WH: dict[str, Kind] = {"who": "person", "whom": "person", "whose": "person", "when": "date", "where": "place"}
_MEASURED = word_set("many much long old far large big tall high deep wide heavy fast often")
_AUXILIARIES = word_set(
    "is are was were be been do does did has have had can could will would shall should may might must"
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_NAMED_WITHOUT = ("date", "person")  # 1804 is a year without the word, and a president is named by the name
_FAR = 5  # words behind what or which among which the noun is looked for


class Asked(NamedTuple):
    """What would answer a question."""

    kind: Kind
    noun: frozenset[str]  # index terms of the noun that names the answer: 'judge' of 'how many judges'
    role: Role | None  # of the answer towards the verb, where the order of words tells


def asked(question: str) -> Asked:
    """Read a question by its first question word."""
    words = _WORD.findall(question.lower().replace("’", "'"))
    for at, word in enumerate(words):
        rest = words[at + 1 :]
        if word in ("what", "which"):
            return _which(rest)
        if word in ("who", "whom", "whose", "when", "where"):
            role = _role(word, rest)
            return Asked(_WH[word], frozenset(), role)
        if word == "how" and rest and rest[0] in _MEASURED:
            counted = list(takewhile(lambda word: word not in STOP_WORDS, rest[1:_FAR]))
            return Asked("amount", _terms(counted if rest[0] in ("many", "much") else []), None)
    return Asked("thing", frozenset(), None)


def _which(rest: list[str]) -> Asked:
    """Read 'what year', 'which American company', 'what is the name of the river'."""
    role = _role("what", rest) if rest and rest[0] in _AUXILIARIES else None
    for word in rest[:_FAR]:
        if (word in _AUXILIARIES or word == "of") and word != rest[0]:
            break
        kind = kind_of(word)
        if kind:
            return Asked(kind, _terms([] if kind in _NAMED_WITHOUT else [word]), role)
    named = [] if rest and rest[0] in _AUXILIARIES else [word for word in rest[:_FAR] if word not in STOP_WORDS]
    return Asked("thing", _terms(named[:1]), role)


def _role(word: str, rest: list[str]) -> Role | None:
    """Tell 'who wrote X' from 'who did X meet'."""
    if word in ("when", "where"):
        return "place" if word == "where" else None
    if word == "whom" or rest[:1] in (["do"], ["does"], ["did"]):
        return "object"
    return None if rest and rest[0] in _AUXILIARIES else "subject"


def _terms(words: list[str]) -> frozenset[str]:
    return frozenset(terms(" ".join(words)))
