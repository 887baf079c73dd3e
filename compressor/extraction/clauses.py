"""Find the clauses of a parse: a verb group, its subject and what it leaves unsaid.

Labels are those of the ClearNLP guidelines that the English pipelines of spaCy use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from compressor.extraction.supposition import ANYONE, is_modal, is_supposed, says_which
from compressor.extraction.syntax import AUXILIARIES, WH_WORDS, Syntax, syntax_of
from compressor.extraction.wordsets import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "compressor.clauses"

ClauseKind = Literal["main", "coordinate", "embedded", "relative", "reduced", "adverbial"]

_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|['’][^\W\d_]+")  # also "'s"
_SUBJECTS = ("nsubj", "nsubjpass")
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_MEASURES = frozenset({"DATE", "TIME", "QUANTITY", "MONEY", "PERCENT", "CARDINAL"})
_PREPOSITIONS = word_set("following including regarding concerning according excluding pending")
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_PARTICIPLES = frozenset({"VBG", "VBN"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_PARTICLES = word_set("out over up off down away")
_MOST_VERBS = 4  # 'agreed to try to start to build'


class Clause(NamedTuple):
    """A verb group and its subject, tokens by number."""

    kind: ClauseKind
    subject: int
    verbs: tuple[int, ...]  # 'agreed', 'pay' of 'agreed to pay'
    group: tuple[int, ...]  # every word of the predicate, in text order
    antecedent: int | None = None  # what a relative clause is about, where that is not its subject
    gap: str = "object"  # the part the antecedent plays: 'object' or a preposition


def clauses_of(doc: Doc) -> list[Clause]:
    """Return the clauses that say something of a subject, in text order; kept with the Doc.

    Questions, conditions and infinitives say nothing; neither does what the tagger takes for a
    verb in a line of code.
    """
    clauses = doc.user_data.get(_KEY)
    if not isinstance(clauses, list):
        clauses = doc.user_data[_KEY] = list(_find_clauses(syntax_of(doc)))
    return clauses


def _find_clauses(syntax: Syntax) -> Iterator[Clause]:
    for start, end in syntax.sentences:
        if syntax.words[end - 1] == "?":
            continue
        for verb in range(start, end):
            if syntax.pos[verb] in ("VERB", "AUX") and syntax.dep[verb] not in AUXILIARIES:
                clause = _clause(syntax, verb) if _LETTERS.fullmatch(syntax.words[verb]) else None
                if clause is not None:
                    yield clause


def continues(syntax: Syntax, verb: int) -> bool:
    """Tell whether a verb is part of its head's group: 'pay' in 'agreed to pay'."""
    head = syntax.head[verb]
    return (
        syntax.dep[verb] == "xcomp"
        and syntax.pos[verb] in ("VERB", "AUX")
        and syntax.pos[head] in ("VERB", "AUX")
        and syntax.child(head, "dobj", "dative") is None
        and syntax.child(verb, *_SUBJECTS) is None
    )


def _clause(syntax: Syntax, verb: int) -> Clause | None:
    relation = syntax.dep[verb]
    if syntax.child(verb, "csubj", "csubjpass") is not None:  # 'what saves it is the warning'
        return None
    if relation in ("relcl", "acl"):
        return _modifying(syntax, verb)
    own = _own_subject(syntax, verb)
    if own is not None:
        if is_supposed(syntax, verb) or _is_infinitive(syntax, verb):
            return None
        return _with_group(syntax, _OWN_KINDS.get(relation, "main"), own, verb)
    if relation == "conj":
        return _coordinate(syntax, verb)
    if relation == "advcl" and syntax.tag[verb] in _PARTICIPLES and syntax.child(verb, "mark") is None:
        head = _clause(syntax, syntax.head[verb]) if syntax.pos[syntax.head[verb]] in ("VERB", "AUX") else None
        is_someone = head is not None and syntax.words[head.subject] not in ANYONE
        return _with_group(syntax, "adverbial", head.subject, verb) if head and is_someone else None
    return None


_OWN_KINDS: dict[str, ClauseKind] = {
    "ccomp": "embedded",
    "pcomp": "embedded",
    "csubj": "embedded",
    "advcl": "adverbial",
    "xcomp": "embedded",
}


def _own_subject(syntax: Syntax, verb: int) -> int | None:
    """Return the subject of a verb; of two, which a parser finds where a clause was left unread, the nearer."""
    subjects = [word for word in syntax.each(verb, *_SUBJECTS) if syntax.tag[syntax.left[word]] != "WP$"]
    subjects = subjects or list(syntax.each(verb, *_SUBJECTS))
    if len(subjects) > 1 and "and" in syntax.words[subjects[0] : subjects[1]]:  # they act together
        return None
    return next((subject for subject in reversed(subjects) if subject < verb), next(iter(subjects), None))


def _is_infinitive(syntax: Syntax, verb: int) -> bool:
    return any(syntax.words[aux] == "to" for aux in syntax.each(verb, "aux")) and syntax.tag[verb] == "VB"


def _with_group(syntax: Syntax, kind: ClauseKind, subject: int, verb: int) -> Clause:
    verbs = _chain(syntax, verb)
    return Clause(kind, subject, verbs, _group(syntax, verbs))


def _chain(syntax: Syntax, verb: int) -> tuple[int, ...]:
    verbs = [verb]
    while len(verbs) < _MOST_VERBS:
        following = next((v for v in syntax.each(verbs[-1], "xcomp") if continues(syntax, v)), None)
        if following is None:
            break
        verbs.append(following)
    return tuple(verbs)


def _group(syntax: Syntax, verbs: tuple[int, ...]) -> tuple[int, ...]:
    """Return the verbs with their auxiliaries, negations, particles and the adverbs among them."""
    words = set(verbs)
    for verb in verbs:
        words.update(child for child in syntax.children[verb] if syntax.dep[child] in _GROUP)
    first, last = min(words), max(words)
    for verb in verbs:
        for adverb in syntax.each(verb, "advmod"):
            phrase = range(syntax.left[adverb], syntax.right[adverb])
            if _belongs(syntax, phrase, first, last) and syntax.tag[adverb] != "WRB":
                words.update(phrase)
    return tuple(sorted(words))


def _belongs(syntax: Syntax, phrase: range, first: int, last: int) -> bool:
    """Tell an adverb that says how or whether something is done: 'less easily', 'no longer'."""
    if len(phrase) == 1:
        return first < phrase[0] < last or phrase[0] == first - 1
    is_plain = all(syntax.pos[word] in ("ADV", "DET", "PART") for word in phrase)
    is_within = first < phrase[0] and phrase[-1] < last
    is_beside = phrase[-1] == first - 1 or phrase[0] == last + 1
    return is_plain and (is_within or (is_beside and syntax.words[phrase[0]] == "no"))


def is_denied(syntax: Syntax, clause: Clause) -> bool:
    """Tell whether the verb group denies what it says: 'did not', 'is no longer'."""
    return any(syntax.dep[word] == "neg" or syntax.words[word] == "no" for word in clause.group)


def _coordinate(syntax: Syntax, verb: int) -> Clause | None:
    """Borrow subject and auxiliaries: 'was built and opened', 'may accept or reject'."""
    head = syntax.head[verb]
    if syntax.pos[head] not in ("VERB", "AUX") or syntax.child(verb, "expl") is not None:
        return None
    outer = head
    while continues(syntax, outer):
        outer = syntax.head[outer]
    clause = _clause(syntax, outer)
    if clause is None:
        return None
    if _goes_on_condition(syntax, head, verb):
        return None
    own_subject = taken_subject(syntax, verb)
    if own_subject is not None:
        return _with_group(syntax, "coordinate", own_subject, verb)
    own = _with_group(syntax, "coordinate", clause.subject, verb)
    if syntax.child(verb, *AUXILIARIES) is not None and outer == head:
        return own
    shared = [word for word in clause.group if word < head and _is_shared(syntax, word, verb)]
    if not shared or syntax.tag[head] != syntax.tag[verb]:
        return own
    return own._replace(group=tuple(shared) + own.group)


def _goes_on_condition(syntax: Syntax, head: int, verb: int) -> bool:
    """Tell a verb of the condition before it: 'may end the lease if the tenant is late and *fails* to pay'."""
    has_condition = any(head < condition < verb for condition in syntax.each(head, "advcl"))
    return has_condition and is_modal(syntax, head) and syntax.tag[verb] in ("VBZ", "VBP", "VBD")


def taken_subject(syntax: Syntax, verb: int) -> int | None:
    """Return the subject that a parser took for a part of the object before: 'has a tap and *the cup* is cold'."""
    first = verb
    while syntax.dep[first - 1] in _GROUP and syntax.head[first - 1] == verb:
        first -= 1
    noun = first - 1
    is_taken = syntax.dep[noun] == "conj" and syntax.pos[noun] in ("NOUN", "PROPN") and syntax.right[noun] == first
    return noun if is_taken and syntax.tag[first] in _FINITE else None


def _is_shared(syntax: Syntax, word: int, verb: int) -> bool:
    if syntax.dep[word] == "neg":
        return any(syntax.words[cc] in ("or", "nor") for cc in syntax.each(syntax.head[verb], "cc"))
    return syntax.dep[word] != "advmod"


def _modifying(syntax: Syntax, verb: int) -> Clause | None:
    """Read a relative clause or a participle behind a noun."""
    noun = syntax.head[verb]
    if syntax.dep[verb] == "acl" and syntax.child(verb, "mark") is not None and syntax.words[noun] != "fact":
        return None  # 'confirmation that it is ready'
    if syntax.tag[verb] == "VBG" and syntax.words[verb] in _PREPOSITIONS:
        return None
    subject = _own_subject(syntax, verb)
    if subject is not None and _is_fronted(syntax, noun, verb):
        return _with_group(syntax, "main", subject, verb)
    if syntax.dep[verb] == "relcl" and says_which(syntax, noun, verb):
        return None
    has_object = syntax.tag[verb] == "VBN" and syntax.child(verb, "dobj") is not None
    is_active = has_object and syntax.head[noun] != noun  # 'written notice', but 'The works brought in €82m'
    if subject is None:
        if syntax.tag[verb] in _PARTICIPLES and not is_active and (syntax.pos[noun] in _NOMINAL or syntax.label[noun]):
            return _with_group(syntax, "reduced", noun, verb)
        return None
    if syntax.words[subject] in WH_WORDS:
        is_measure = syntax.label[noun] in _MEASURES  # 'forty days, which is half a degree'
        return None if is_measure else _with_group(syntax, "relative", noun, verb)
    if syntax.child(subject, "poss") is not None and syntax.tag[syntax.left[subject]] == "WP$":
        return None
    clause = _with_group(syntax, "embedded" if syntax.dep[verb] == "acl" else "relative", subject, verb)
    gap = _gap(syntax, clause.verbs[-1]) if syntax.dep[verb] == "relcl" else None
    return clause._replace(antecedent=noun, gap=gap) if gap else clause


def _is_fronted(syntax: Syntax, noun: int, verb: int) -> bool:
    """Tell a main clause that a parser took for one about the noun before it: 'Across all lines we ran late'."""
    preposition = syntax.head[noun]
    is_whole = syntax.dep[noun] == "pobj" and syntax.head[preposition] == preposition
    return is_whole and syntax.tag[syntax.left[verb]] not in ("WDT", "WP", "WRB", "IN")


def _gap(syntax: Syntax, verb: int) -> str | None:
    """Return the part that the noun before a relative clause plays in it."""
    for child in syntax.children[verb]:
        relation = syntax.dep[child]
        if relation == "prep":
            objects = [syntax.words[item] for item in syntax.each(child, "pobj", "pcomp")]
            if objects[0] in WH_WORDS if objects else syntax.words[child] not in _PARTICLES:
                return syntax.words[child]
        elif relation == "advmod" and syntax.tag[child] == "WRB":
            return "in" if syntax.words[child] == "where" else None
    is_absolute = syntax.tag[verb] == "VBN" and syntax.child(verb, *AUXILIARIES) is None  # 'its work done'
    if syntax.child(verb, "nsubjpass") is not None or is_absolute:
        return None
    for item in syntax.each(verb, "dobj", "attr", "ccomp"):
        if syntax.words[item] not in WH_WORDS:
            return None
    return "object"
