"""Find what takes part in a clause beside its subject: objects, complements, prepositions, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compressor.extraction.clauses import Clause, continues, taken_subject
from compressor.extraction.nominals import is_amount
from compressor.extraction.syntax import HYPHENS, TIMES, WH_WORDS, Syntax, first_of_row, is_word, phrase, trimmed
from compressor.extraction.units import PER_UNIT
from compressor.extraction.wordsets import word_set

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
_QUALIFYING = word_set("instead almost otherwise only not")  # of a preposition: 'instead of'
_DEPENDENT = frozenset({"whether", "if"})
_CONDITIONS = word_set("as if unless once when whenever where while before until till provided")
_OPENING = frozenset({"(", "[", "{"})
QUESTION_TAGS = frozenset({"WP", "WDT", "WRB"})


class Argument(NamedTuple):
    """An argument before it becomes a range: tokens by number."""

    role: str
    head: int
    start: int
    end: int


def apart(syntax: Syntax, head: int, clause: Clause) -> tuple[int, int]:
    """Return a phrase without the clause that says something of it."""
    start, end = phrase(syntax, head)
    around = (child for child in syntax.children[head] if syntax.left[child] <= clause.verbs[0] < syntax.right[child])
    opening = syntax.left[next(around, head)]
    return trimmed(syntax, start, opening) if head < opening < end else (start, end)


def arguments_of(syntax: Syntax, clause: Clause) -> list[Argument]:
    """Return what takes part in a clause, as the parse orders it; nothing lies within another."""
    found: list[Argument] = []
    if clause.antecedent is not None:
        found.append(Argument(clause.gap, clause.antecedent, *apart(syntax, clause.antecedent, clause)))
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


def _is_listed(syntax: Syntax, argument: Argument, arguments: list[Argument]) -> bool:
    """Tell an amount of a list that goes on without its verb: 'was €17m in 2024, *€46m* in 2025'."""
    is_aside = syntax.dep[argument.head] == "npadvmod" and is_amount(syntax, argument.head)
    return is_aside and any(other.head < argument.head and is_amount(syntax, other.head) for other in arguments)


def _shared_conditions(syntax: Syntax, verb: int) -> Iterator[Argument]:
    """Yield the conditions in front of the clauses that a verb is coordinated with: 'If it rains, A and B'."""
    first = first_of_row(syntax, verb)
    while verb != first:
        verb = syntax.head[verb]
        for condition in syntax.each(verb, "advcl"):
            if condition < verb:
                yield from _condition(syntax, condition)


def _without_next_subject(syntax: Syntax, clause: Clause, argument: Argument) -> Argument:
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


def _argument(syntax: Syntax, child: int) -> Iterator[Argument]:
    relation = syntax.dep[child]
    if syntax.word_before(child) in _OPENING:
        return
    if not is_word(syntax, child) or syntax.tag[child] in QUESTION_TAGS or _is_rest_of_word(syntax, child):
        return
    if relation in ("prep", "agent") or (relation in ("dative", "conj") and syntax.pos[child] == "ADP"):
        yield from _prepositional(syntax, child)
    elif relation in _ROLES and not (relation == "xcomp" and continues(syntax, child)):
        yield Argument(_role(syntax, child), child, *_whole(syntax, child))
    elif relation == "npadvmod":
        role = "time" if syntax.label[child] in TIMES else "complement"
        yield Argument(role, child, *phrase(syntax, child))
    elif relation == "advcl":
        yield from _condition(syntax, child)


def _condition(syntax: Syntax, verb: int) -> Iterator[Argument]:
    """Yield when or where something holds: 'if the rent is late'."""
    for lead in syntax.each(verb, "mark", "advmod"):
        first = syntax.left[verb]
        if syntax.words[lead] in _CONDITIONS and lead <= first + 1:  # 'if', 'only if'
            start, end = phrase(syntax, verb)
            yield Argument(" ".join(syntax.words[first : lead + 1]), verb, max(start, lead + 1), end)


def _role(syntax: Syntax, child: int) -> str:
    relation = syntax.dep[child]
    is_only_object = relation == "dative" and syntax.child(syntax.head[child], "dobj", "ccomp", "xcomp") is None
    return "object" if is_only_object else _ROLES[relation]


def _whole(syntax: Syntax, head: int) -> tuple[int, int]:
    """Return a phrase with the 'whether' that makes it a question and the '-1' that belongs to its unit."""
    start, end = phrase(syntax, head)
    if syntax.dep[head] == "ccomp" and start > syntax.left[head] and syntax.words[start - 1] in _DEPENDENT:
        start -= 1
    while end < len(syntax.forms) and PER_UNIT.fullmatch(syntax.forms[end]):
        end += 1
    return start, end


def _prepositional(syntax: Syntax, preposition: int, before: str = "") -> Iterator[Argument]:
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
            if syntax.tag[child] not in QUESTION_TAGS and not _is_rest_of_word(syntax, child):
                yield Argument(role, child, *_whole(syntax, child))
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
