"""Tell by its words and syntax whether a sentence may hold an opinion at all: most of neutral prose is not read on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from compressor.extraction.aspects.candidates import SPEAKERS, Place
from compressor.extraction.aspects.linear import Row, hashed
from compressor.extraction.lexicon import score_of

_LEAST, _LIKELY = 0.2, 0.5  # less finds no more that is right in reviews


def gate_cues(place: Place) -> Row:
    """Return what tells whether a sentence holds an opinion."""
    return (hashed(_cues(place)),)


def is_worth_reading(place: Place, share: float) -> bool:
    """Decide by how likely a sentence holds an opinion; if nobody speaks and no word judges, it takes more."""
    return share >= _LIKELY or (share >= _LEAST and (place.register.speaks or _judges(place)))


def _judges(place: Place) -> bool:
    syntax = place.syntax
    return any(score_of(syntax.words[token], syntax.lemmas[token]) is not None for token in range(*place.tokens))


def _cues(place: Place) -> Iterator[str]:
    syntax, (start, end), (speaks, exclaims, judging, size) = place
    words, lemmas, pos, dep = (column[start:end] for column in (syntax.words, syntax.lemmas, syntax.pos, syntax.dep))
    roles = [f"{one} {other}" for one, other in zip(pos, dep, strict=True)]
    judged = [role for word, lemma, role in zip(words, lemmas, roles, strict=True) if score_of(word, lemma) is not None]
    yield f"run {speaks} {exclaims} {size}"
    yield f"run {judging}"
    yield f"length {min((end - start) // 8, 5)}"
    yield f"speaker {not SPEAKERS.isdisjoint(words)}"
    yield f"judged {min(len(judged), 3)}"
    yield from (f"judged {role}" for role in judged)
    every = chain(
        (f"word {word}" for word in words),
        (f"lemma {lemma} {one}" for lemma, one in zip(lemmas, pos, strict=True)),
        (f"tag {tag}" for tag in syntax.tag[start:end]),
        (f"role {role}" for role in roles),
    )
    yield from dict.fromkeys(every)
