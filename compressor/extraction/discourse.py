"""Read off a parsed sentence what carries reference: the pronoun it opens with, and what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from compressor.extraction.found import Range
from compressor.extraction.syntax import HYPHENS, Syntax, phrase, range_of, syntax_of
from compressor.extraction.wordsets import word_set

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

Gender = Literal["he", "she", "it", "they"]

GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "they"),
}
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "dative")
_CONTENT = ("ccomp", "csubj", "csubjpass")
_CLAUSES = (*_CONTENT, "advcl", "xcomp", "acl", "relcl")
_SEEMING = frozenset({"seem", "appear", "take"})
_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "CARDINAL"})
_NAMES = frozenset({"NNP", "NNPS"})
_PLURALS = frozenset({"NNS", "NNPS"})
_DEFINITE = frozenset({"the", "this", "these"})
_QUOTES = frozenset("\"“”„«»'‘")
_REACH = 8  # words that may stand before a leading pronoun: 'In the spring of 1905 he'
_LONGEST = 6  # words of a phrase that is short enough to be repeated
_SHELLS = word_set("thing result difference problem reason fact point question answer idea issue case effect way")
_MALE = word_set("mr sir lord king prince duke emperor father pope brother son husband actor uncle man boy baron earl")
_FEMALE = word_set(
    "mrs ms miss lady queen princess duchess empress mother sister daughter wife widow actress aunt woman girl dame"
)
_PEOPLE = (
    _MALE
    | _FEMALE
    | word_set(
        "person people child baby friend colleague cousin parent spouse twin student president chief guest scholar "
        "captain guard pilot graduate staff crew secretary attorney"
    )
)
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "ant", "ee", "man", "men")  # takes some things for people, which is safe


class Opening(NamedTuple):
    """A third-person pronoun that a sentence opens with and is about."""

    range: Range
    gender: Gender


class Subject(NamedTuple):
    """The subject of a main clause."""

    head: Range
    name: Range | None  # the proper nouns at its head; of two joined by 'and', from the first to the second
    phrase: Range | None  # a short noun phrase that is definite: 'the survey'
    gender: Gender | None  # of a pronoun
    plural: bool
    joint: bool  # 'Watson and Crick'
    human: bool  # whether its head is, or looks like, a common noun for people


class Reading(NamedTuple):
    """What a sentence is about, and what else a pronoun of the next might take up."""

    opening: Opening | None
    subject: Subject
    genders: frozenset[Gender]  # those that its pronouns and its words for people show
    objects: frozenset[Gender]  # those of a pronoun for an object of its verb
    defines: bool  # whether it says what its subject is: 'Ada Lovelace was a mathematician'
    is_person: bool  # whether what it says of its subject is a word for people
    turns: bool  # whether it goes on to speak of something else: 'the rain fell and the river rose'


def read_sentences(parsed: Parsed) -> Iterator[tuple[int, Reading]]:
    """Yield what the sentences of a parsed run are about, where they have a subject, each with its offset."""
    syntax = syntax_of(parsed.doc)
    for start, end in syntax.sentences:
        verb = next((token for token in range(start, end) if syntax.head[token] == token), None)
        subject = None if verb is None else syntax.child(verb, *_SUBJECTS)
        if verb is None or subject is None:
            continue
        said = syntax.child(verb, "attr") if syntax.lemmas[verb] == "be" else None
        reading = Reading(
            opening=_opening(parsed, syntax, (start, end), subject),
            subject=_subject(parsed, syntax, subject),
            genders=frozenset(_genders(syntax.words[start:end])),
            objects=frozenset(_objects(syntax, verb)),
            defines=said is not None,
            is_person=said is not None and _is_human(syntax.words[said]),
            turns=_turns(syntax, verb, subject),
        )
        yield parsed.range(parsed.doc[start]).start, reading


# --------------------------------------------------------------------------------------------- the pronoun
def _opening(parsed: Parsed, syntax: Syntax, sentence: tuple[int, int], subject: int) -> Opening | None:
    """Return the first pronoun, where it is the subject, owns it or is taken up by it."""
    start, end = sentence
    first = next((t for t in range(start, min(end, start + _REACH + 1)) if syntax.words[t] in GENDERS), None)
    if first is None or syntax.words[end - 1] == "?" or _QUOTES.intersection(syntax.forms[start:first]):
        return None
    gender = GENDERS[syntax.words[first]]
    owns = syntax.dep[first] == "poss" and syntax.head[first] == subject
    taken_up = first < subject and GENDERS.get(syntax.words[subject]) == gender
    if not (first == subject or owns or taken_up) or _is_empty(syntax, subject):
        return None
    return Opening(range_of(parsed, first, first + 1), gender)


def _is_empty(syntax: Syntax, subject: int) -> bool:
    """Tell whether a subject only fills the place of one: 'it was shown that', 'it is time to', 'it was noon'."""
    verb = syntax.head[subject]
    if syntax.words[subject] != "it":
        return False
    if syntax.child(verb, *_CONTENT) is not None:
        return True
    said = syntax.child(verb, "attr", "acomp", "oprd")
    if said is None:
        return syntax.lemmas[verb] in _SEEMING
    has_clause = syntax.child(verb, *_CLAUSES) is not None or syntax.child(said, *_CLAUSES) is not None
    return has_clause or syntax.label[said] in _AMOUNTS


# --------------------------------------------------------------------------------------------- the subject
def _subject(parsed: Parsed, syntax: Syntax, head: int) -> Subject:
    joint = syntax.child(head, "conj")
    phrased = joint is None and syntax.pos[head] == "NOUN"
    return Subject(
        head=range_of(parsed, head, head + 1),
        name=_name(parsed, syntax, head) if joint is None else _two_names(parsed, syntax, head, joint),
        phrase=_definite_phrase(parsed, syntax, head) if phrased else None,
        gender=GENDERS.get(syntax.words[head]),
        plural=joint is not None or syntax.tag[head] in _PLURALS,
        joint=joint is not None,
        human=syntax.pos[head] == "NOUN" and _is_human(syntax.words[head]),
    )


def _name(parsed: Parsed, syntax: Syntax, head: int) -> Range | None:
    """Return the proper nouns around a head, with a number behind them: 'Route 66'."""
    first, last = syntax.sentence(head)
    is_named = syntax.tag[head] in _NAMES or (syntax.label[head] and syntax.forms[head][0].isupper())
    if not is_named or syntax.child(head, "poss") is not None or _in_brackets(syntax, head):
        return None
    start = min([head, *(part for part in syntax.each(head, "compound") if syntax.forms[part][0].isupper())])
    end = head + 1
    while start > first and _is_of_name(syntax, start - 1):
        start -= 1
    if start - 2 >= syntax.left[head] and syntax.tag[start - 2] in _NAMES and syntax.forms[start - 1].isalpha():
        return None  # 'Bretagne' of 'Parlement de Bretagne'
    while end < last and (_is_of_name(syntax, end) or (end == head + 1 and syntax.tag[end] == "CD")):
        end += 1
    return range_of(parsed, start, end)


def _is_of_name(syntax: Syntax, token: int) -> bool:
    return syntax.tag[token] in _NAMES or (syntax.forms[token] in HYPHENS and syntax.joined[token])


def _in_brackets(syntax: Syntax, token: int) -> bool:
    before = syntax.forms[syntax.sentence(token)[0] : token]
    return before.count("(") > before.count(")")


def _two_names(parsed: Parsed, syntax: Syntax, head: int, joint: int) -> Range | None:
    one, other = _name(parsed, syntax, head), _name(parsed, syntax, joint)
    is_pair = syntax.child(joint, "conj") is None and any(
        syntax.words[word] == "and" for word in syntax.each(head, "cc")
    )
    return Range(one.start, other.end) if one and other and is_pair else None


def _definite_phrase(parsed: Parsed, syntax: Syntax, head: int) -> Range | None:
    """Return a phrase that ends with its head: behind 'the cost of attendance', 'it' may be the one or the other."""
    start, end = phrase(syntax, head)
    is_telling = syntax.words[start] in _DEFINITE and syntax.lemmas[head] not in _SHELLS
    if not is_telling or syntax.right[head] != head + 1 or end - start > _LONGEST:
        return None
    return range_of(parsed, start, end)


# --------------------------------------------------------------------------------------------- its company
def _is_human(word: str) -> bool:
    return word in _PEOPLE or word.endswith(_PERSON_ENDINGS)


def _genders(words: list[str]) -> Iterator[Gender]:
    for word in words:
        bare = word.rstrip(".")
        if word in GENDERS:
            yield GENDERS[word]
        elif bare in _MALE:
            yield "he"
        elif bare in _FEMALE:
            yield "she"


def _objects(syntax: Syntax, verb: int) -> Iterator[Gender]:
    if syntax.child(verb, "ccomp") is not None:
        yield "it"
    direct = list(syntax.each(verb, *_OBJECTS))
    for thing in direct:
        if syntax.tag[thing] == "NNS":
            yield "they"
        elif syntax.tag[thing] == "NN":
            yield from ("he", "she") if _is_human(syntax.words[thing]) else ("it",)
    behind = (
        thing for preposition in syntax.each(verb, "prep", "dative") for thing in syntax.each(preposition, "pobj")
    )
    for thing in (*direct, *behind):
        word = syntax.words[thing]
        if word in GENDERS and not word.endswith(("self", "selves")):
            yield GENDERS[word]


def _turns(syntax: Syntax, verb: int, subject: int) -> bool:
    """Tell whether a clause beside the main one has a subject of its own, other than a pronoun."""
    beside, found = [verb], list[int]()
    while beside:
        clause = beside.pop()
        beside += syntax.each(clause, "conj", "parataxis")
        found += syntax.each(clause, *_SUBJECTS)
    return any(other != subject and syntax.words[other] not in GENDERS for other in found)
