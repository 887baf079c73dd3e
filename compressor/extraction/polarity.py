"""Decide which way an opinion word points where it stands: 'not good', 'too bright', 'fairly quiet'."""

from __future__ import annotations

from compressor.extraction.lexicon import score_of
from compressor.extraction.syntax import Syntax
from compressor.records import Polarity

DENIALS = frozenset({"not", "n't", "no", "never", "hardly", "barely", "scarcely", "rarely", "seldom", "nothing"})
_INTENSIFIERS = frozenset(
    {"very", "extremely", "really", "so", "incredibly", "absolutely", "truly", "totally", "highly"}
)
_HEDGES = frozenset({"somewhat", "slightly", "fairly", "relatively", "rather", "bit", "little", "kinda"})
EXCESS = frozenset({"too", "overly"})
_LINKS = frozenset({"acomp", "attr", "advmod", "oprd", "xcomp", "amod", "dobj"})  # a denial of the head reaches these
_DENYING = frozenset({"neg", "det", "advmod"})
_LOUDER, _SOFTER, _DENIED = 1.3, 0.6, -0.7
_NEUTRAL_BELOW = 0.5


def polarity_at(syntax: Syntax, opinion: int, anchor: int) -> Polarity:
    """Return the polarity of a lexicon word in its place.

    `anchor` is the first of the opinion words it is coordinated with: 'not quiet or reliable'
    denies both at 'quiet'.
    """
    score = score_of(syntax.words[opinion], syntax.lemmas[opinion]) or 0.0
    modifiers = {syntax.words[child] for child in syntax.each(opinion, "advmod", "npadvmod")}
    if modifiers & EXCESS:
        score = -abs(score)
    if modifiers & _INTENSIFIERS:
        score *= _LOUDER
    if modifiers & _HEDGES:
        score *= _SOFTER
    if _is_denied(syntax, opinion) or (anchor != opinion and _is_denied(syntax, anchor)):
        score *= _DENIED
    if abs(score) < _NEUTRAL_BELOW:
        return "neutral"
    return "positive" if score > 0 else "negative"


def _is_denied(syntax: Syntax, opinion: int) -> bool:
    if _has_denial(syntax, opinion):
        return True
    return syntax.dep[opinion] in _LINKS and _has_denial(syntax, syntax.head[opinion])


def _has_denial(syntax: Syntax, token: int) -> bool:
    return any(
        syntax.words[child] in DENIALS
        and syntax.dep[child] in _DENYING
        and syntax.words[child + 1 : child + 2] not in (["only"], ["just"])
        for child in syntax.children[token]
    )
