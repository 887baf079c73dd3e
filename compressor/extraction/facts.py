"""Find who did what to whom: n-ary facts over the clauses of a parse.

The predicate is the verb group as written, auxiliaries, negation and particles included, so that
a fact that is lifted out of its sentence still says what it denies or hedges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compressor.extraction.arguments import QUESTION_TAGS, Argument, apart, arguments_of
from compressor.extraction.clauses import Clause, clauses_of, is_denied
from compressor.extraction.found import FoundArgument, FoundFact
from compressor.extraction.nominals import is_amount, renames
from compressor.extraction.syntax import (
    PLACES,
    TIMES,
    Syntax,
    is_word,
    phrase,
    range_of,
    syntax_of,
    trimmed,
)
from compressor.extraction.units import unit_of
from compressor.extraction.wordsets import word_set

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

_TIME_PREPOSITIONS = word_set(
    "in on at since until till by from during before after between for within throughout over"
)
_PLACE_PREPOSITIONS = word_set("in at on near inside outside within throughout across around")
_CAPTION = re.compile(r"(?:table|figure|fig\.|box|scheme)\d+[a-z]?\.")

# Precision against facts that people wrote down, by kind of clause; it falls by half a point with
# each token of the sentence and by three points with each further argument.
_PRECISION = {
    "main": 0.76,
    "coordinate": 0.73,
    "adverbial": 0.64,
    "relative": 0.62,
    "embedded": 0.61,
    "reduced": 0.47,
    "apposition": 0.78,
}
_USUAL_LENGTH = 26
_PER_TOKEN, _PER_ARGUMENT, _TWO_ALIKE = 0.005, 0.03, 0.15


def find_facts(parsed: Parsed) -> Iterator[FoundFact]:
    """Yield the facts that a parse states: those of its clauses, then those of its appositions ('is')."""
    syntax = syntax_of(parsed.doc)
    for clause in clauses_of(parsed.doc):
        fact = _fact(parsed, syntax, clause)
        if fact is not None:
            yield fact
    for noun, relation in enumerate(syntax.dep):
        if relation == "appos" and renames(syntax, noun):
            yield _apposition(parsed, syntax, noun)


def _fact(parsed: Parsed, syntax: Syntax, clause: Clause) -> FoundFact | None:
    subject = clause.subject
    if syntax.tag[subject] in QUESTION_TAGS or not is_word(syntax, subject) or _is_dummy(syntax, clause):
        return None
    if unit_of(syntax.forms[subject]) and is_amount(syntax, subject):  # 'every 10 s produce 16 MB'
        return None
    arguments = arguments_of(syntax, clause)
    if not arguments or _is_label(syntax, clause) or _is_no_prose(syntax, clause.subject):
        return None
    time = next((a for a in arguments if _is_time(syntax, a)), None)
    place = next((a for a in arguments if _is_place(syntax, a)), None)
    group = clause.group
    return FoundFact(
        sentence=range_of(parsed, *syntax.sentence(clause.verbs[0])),
        subject=_found(parsed, _subject(syntax, clause)),
        predicate=syntax.written(group),
        lemma=syntax.lemmas[clause.verbs[0]],
        arguments=tuple(_found(parsed, a) for a in arguments if a is not time and a is not place),
        negated=_is_negated(syntax, clause, arguments),
        modality=next((syntax.lemmas[word] for word in group if syntax.tag[word] == "MD"), None),
        time=_found(parsed, time) if time else None,
        place=_found(parsed, place) if place else None,
        confidence=_confidence(syntax, clause.kind, clause.verbs[0], arguments),
    )


def _apposition(parsed: Parsed, syntax: Syntax, noun: int) -> FoundFact:
    head = syntax.head[noun]
    start, end = syntax.left[head], max(syntax.left[noun], head + 1)
    return FoundFact(
        sentence=range_of(parsed, *syntax.sentence(noun)),
        subject=_found(parsed, Argument("subject", head, *trimmed(syntax, start, end))),
        predicate="is",
        lemma="be",
        arguments=(_found(parsed, Argument("complement", noun, *phrase(syntax, noun))),),
        negated=False,
        modality=None,
        time=None,
        place=None,
        confidence=_confidence(syntax, "apposition", noun, []),
    )


def _subject(syntax: Syntax, clause: Clause) -> Argument:
    start, end = apart(syntax, clause.subject, clause)
    first = clause.group[0]
    return Argument("subject", clause.subject, start, min(end, first) if clause.subject < first else end)


def _found(parsed: Parsed, argument: Argument) -> FoundArgument:
    head = parsed.range(parsed.doc[argument.head])
    return FoundArgument(argument.role, range_of(parsed, argument.start, argument.end), head)


def _is_time(syntax: Syntax, argument: Argument) -> bool:
    role = argument.role
    return syntax.label[argument.head] in TIMES and (role == "time" or role in _TIME_PREPOSITIONS)


def _is_place(syntax: Syntax, argument: Argument) -> bool:
    return syntax.label[argument.head] in PLACES and argument.role in _PLACE_PREPOSITIONS


def _is_dummy(syntax: Syntax, clause: Clause) -> bool:
    """Tell 'it is clear that ...' from an 'it' that stands for something."""
    verb = clause.verbs[0]
    return (
        syntax.words[clause.subject] == "it"
        and syntax.lemmas[verb] == "be"
        and syntax.child(verb, "acomp", "attr") is not None
        and syntax.child(verb, "ccomp", "xcomp", "advcl") is not None
    )


def _is_label(syntax: Syntax, clause: Clause) -> bool:
    """Tell who speaks from who acts, 'Chair: Thank you all', and a list of keywords from a subject."""
    start, end = phrase(syntax, clause.subject)
    return ":" in syntax.forms[start : clause.group[0]] or ";" in syntax.forms[start:end]


def _is_no_prose(syntax: Syntax, token: int) -> bool:
    """Tell a line in which what looks like a verb is none: 'reset peer=a method=b', 'Fig. 1. Means of the flux'."""
    start, end = syntax.sentence(token)
    if _CAPTION.match("".join(syntax.words[start : start + 3])):
        return True
    settings = sum(_is_setting(syntax, other) for other in range(start, end))
    return settings > 1


def _is_setting(syntax: Syntax, token: int) -> bool:
    """Tell the '=' of 'method=POST' from that of 'P = 0.02'."""
    form = syntax.forms[token]
    return "=" in form[1:-1] or (form == "=" and syntax.joined[token] and syntax.joined[token - 1])


def _is_negated(syntax: Syntax, clause: Clause, arguments: list[Argument]) -> bool:
    if is_denied(syntax, clause):
        return True
    nouns = [clause.subject, *(a.head for a in arguments if a.role in ("object", "complement"))]
    return any(syntax.words[det] == "no" for noun in nouns for det in syntax.each(noun, "det"))


def _confidence(syntax: Syntax, kind: str, verb: int, arguments: list[Argument]) -> float:
    start, end = syntax.sentence(verb)
    roles = [argument.role for argument in arguments]
    estimate = _PRECISION[kind] - _PER_TOKEN * (end - start - _USUAL_LENGTH) - _PER_ARGUMENT * max(0, len(roles) - 1)
    if any(roles.count(role) > 1 for role in ("object", "to", "from")):  # one is often the start of what comes next
        estimate -= _TWO_ALIKE
    return round(min(0.95, max(0.05, estimate)), 2)
