"""Find opinions on aspects by rules: aspect term, opinion term and polarity.

Each rule walks one edge of the parse from an opinion word to what it judges, in the manner of
double propagation (Qiu et al. 2011) without the propagation: the lexicon decides what is an
opinion, syntax decides what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from compressor.extraction.aspects.opinions import Opinion, Tokens, located, overlap, says_something, whole_words
from compressor.extraction.found import FoundAspect
from compressor.extraction.lexicon import score_of
from compressor.extraction.polarity import polarity_at
from compressor.extraction.syntax import HYPHENS, Syntax, syntax_of
from compressor.extraction.wordsets import word_set

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

JUDGING = frozenset({"ADJ", "ADV", "VERB", "NOUN"})
_SUBJECTS = ("nsubj", "nsubjpass")
_OWN_MODIFIERS = ("amod", "det", "poss", "nummod", "nsubj")
_SPEAKERS = frozenset({"i", "we", "you", "everyone", "everybody", "people", "one"})
_LIKING = word_set(
    "love like enjoy hate recommend appreciate adore prefer dislike regret admire despise loathe detest praise favor "
    "favour avoid miss"
)
_FAILING = word_set(
    "disappoint impress satisfy delight annoy frustrate fail crash freeze lag overheat malfunction leak break crack "
    "suck stink excel shine flicker squeak rattle peel jam"
)
_LINKING = word_set("prove seem look feel remain become appear sound get stay taste smell turn")
_OTHER_LABELS = frozenset({"PERSON", "GPE", "LOC", "NORP", "DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT"})
_VAGUE = word_set(
    "thing something anything nothing everything lot bit way time day week month year hour minute reason fact idea "
    "one kind sort part side number people person man woman guy friend husband wife point case end rest job luck "
    "news example morning night evening afternoon weekend moment while world life problem issue"
)
_ORDERING = word_set("other same new old first last next only own such many few several whole entire overall main")

# Share of exact (aspect, opinion, polarity) triplets that each rule finds on review sentences.
_MODIFIER, _COMPLEMENT, _VERB, _ADVERB, _NOUN = 0.45, 0.55, 0.5, 0.25, 0.25
_UNNAMED = 0.45  # of that, where the aspect is only a pronoun


class Rules:
    """The engine that needs no training."""

    def find(self, parses: Sequence[Parsed]) -> Iterator[FoundAspect]:
        """Yield the opinions of parses in the order of their opinion terms."""
        for parsed in parses:
            syntax = syntax_of(parsed.doc)
            for opinion in opinions_of(syntax, 0, len(syntax.words)):
                if says_something(syntax, opinion.term, opinion.words):
                    yield located(parsed, syntax, opinion)


def opinions_of(syntax: Syntax, start: int, end: int) -> Iterator[Opinion]:
    """Yield the opinions whose opinion word is among the tokens start:end."""
    for word in range(start, end):
        if syntax.pos[word] in JUDGING and score_of(syntax.words[word], syntax.lemmas[word]) is not None:
            yield from _judgements(syntax, word)


def _judgements(syntax: Syntax, opinion: int) -> Iterator[Opinion]:
    anchor = _anchor(syntax, opinion)
    words, polarity = whole_words(syntax, Tokens(opinion, opinion + 1)), polarity_at(syntax, opinion, anchor)
    for term, confidence in _targets(syntax, anchor):
        if syntax.pos[term] == "PRON":
            yield Opinion(None, words, polarity, round(confidence * _UNNAMED, 2))
            continue
        blocking = _OWN_MODIFIERS if syntax.dep[anchor] == "amod" else ("nsubj",)
        for item in _sharing(syntax, term, blocking):
            named = term_of(syntax, item)
            if _is_plausible(syntax, item) and not overlap(named, words):
                yield Opinion(named, words, polarity, confidence)


def _anchor(syntax: Syntax, opinion: int) -> int:
    """Return the first of coordinated opinion words: 'quiet' for 'reliable' in 'quiet and reliable'."""
    while syntax.dep[opinion] == "conj" and syntax.pos[syntax.head[opinion]] == syntax.pos[opinion]:
        opinion = syntax.head[opinion]
    return opinion


def _sharing(syntax: Syntax, term: int, blocking: tuple[str, ...]) -> Iterator[int]:
    """Yield a noun and those coordinated with it; in 'great food and a bar' the bar is not called great."""
    yield term
    for item in syntax.each(term, "conj"):
        if syntax.child(item, *blocking) is None:
            yield from _sharing(syntax, item, blocking)


def _targets(syntax: Syntax, opinion: int) -> Iterator[tuple[int, float]]:
    """Yield what an opinion word judges, with the confidence of the rule."""
    relation, pos, head = syntax.dep[opinion], syntax.pos[opinion], syntax.head[opinion]
    if relation == "amod":
        yield head, _MODIFIER
    elif relation in ("acomp", "attr", "oprd", "ccomp") and (pos == "ADJ" or (relation != "ccomp" and pos != "ADV")):
        yield from _complement(syntax, opinion, head)
    elif relation == "advmod" and pos == "ADV":
        yield from _adverb(syntax, head)
    elif pos == "VERB":
        yield from _verb(syntax, opinion)
    elif pos == "NOUN":
        yield from ((item, _NOUN) for item in _objects(syntax, opinion, "with"))


def _complement(syntax: Syntax, opinion: int, verb: int) -> Iterator[tuple[int, float]]:
    """Read 'the screen is bright', 'we are happy with the screen', 'it is easy to use'."""
    objects = _objects(syntax, opinion, "with", "about", "by")
    if objects:
        yield from ((item, _COMPLEMENT) for item in objects)
        return
    action = syntax.child(opinion, "xcomp")
    if action is not None and syntax.tag[action] == "VB" and syntax.child(action, "dobj") is None:
        yield action, _MODIFIER
        return
    subject = _subject(syntax, verb)
    if subject is None or syntax.words[subject] in _SPEAKERS:
        return
    if syntax.words[subject] == "it" and syntax.child(verb, "ccomp", "xcomp") is not None:
        return
    yield subject, _COMPLEMENT if syntax.pos[opinion] == "ADJ" else _NOUN


def _objects(syntax: Syntax, token: int, *prepositions: str) -> list[int]:
    return [
        item
        for preposition in syntax.each(token, "prep", "agent")
        if syntax.words[preposition] in prepositions
        for item in syntax.each(preposition, "pobj")
    ]


def _adverb(syntax: Syntax, verb: int) -> Iterator[tuple[int, float]]:
    """Read 'the hinge works well'; of 'it runs well' the running is judged, of 'it proved excellent' the thing."""
    subject = _subject(syntax, verb) if syntax.pos[verb] == "VERB" else None
    if subject is not None and syntax.words[subject] not in _SPEAKERS:
        is_act = syntax.pos[subject] == "PRON" and syntax.lemmas[verb] not in _LINKING
        yield (verb if is_act else subject), _ADVERB


def _verb(syntax: Syntax, verb: int) -> Iterator[tuple[int, float]]:
    """Read 'I love the screen', 'avoid the buffet', 'the screen disappoints', 'we are pleased with it'."""
    subject = syntax.child(verb, *_SUBJECTS)
    if syntax.tag[verb] == "VBN" and subject is not None and syntax.words[subject] in _SPEAKERS:
        yield from ((item, _VERB) for item in _objects(syntax, verb, "with", "about", "by"))
    elif syntax.lemmas[verb] in _LIKING:
        target = syntax.child(verb, "dobj")
        speaks = syntax.dep[verb] == "ROOT" if subject is None else syntax.words[subject] in _SPEAKERS
        if target is not None and speaks and not _is_conditional(syntax, verb):
            yield target, _VERB
    elif syntax.lemmas[verb] in _FAILING and subject is not None and syntax.pos[subject] == "NOUN":
        yield subject, _VERB


def _is_conditional(syntax: Syntax, verb: int) -> bool:
    """Tell 'if you like noise' and 'I would like a refund' from a judgement."""
    if any(syntax.words[mark] == "if" for mark in syntax.each(verb, "mark")):
        return True
    return syntax.lemmas[verb] == "like" and any(syntax.tag[aux] == "MD" for aux in syntax.each(verb, "aux"))


def _subject(syntax: Syntax, verb: int) -> int | None:
    subject = syntax.child(verb, *_SUBJECTS)
    if subject is None and syntax.dep[verb] in ("conj", "xcomp"):
        return _subject(syntax, syntax.head[verb])
    if subject is not None and syntax.dep[verb] == "relcl" and syntax.tag[subject] in ("WDT", "WP"):
        return syntax.head[verb]
    return subject


def _is_plausible(syntax: Syntax, term: int) -> bool:
    """Tell what can be an aspect: an action, or a noun that is no name of a person, place or amount."""
    if syntax.pos[term] == "VERB":
        return True
    if syntax.pos[term] not in ("NOUN", "PROPN") or syntax.label[term] in _OTHER_LABELS:
        return False
    return syntax.lemmas[term] not in _VAGUE or syntax.child(term, "compound") is not None


def term_of(syntax: Syntax, noun: int) -> Tokens:
    """Return a noun with what names its kind: 'battery life', 'Indian food', but not 'slow food'."""
    start = noun
    while start > syntax.left[noun] and _names_kind(syntax, start - 1):
        start -= 1
    return whole_words(syntax, Tokens(start, noun + 1))


def _names_kind(syntax: Syntax, token: int) -> bool:
    if syntax.joined[token] and not HYPHENS.isdisjoint(syntax.forms[token : token + 2]):
        return True
    if syntax.dep[token] != "amod":
        return syntax.dep[token] == "compound"
    word = syntax.words[token]
    descriptive = syntax.tag[token] in ("JJ", "VBN") and word not in _ORDERING
    return descriptive and score_of(word, syntax.lemmas[token]) is None
