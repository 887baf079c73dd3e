"""Find who did what to whom: n-ary facts over the clauses of a parse.

The predicate is the verb group as written, auxiliaries, negation and particles included, so that
a fact that is lifted out of its sentence still says what it denies or hedges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.clauses import Clause, clauses_of, continues, is_denied, taken_subject
from compressor.extraction.found import FoundArgument, FoundFact
from compressor.extraction.nominals import is_amount, renames
from compressor.extraction.syntax import (
    HYPHENS,
    PLACES,
    TIMES,
    WH_WORDS,
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
_ROLES = {
    "dobj": "object",
    "attr": "complement",
    "acomp": "complement",
    "oprd": "complement",
    "ccomp": "complement",
    "xcomp": "complement",
    "dative": "to",
}
_REPORTING = word_set(
    "say tell add write report announce claim argue note explain think believe warn ask reply state insist suggest "
    "declare admit recall conclude predict estimate observe remark joke laugh complain promise hope know feel"
)
_PER_UNIT = re.compile(r"[a-z]{1,3}-\d")  # 'ha-1'
_CAPTION = re.compile(r"(?:table|figure|fig\.|box|scheme)\d+[a-z]?\.")
_OPENING = frozenset({"(", "[", "{"})
_CONDITIONS = word_set("as if unless once when whenever where while before until till provided")
_QUALIFYING = word_set("instead almost otherwise only not")  # of a preposition: 'instead of'
_DEPENDENT = frozenset({"whether", "if"})
_QUESTION_TAGS = frozenset({"WP", "WDT", "WRB"})

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


class _Argument(NamedTuple):
    """An argument before it becomes a range: tokens by number."""

    role: str
    head: int
    start: int
    end: int


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
    if syntax.tag[subject] in _QUESTION_TAGS or not is_word(syntax, subject) or _is_dummy(syntax, clause):
        return None
    if unit_of(syntax.forms[subject]) and is_amount(syntax, subject):  # 'every 10 s produce 16 MB'
        return None
    arguments = _arguments(syntax, clause)
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
        subject=_found(parsed, _Argument("subject", head, *trimmed(syntax, start, end))),
        predicate="is",
        lemma="be",
        arguments=(_found(parsed, _Argument("complement", noun, *phrase(syntax, noun))),),
        negated=False,
        modality=None,
        time=None,
        place=None,
        confidence=_confidence(syntax, "apposition", noun, []),
    )


def _subject(syntax: Syntax, clause: Clause) -> _Argument:
    start, end = _apart(syntax, clause.subject, clause)
    first = clause.group[0]
    return _Argument("subject", clause.subject, start, min(end, first) if clause.subject < first else end)


def _apart(syntax: Syntax, head: int, clause: Clause) -> tuple[int, int]:
    """Return a phrase without the clause that says something of it."""
    start, end = phrase(syntax, head)
    around = (child for child in syntax.children[head] if syntax.left[child] <= clause.verbs[0] < syntax.right[child])
    opening = syntax.left[next(around, head)]
    return trimmed(syntax, start, opening) if head < opening < end else (start, end)


def _found(parsed: Parsed, argument: _Argument) -> FoundArgument:
    head = parsed.range(parsed.doc[argument.head])
    return FoundArgument(argument.role, range_of(parsed, argument.start, argument.end), head)


def _arguments(syntax: Syntax, clause: Clause) -> list[_Argument]:
    found: list[_Argument] = []
    if clause.antecedent is not None:
        found.append(_Argument(clause.gap, clause.antecedent, *_apart(syntax, clause.antecedent, clause)))
    for verb in clause.verbs:
        for child in syntax.children[verb]:
            if child == clause.subject or child in clause.group or _stands_apart(syntax, child, verb):
                continue
            if clause.antecedent is None or syntax.words[child] not in WH_WORDS:
                found.extend(_argument(syntax, child))
    if clause.kind == "coordinate":
        found.extend(_shared_conditions(syntax, clause.verbs[0]))
    found = [argument for argument in found if not _is_listed(syntax, argument, found)]
    found = [_without_next_subject(syntax, clause, argument) for argument in found]
    return [a for a in found if not any(b.start <= a.start and a.end <= b.end and b is not a for b in found)]


def _is_listed(syntax: Syntax, argument: _Argument, arguments: list[_Argument]) -> bool:
    """Tell an amount of a list that goes on without its verb: 'was €17m in 2024, *€46m* in 2025'."""
    is_aside = syntax.dep[argument.head] == "npadvmod" and is_amount(syntax, argument.head)
    return is_aside and any(other.head < argument.head and is_amount(syntax, other.head) for other in arguments)


def _shared_conditions(syntax: Syntax, verb: int) -> Iterator[_Argument]:
    """Yield the conditions in front of the clauses that a verb is coordinated with: 'If it rains, A and B'."""
    while syntax.dep[verb] == "conj":
        verb = syntax.head[verb]
        for condition in syntax.each(verb, "advcl"):
            if condition < verb:
                yield from _condition(syntax, condition)


def _without_next_subject(syntax: Syntax, clause: Clause, argument: _Argument) -> _Argument:
    """Cut the subject of the next clause off, which a parser may take for a part of the object."""
    for verb in syntax.each(clause.verbs[-1], "conj"):
        taken = taken_subject(syntax, verb)
        if taken is not None and argument.head < syntax.left[taken] < argument.end:
            start, end = trimmed(syntax, argument.start, syntax.left[taken])
            return argument._replace(start=start, end=max(end, argument.head + 1))
    return argument


def _stands_apart(syntax: Syntax, child: int, verb: int) -> bool:
    """Tell a sentence that a colon, semicolon or comma joins from a clause that is an object."""
    if ";" in syntax.words[min(child, verb) : max(child, verb)]:
        return True
    if syntax.dep[child] != "ccomp":
        return False
    if child > verb:
        return syntax.word_before(child) == ":"
    return ":" in syntax.words[child:verb] or syntax.lemmas[verb] not in _REPORTING


def _argument(syntax: Syntax, child: int) -> Iterator[_Argument]:
    relation = syntax.dep[child]
    if syntax.word_before(child) in _OPENING:
        return
    if not is_word(syntax, child) or syntax.tag[child] in _QUESTION_TAGS or _is_rest_of_word(syntax, child):
        return
    if relation in ("prep", "agent") or (relation in ("dative", "conj") and syntax.pos[child] == "ADP"):
        yield from _prepositional(syntax, child)
    elif relation in _ROLES and not (relation == "xcomp" and continues(syntax, child)):
        yield _Argument(_role(syntax, child), child, *_whole(syntax, child))
    elif relation == "npadvmod":
        role = "time" if syntax.label[child] in TIMES else "complement"
        yield _Argument(role, child, *phrase(syntax, child))
    elif relation == "advcl":
        yield from _condition(syntax, child)


def _condition(syntax: Syntax, verb: int) -> Iterator[_Argument]:
    """Yield when or where something holds: 'if the rent is late'."""
    for lead in syntax.each(verb, "mark", "advmod"):
        first = syntax.left[verb]
        if syntax.words[lead] in _CONDITIONS and lead <= first + 1:  # 'if', 'only if'
            start, end = phrase(syntax, verb)
            yield _Argument(" ".join(syntax.words[first : lead + 1]), verb, max(start, lead + 1), end)


def _role(syntax: Syntax, child: int) -> str:
    relation = syntax.dep[child]
    is_only_object = relation == "dative" and syntax.child(syntax.head[child], "dobj", "ccomp", "xcomp") is None
    return "object" if is_only_object else _ROLES[relation]


def _whole(syntax: Syntax, head: int) -> tuple[int, int]:
    """Return a phrase with the 'whether' that makes it a question and the '-1' that belongs to its unit."""
    start, end = phrase(syntax, head)
    if syntax.dep[head] == "ccomp" and start > syntax.left[head] and syntax.words[start - 1] in _DEPENDENT:
        start -= 1
    while end < len(syntax.forms) and _PER_UNIT.fullmatch(syntax.forms[end]):
        end += 1
    return start, end


def _prepositional(syntax: Syntax, preposition: int, before: str = "") -> Iterator[_Argument]:
    """Yield the objects of a preposition and of those coordinated with it: 'out of', 'because of'."""
    has_object = syntax.child(preposition, "pobj") is not None  # without one, the 'then' of 'since then' is its object
    particles = [
        child for child in syntax.each(preposition, "pcomp", "prep") if has_object and not syntax.children[child]
    ]
    leads = [word for word in syntax.each(preposition, "advmod", "neg") if syntax.words[word] in _QUALIFYING]
    words = [syntax.words[word] for word in (*leads, preposition, *particles)]
    role = " ".join([*before.split(), *words])
    inner = "" if has_object else role  # 'out of', but not 'from May to June'
    for child in syntax.children[preposition]:
        relation = syntax.dep[child]
        if relation in ("pobj", "pcomp") and syntax.pos[child] != "ADP":
            if syntax.tag[child] not in _QUESTION_TAGS and not _is_rest_of_word(syntax, child):
                yield _Argument(role, child, *_whole(syntax, child))
            if syntax.label[child] in TIMES:
                for further in syntax.each(child, "prep"):
                    yield from _prepositional(syntax, further)
        elif relation in ("prep", "pcomp", "pobj"):
            yield from _prepositional(syntax, child, inner)
        elif relation == "conj":
            yield from _prepositional(syntax, child, before)


def _is_rest_of_word(syntax: Syntax, token: int) -> bool:
    """Tell the 'm' of '46.8m', which the parser may take for an object of its own."""
    before = syntax.left[token] - 1
    return before >= 0 and syntax.joined[before] and (is_word(syntax, before) or syntax.forms[before] in HYPHENS)


def _is_time(syntax: Syntax, argument: _Argument) -> bool:
    role = argument.role
    return syntax.label[argument.head] in TIMES and (role == "time" or role in _TIME_PREPOSITIONS)


def _is_place(syntax: Syntax, argument: _Argument) -> bool:
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


def _is_negated(syntax: Syntax, clause: Clause, arguments: list[_Argument]) -> bool:
    if is_denied(syntax, clause):
        return True
    nouns = [clause.subject, *(a.head for a in arguments if a.role in ("object", "complement"))]
    return any(syntax.words[det] == "no" for noun in nouns for det in syntax.each(noun, "det"))


def _confidence(syntax: Syntax, kind: str, verb: int, arguments: list[_Argument]) -> float:
    start, end = syntax.sentence(verb)
    roles = [argument.role for argument in arguments]
    estimate = _PRECISION[kind] - _PER_TOKEN * (end - start - _USUAL_LENGTH) - _PER_ARGUMENT * max(0, len(roles) - 1)
    if any(roles.count(role) > 1 for role in ("object", "to", "from")):  # one is often the start of what comes next
        estimate -= _TWO_ALIKE
    return round(min(0.95, max(0.05, estimate)), 2)
