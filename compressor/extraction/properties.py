"""Find typed properties: what something is, has, measures, where it is and when it began.

Owners are the names themselves ('vessel'), values the phrases that state them ('1,200 passengers').
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.clauses import Clause, clauses_of, is_denied
from compressor.extraction.found import FoundProperty
from compressor.extraction.nominals import (
    UNNAMED,
    Stated,
    amount_of,
    is_amount,
    key_of,
    kind_key,
    measure_end,
    name,
    nominal_properties,
    stated,
)
from compressor.extraction.syntax import PLACES, TIMES, Syntax, phrase, range_of, syntax_of
from compressor.extraction.units import unit_of
from compressor.extraction.wordsets import word_set

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

_PLACE_PREPOSITIONS = frozenset({"in", "at", "on", "near"})
_TIME_PREPOSITIONS = frozenset({"in", "on", "since", "at"})
_MEASURING = {
    "cost": "cost",
    "weigh": "weight",
    "measure": "size",
    "last": "duration",
    "total": "total",
    "span": "extent",
}
_HOLDING = {"employ": "employees"} | dict.fromkeys(word_set("carry contain hold seat house accommodate comprise"), "")
_CHANGES = word_set(
    "rise fall increase decrease grow decline drop climb slip jump come amount reach stand widen narrow"
)
_BASES = frozenset({"locate", "base", "headquarter", "situate"})
_BREAKS = frozenset({":", ";", "–", "—"})
_RELATIVE = frozenset({"WP", "WP$", "WDT"})
_NAMINGS = frozenset({"know", "call", "nickname", "abbreviate"})


class _Event(NamedTuple):
    """Keys of what a verb tells about its subject, or of its object where it is active."""

    time: str
    place: str | None = None
    agent: str | None = None


_EVENTS = {
    "found": _Event("founded", "location", "founder"),
    "establish": _Event("established", "location", "founder"),
    "incorporate": _Event("incorporated", "location"),
    "form": _Event("formed", "location"),
    "bear": _Event("born", "birthplace"),
    "die": _Event("died", "place of death"),
    "build": _Event("built", "location", "builder"),
    "construct": _Event("built", "location", "builder"),
    "complete": _Event("completed"),
    "open": _Event("opened"),
    "launch": _Event("launched"),
    "release": _Event("released"),
    "publish": _Event("published", None, "publisher"),
    "write": _Event("written", None, "author"),
    "design": _Event("designed", None, "designer"),
    "invent": _Event("invented", None, "inventor"),
    "discover": _Event("discovered", None, "discoverer"),
    "develop": _Event("developed", None, "developer"),
    "sign": _Event("signed"),
    "acquire": _Event("acquired", None, "owner"),
    "end": _Event("end"),
    "expire": _Event("expiry"),
    "lapse": _Event("expiry"),
    "begin": _Event("start"),
    "start": _Event("start"),
    "commence": _Event("start"),
    "abolish": _Event("abolished"),
    "dissolve": _Event("dissolved"),
}
_HAPPENING = word_set("die end expire lapse begin start commence open")  # what a subject does by itself
_SERVING = word_set("work serve act")


def find_properties(parsed: Parsed) -> Iterator[FoundProperty]:
    """Yield the properties that a parse states, in no particular order, each once."""
    syntax = syntax_of(parsed.doc)
    stated = (found for clause in clauses_of(parsed.doc) for found in _stated(syntax, clause))
    for found in dict.fromkeys(chain(stated, nominal_properties(syntax))):
        owner, value = found.owner, found.value
        if (owner[1] <= value[0] or value[1] <= owner[0]) and _can_own(syntax, *owner):
            yield FoundProperty(
                owner=range_of(parsed, *owner),
                key=found.key,
                value=range_of(parsed, *value),
                span=range_of(parsed, min(owner[0], value[0]), max(owner[1], value[1])),
                confidence=found.confidence,
            )


def _can_own(syntax: Syntax, first: int, end: int) -> bool:
    """Tell the name of an owner from a relative pronoun, a stray letter and a piece of a formula."""
    letters = syntax.forms[first].rstrip(".")
    is_letter = len(letters) == 1 and letters.islower()
    name = "".join(syntax.forms[first:end])
    return syntax.tag[first] not in _RELATIVE and not is_letter and name.count("(") == name.count(")")


def _stated(syntax: Syntax, clause: Clause) -> Iterator[Stated]:
    """Read the properties that a clause gives its subject."""
    verb = clause.verbs[-1]
    is_certain = not any(syntax.tag[word] == "MD" for word in clause.group) and not _has_condition(syntax, verb)
    if is_denied(syntax, clause) or not is_certain:
        return
    lemma = syntax.lemmas[verb]
    if lemma == "be":
        yield from _copula(syntax, clause.subject, verb)
    elif lemma == "have":
        yield from _possession(syntax, clause.subject, verb)
    elif lemma in _HOLDING:
        yield from _contents(syntax, clause.subject, verb, _HOLDING[lemma])
    elif lemma in _MEASURING:
        for item in syntax.each(verb, "dobj", "npadvmod", "attr"):
            if is_amount(syntax, item):
                yield stated(syntax, clause.subject, _MEASURING[lemma], item, 0.75)
    elif lemma in _CHANGES:
        yield from _outcome(syntax, clause.subject, verb)
    elif lemma in _SERVING and _is_named(syntax, clause.subject):
        yield from _service(syntax, clause.subject, verb)
    elif _tells_event(syntax, clause, lemma):
        yield from _event(syntax, clause.subject, verb)


def _has_condition(syntax: Syntax, verb: int) -> bool:
    marks = (mark for condition in syntax.each(verb, "advcl") for mark in syntax.each(condition, "mark"))
    return any(syntax.words[mark] in ("if", "unless") for mark in marks)


def _tells_event(syntax: Syntax, clause: Clause, lemma: str) -> bool:
    """Tell what was done to a subject, or what it does by itself, from what only names the time of something else."""
    verb = clause.verbs[-1]
    if lemma in _HAPPENING and syntax.tag[verb] != "VBN":  # 'the concession at Oslo, which ends in May'
        return clause.kind in ("main", "coordinate") and syntax.child(verb, "dobj") is None
    return syntax.tag[verb] == "VBN" and (clause.kind != "adverbial" or verb < clause.subject)


def _outcome(syntax: Syntax, subject: int, verb: int) -> Iterator[Stated]:
    """Read 'revenue rose to EUR 412.6 million'."""
    if not _has_amount(syntax, subject):
        return
    for role, item in _prepositional(syntax, verb):
        if role in ("to", "at") and is_amount(syntax, item):
            yield _amount(syntax, subject, item, 0.7)
            return


def _copula(syntax: Syntax, subject: int, verb: int) -> Iterator[Stated]:
    for value in syntax.each(verb, "attr"):
        if syntax.word_before(value) in _BREAKS or syntax.tag[value] in _RELATIVE:  # 'is the nuisance: chaff clings'
            continue
        holder = _holder(syntax, subject)
        if holder is not None:
            yield stated(syntax, holder, key_of(syntax, subject), value, 0.7)
        elif syntax.label[value] in TIMES and syntax.pos[subject] == "NOUN":
            yield stated(syntax, subject, "date", value, 0.65)
        elif is_amount(syntax, value) and _has_amount(syntax, subject) and not _is_compared(syntax, value):
            yield _amount(syntax, subject, value, 0.65)
        elif _is_named(syntax, subject) and syntax.label[value] not in UNNAMED and syntax.pos[value] != "PRON":
            yield stated(syntax, subject, kind_key(syntax, subject, value), value, 0.75)
    for preposition in syntax.each(verb, "prep"):
        if syntax.words[preposition] in _PLACE_PREPOSITIONS and _is_named(syntax, subject):
            for place in syntax.each(preposition, "pobj"):
                if syntax.label[place] in PLACES:
                    yield stated(syntax, subject, "location", place, 0.7)


def _amount(syntax: Syntax, subject: int, value: int, confidence: float) -> Stated:
    """Return how much something is, whose name goes on to what it is counted for: 'emissions per mile'."""
    found = stated(syntax, subject, "amount", value, confidence)
    goes_on = syntax.child(subject, "prep") is not None
    return found._replace(owner=phrase(syntax, subject, is_short=True)) if goes_on else found


def _is_compared(syntax: Syntax, value: int) -> bool:
    """Tell '1.1 kg higher', which is not how much it is."""
    return any(syntax.tag[word] in ("JJR", "RBR") for word in range(value, syntax.right[value]))


def _has_amount(syntax: Syntax, noun: int) -> bool:
    """Tell a single thing that can be so much: 'the fee', but not 'Tanner Street' or 'commitment and other fees'."""
    is_thing = syntax.pos[noun] in ("NOUN", "PROPN") and syntax.label[noun] not in PLACES | {"PERSON"}
    return is_thing and syntax.child(noun, "conj") is None


def _holder(syntax: Syntax, noun: int) -> int | None:
    """Return what a functional noun belongs to: the dam of 'the capacity of the dam'."""
    if syntax.pos[noun] != "NOUN":
        return None
    owner = syntax.child(noun, "poss")
    if owner is None:
        of = next((prep for prep in syntax.each(noun, "prep") if syntax.words[prep] == "of"), None)
        owner = syntax.child(of, "pobj") if of is not None else None
    return None if owner is None or syntax.tag[owner] in ("WP$", "WP", "WDT") else owner


def _possession(syntax: Syntax, subject: int, verb: int) -> Iterator[Stated]:
    """Read 'has a capacity of 1,200', 'has a 4,575 mAh battery' and 'has 300 employees'."""
    for thing in syntax.each(verb, "dobj"):
        for item in (thing, *syntax.each(thing, "conj")):
            amount = amount_of(syntax, item)
            counted = next((number for number in syntax.each(item, "nummod") if number < item), None)
            if amount is not None:
                yield stated(syntax, subject, key_of(syntax, item), amount, 0.75)
            elif counted is not None:
                yield from _counted(syntax, subject, item, counted)


def _contents(syntax: Syntax, subject: int, verb: int, key: str) -> Iterator[Stated]:
    """Read 'employs 1,850 people' and 'carries 120 passengers'."""
    for thing in syntax.each(verb, "dobj"):
        if syntax.pos[thing] == "NOUN" and is_amount(syntax, thing) and not _is_measure(syntax, thing):
            yield stated(syntax, subject, key or key_of(syntax, thing), thing, 0.7)


def _is_measure(syntax: Syntax, noun: int) -> bool:
    """Tell '300 g' and '31% of the posts' from '1,850 people'."""
    return syntax.label[noun] in UNNAMED or unit_of(syntax.forms[noun]) is not None


def _service(syntax: Syntax, person: int, verb: int) -> Iterator[Stated]:
    """Read 'worked as an engineer'."""
    for role, item in _prepositional(syntax, verb):
        if role == "as" and syntax.pos[item] == "NOUN":
            yield stated(syntax, person, kind_key(syntax, person, item), item, 0.7)


def _counted(syntax: Syntax, subject: int, noun: int, number: int) -> Iterator[Stated]:
    end = measure_end(syntax, number)
    owner = name(syntax, subject)
    if end is None:
        yield Stated(owner, key_of(syntax, noun), (syntax.left[number], noun + 1), 0.7)
    elif end <= noun:
        yield Stated(owner, key_of(syntax, noun), (number, end), 0.75)
    else:  # '8 GB of memory'
        for preposition in syntax.each(noun, "prep"):
            for thing in syntax.each(preposition, "pobj"):
                if syntax.words[preposition] == "of":
                    yield Stated(owner, key_of(syntax, thing), (number, end), 0.75)


def _event(syntax: Syntax, subject: int, verb: int) -> Iterator[Stated]:
    lemma = syntax.lemmas[verb]
    event = _EVENTS.get(lemma)
    for role, item in _prepositional(syntax, verb):
        label = syntax.label[item]
        if event is not None and role in _TIME_PREPOSITIONS and label == "DATE":
            yield stated(syntax, subject, event.time, item, 0.85)
        elif event is not None and event.agent and role == "by" and syntax.pos[item] == "PROPN":
            yield stated(syntax, subject, event.agent, item, 0.8)
        elif role in _PLACE_PREPOSITIONS and label in PLACES and (lemma in _BASES or (event and event.place)):
            yield stated(syntax, subject, (event and event.place) or "location", item, 0.85)
        elif role == "as" and lemma in _NAMINGS and syntax.pos[item] == "PROPN":
            yield stated(syntax, subject, "alias", item, 0.85)


def _prepositional(syntax: Syntax, token: int) -> Iterator[tuple[str, int]]:
    """Yield (preposition, object) below a verb, and below a date that took the place for its own."""
    for preposition in syntax.each(token, "prep", "agent"):
        for item in syntax.each(preposition, "pobj"):
            yield syntax.words[preposition], item
            if syntax.label[item] in TIMES:
                yield from _prepositional(syntax, item)


def _is_named(syntax: Syntax, token: int) -> bool:
    label = syntax.label[token]
    return (syntax.pos[token] == "PROPN" or label != "") and label not in UNNAMED
