"""Find opinions on aspects: aspect term, opinion term, category and polarity.

Each rule walks one edge of the parse from a word of the opinion lexicon to what it judges, in the
manner of double propagation (Qiu et al. 2011) without the propagation: the lexicon decides what
is an opinion, syntax decides what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.categories import category_of
from compressor.extraction.found import FoundAspect, Polarity, Range
from compressor.extraction.lexicon import polarity_scores
from compressor.extraction.syntax import Syntax, range_of, syntax_of

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

_JUDGING = ("ADJ", "ADV", "VERB", "NOUN")
_OWN_MODIFIERS = ("amod", "det", "poss", "nummod", "nsubj")  # 'great food and a small bar': the bar is not great
_SUBJECTS = ("nsubj", "nsubjpass")
_SPEAKERS = frozenset({"i", "we", "you", "they", "he", "she", "everyone", "everybody", "people", "one"})
_UNNAMED_LABELS = frozenset({"PERSON", "GPE", "LOC", "NORP", "DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT"})
_VAGUE = frozenset(
    "thing something anything nothing everything lot bit way time day week month year hour minute reason fact idea "
    "one kind sort part side number people person man woman guy friend husband wife point case end rest job luck "
    "news example morning night evening afternoon weekend moment while world life problem issue".split()
)
_ORDERING = frozenset("other same new old first last next only own such many few several whole entire overall main".split())
_DIMINISHERS = frozenset({"hardly", "barely", "scarcely", "rarely", "seldom", "never", "not", "n't", "no", "without"})
_INTENSIFIERS = frozenset({"very", "extremely", "really", "so", "incredibly", "absolutely", "truly", "totally", "super"})
_EXCESS = frozenset({"too", "overly"})
_NEUTRAL_BELOW = 0.5


class _Judgement(NamedTuple):
    """An opinion word and what it judges, tokens by number; `term` is None where it is not named."""

    term: int | None
    opinion: int
    rule_confidence: float


def find_aspects(parsed: Parsed) -> Iterator[FoundAspect]:
    """Yield the opinions of a parse in the order of their opinion terms."""
    syntax = syntax_of(parsed.doc)
    scores = polarity_scores()
    for opinion, word in enumerate(syntax.words):
        if syntax.pos[opinion] not in _JUDGING:
            continue
        score = scores.get(word) or scores.get(syntax.lemmas[opinion])
        if score is not None:
            for judgement in _judgements(syntax, opinion):
                yield _aspect(parsed, syntax, judgement, score)


def _judgements(syntax: Syntax, opinion: int) -> Iterator[_Judgement]:
    anchor = _anchor(syntax, opinion)
    for term, confidence in _targets(syntax, opinion, anchor):
        if syntax.pos[term] == "PRON":
            yield _Judgement(None, opinion, confidence * 0.8)
            continue
        blocking = _OWN_MODIFIERS if syntax.dep[anchor] == "amod" else ("nsubj",)
        for item in _shared_targets(syntax, term, blocking):
            if _is_plausible(syntax, item):
                yield _Judgement(item, opinion, confidence)


def _shared_targets(syntax: Syntax, term: int, blocking: tuple[str, ...]) -> Iterator[int]:
    """Yield a noun and those coordinated with it, unless a modifier of their own blocks it."""
    yield term
    for item in syntax.each(term, "conj"):
        if syntax.child(item, *blocking) is None:
            yield from _shared_targets(syntax, item, blocking)


def _anchor(syntax: Syntax, opinion: int) -> int:
    """Return the first of coordinated opinion words: 'quiet' for 'reliable' in 'quiet and reliable'."""
    while syntax.dep[opinion] == "conj" and syntax.pos[syntax.head[opinion]] == syntax.pos[opinion]:
        opinion = syntax.head[opinion]
    return opinion


def _targets(syntax: Syntax, opinion: int, anchor: int) -> Iterator[tuple[int, float]]:
    relation, head = syntax.dep[anchor], syntax.head[anchor]
    pos = syntax.pos[anchor]
    if relation == "amod":
        yield head, 0.7
    elif relation in ("acomp", "attr", "oprd", "ccomp") and pos in ("ADJ", "NOUN", "VERB"):
        yield from _complement(syntax, anchor, head)
    elif relation == "advmod" and pos == "ADV":
        yield from _adverbial(syntax, head)
    elif pos == "VERB":
        yield from _verbal(syntax, anchor)
    elif pos == "NOUN":
        yield from ((item, 0.6) for prep in syntax.each(anchor, "prep") if syntax.words[prep] == "with"
                    for item in syntax.each(prep, "pobj"))  # fmt: skip
    elif relation == "ROOT" and pos == "ADJ":
        subject = syntax.child(anchor, *_SUBJECTS)
        if subject is not None:
            yield subject, 0.6


def _complement(syntax: Syntax, opinion: int, verb: int) -> Iterator[tuple[int, float]]:
    """Read 'the screen is bright', 'we are happy with the screen', 'it is easy to use'."""
    objects = [item for prep in syntax.each(opinion, "prep") for item in syntax.each(prep, "pobj")
               if syntax.words[prep] in ("with", "about", "by")]  # fmt: skip
    if objects:
        yield from ((item, 0.6) for item in objects)
        return
    action = syntax.child(opinion, "xcomp")
    if action is not None and syntax.tag[action] == "VB" and syntax.child(action, "dobj") is None:
        yield action, 0.6
        return
    subject = _subject(syntax, verb)
    if subject is not None and syntax.words[subject] not in _SPEAKERS:
        yield subject, 0.75


def _adverbial(syntax: Syntax, verb: int) -> Iterator[tuple[int, float]]:
    """Read 'the hinge works well'; of 'it runs well' the verb is what is judged."""
    if syntax.pos[verb] == "VERB":
        subject = _subject(syntax, verb)
        if subject is not None and syntax.words[subject] not in _SPEAKERS:
            yield (verb if syntax.pos[subject] == "PRON" else subject), 0.5


def _verbal(syntax: Syntax, verb: int) -> Iterator[tuple[int, float]]:
    """Read 'I love the screen' and 'the screen disappoints'."""
    subject = _subject(syntax, verb)
    target = syntax.child(verb, "dobj")
    if syntax.words[subject] in _SPEAKERS if subject is not None else syntax.dep[verb] == "ROOT":
        if target is not None and not _is_wished(syntax, verb):
            yield target, 0.7
    elif subject is not None and syntax.pos[subject] == "NOUN":
        yield subject, 0.5


def _is_wished(syntax: Syntax, verb: int) -> bool:
    return any(syntax.words[child] in ("if",) for child in syntax.each(verb, "aux", "mark"))


def _subject(syntax: Syntax, verb: int) -> int | None:
    subject = syntax.child(verb, *_SUBJECTS)
    if subject is None and syntax.dep[verb] in ("conj", "xcomp"):
        return _subject(syntax, syntax.head[verb])
    if subject is not None and syntax.dep[verb] == "relcl" and syntax.tag[subject] in ("WDT", "WP"):
        return syntax.head[verb]
    return subject


def _is_plausible(syntax: Syntax, noun: int) -> bool:
    if syntax.pos[noun] == "VERB":
        return True
    return (
        syntax.pos[noun] in ("NOUN", "PROPN")
        and syntax.label[noun] not in _UNNAMED_LABELS
        and (syntax.lemmas[noun] not in _VAGUE or syntax.child(noun, "compound") is not None)
    )


def _aspect(parsed: Parsed, syntax: Syntax, judgement: _Judgement, score: float) -> FoundAspect:
    strength = _scaled(syntax, judgement.opinion, score)
    start, end = syntax.sentence(judgement.opinion)
    term = judgement.term
    return FoundAspect(
        sentence=range_of(parsed, start, end),
        term=None if term is None else _term(parsed, syntax, term),
        opinion=parsed.range(parsed.doc[judgement.opinion]),
        category=category_of(syntax.lemmas[judgement.opinion if term is None else term]),
        polarity=_polarity(strength),
        confidence=round(min(0.95, judgement.rule_confidence + 0.05 * min(abs(strength), 3.0)), 3),
    )


def _term(parsed: Parsed, syntax: Syntax, noun: int) -> Range:
    """Return a noun with what names its kind: 'battery life', 'Indian food', but not 'slow food'."""
    start = noun
    while start > syntax.left[noun] and _names_kind(syntax, start - 1):
        start -= 1
    return range_of(parsed, start, noun + 1)


def _names_kind(syntax: Syntax, token: int) -> bool:
    if syntax.dep[token] == "compound":
        return True
    word = syntax.words[token]
    return syntax.dep[token] == "amod" and syntax.tag[token] in ("JJ", "VBN") and word not in polarity_scores() and word not in _ORDERING


def _scaled(syntax: Syntax, opinion: int, score: float) -> float:
    """Flip or scale a score by the words around: 'not good', 'too bright', 'very good'."""
    words = [syntax.words[child] for child in syntax.children[opinion] if syntax.dep[child] in ("advmod", "neg", "det")]
    if not _EXCESS.isdisjoint(words):
        score = -abs(score)
    if not _INTENSIFIERS.isdisjoint(words):
        score *= 1.3
    return -score * 0.8 if _is_denied(syntax, opinion, words) else score


def _is_denied(syntax: Syntax, opinion: int, words: list[str]) -> bool:
    if not _DIMINISHERS.isdisjoint(words):
        return True
    head = syntax.head[_anchor(syntax, opinion)]
    if syntax.dep[_anchor(syntax, opinion)] in ("acomp", "attr", "advmod", "oprd", "xcomp", "amod"):
        return any(
            syntax.dep[child] in ("neg", "det", "preconj", "advmod") and syntax.words[child] in _DIMINISHERS
            for child in syntax.children[head]
        )
    return False


def _polarity(strength: float) -> Polarity:
    if abs(strength) < _NEUTRAL_BELOW:
        return "neutral"
    return "positive" if strength > 0 else "negative"
