"""What speaks for a candidate, as features: which engine found it, its words, its place in the parse, the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import log

from compressor.extraction.aspects.candidates import ASPECT, OPINION, SPEAKERS, Sentence
from compressor.extraction.aspects.linear import Row, hashed
from compressor.extraction.aspects.opinions import Opinion, Tokens, head_of
from compressor.extraction.lexicon import score_of
from compressor.extraction.polarity import DENIALS
from compressor.extraction.syntax import Syntax

_LONGEST_PATH = 4
_KINDS = {"explicit": 0x5A5A, "implicit": 0xA5A5}  # set the features of an opinion apart by whether its aspect is named


class Cues:
    """The features of the candidates of one sentence; those of each part are worked out once."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self.syntax = sentence.syntax
        self._tagged_terms = sentence.tagged(sentence.terms)
        self._tagged_opinions = sentence.tagged(sentence.opinions)
        self._ruled = {(opinion.words.start, opinion.term): opinion for opinion in sentence.ruled}
        self._common = list(self._sentence_cues())
        self.opinion = lru_cache(maxsize=None)(self._opinion)
        self._alone = lru_cache(maxsize=None)(self._opinion_alone)
        self.term = lru_cache(maxsize=None)(self._term)
        self._way = lru_cache(maxsize=None)(self._way_up)

    def of_parts(self, opinion: Tokens, term: Tokens | None) -> Row:
        """Return what an opinion and a term say by themselves."""
        if term is None:
            return (self.opinion(opinion, "implicit"),)
        return self.opinion(opinion, "explicit"), self.term(term)

    def of_pair(self, opinion: Tokens, term: Tokens | None) -> Row:
        """Return what tells whether an opinion is one, and is about a term."""
        between = self._implicit_cues(opinion) if term is None else self._pair_cues(opinion, term)
        return *self.of_parts(opinion, term), hashed(between)

    def _opinion(self, opinion: Tokens, kind: str) -> list[int]:
        alone = self._alone(opinion)
        return alone + [cue ^ _KINDS[kind] for cue in alone]

    def _opinion_alone(self, opinion: Tokens) -> list[int]:
        return hashed([*self._common, *self._piece_cues(opinion, "o"), *self._opinion_cues(opinion)])

    def _term(self, term: Tokens) -> list[int]:
        return hashed(self._piece_cues(term, "t"))

    def _way_up(self, piece: Tokens) -> list[int]:
        """Return the head of a stretch and what it hangs by, as far as a path may go."""
        return _ancestors(self.syntax, head_of(self.syntax, piece))

    def _sentence_cues(self) -> Iterator[str]:
        start, end = self._sentence.tokens
        words = self.syntax.words[start:end]
        yield f"length {min((end - start) // 8, 5)}"
        yield f"terms {min(len(self._tagged_terms), 3)} opinions {min(len(self._tagged_opinions), 3)}"
        if not SPEAKERS.isdisjoint(words):
            yield "speaker"
        if "!" in words:
            yield "!"
        speaks, exclaims, judging, size = self._sentence.register
        yield f"run {speaks} {exclaims} {size}"
        yield f"run {speaks} {judging}"

    def _piece_cues(self, piece: Tokens, kind: str) -> Iterator[str]:
        """Yield what speaks for a stretch by itself."""
        syntax, (start, end), sentence = self.syntax, piece, self._sentence
        pieces, tagged = (
            (sentence.opinions, self._tagged_opinions) if kind == "o" else (sentence.terms, self._tagged_terms)
        )
        source = " ".join(pieces[piece])
        around = "same" if piece in tagged else _relation(piece, tagged)
        head, length = head_of(syntax, piece), min(end - start, 7)
        yield f"{kind} source {source} {around}"
        yield f"{kind} length {length}"
        yield from self._sure_cues(piece, kind)
        yield f"{kind} source {source} {length}"
        yield f"{kind} first {syntax.words[start]}"
        yield f"{kind} last {syntax.words[end - 1]}"
        yield f"{kind} head {syntax.lemmas[head].lower()}"
        yield f"{kind} ending {syntax.words[head][-3:]}"
        yield f"{kind} role {syntax.pos[head]} {syntax.dep[head]}"
        yield f"{kind} tag {syntax.tag[head]} {source}"
        yield f"{kind} label {syntax.label[head]}"
        yield f"{kind} shape {' '.join(syntax.pos[start:end][:5])}"
        if start > sentence.tokens.start:
            yield f"{kind} before {syntax.words[start - 1]}"
            yield f"{kind} before {syntax.pos[start - 1]} {syntax.pos[start]}"
            yield f"{kind} before {syntax.dep[start - 1]} {source}"
        else:
            yield f"{kind} first of all"
        if end < sentence.tokens.end:
            yield f"{kind} after {syntax.words[end]}"
            yield f"{kind} after {syntax.pos[end]} {syntax.pos[end - 1]}"

    def _sure_cues(self, piece: Tokens, kind: str) -> Iterator[str]:
        """Yield how sure the tagger is that a stretch is a span, of its edges, and of what stands beside it."""
        shares, offset = self._sentence.shares[OPINION if kind == "o" else ASPECT], self._sentence.tokens.start
        start, end = piece.start - offset, piece.end - offset
        within = _odds(min(shares.within[start:end]))
        edges = _odds(shares.first[start] * shares.last[end - 1])
        beside = max(*shares.within[max(start - 1, 0) : start], *shares.within[end : end + 1], 0.0, 0.0)
        yield f"{kind} within {within}"
        yield f"{kind} within {within} {min(end - start, 3)}"
        yield f"{kind} edges {edges}"
        yield f"{kind} edges {edges} {within}"
        yield f"{kind} beside {_odds(beside)} {within}"

    def _opinion_cues(self, opinion: Tokens) -> Iterator[str]:
        syntax = self.syntax
        scores = _scores(syntax, opinion)
        yield f"score {_level(max(scores, key=abs, default=None))}"
        head = head_of(syntax, opinion)
        yield f"head score {_level(score_of(syntax.words[head], syntax.lemmas[head]))} {syntax.pos[head]}"
        subject = _subject(syntax, head)
        yield f"subject {'' if subject is None else syntax.words[subject] if syntax.pos[subject] == 'PRON' else 'noun'}"
        if syntax.tag[head] == "VB" and syntax.child(head, "nsubj", "nsubjpass", "aux") is None:
            yield f"orders {syntax.dep[head]} {_level(max(scores, key=abs, default=None))}"
        if opinion.end - opinion.start <= 3:
            yield f"words {' '.join(syntax.words[opinion.start : opinion.end])}"

    def _implicit_cues(self, opinion: Tokens) -> Iterator[str]:
        near = min((_gap(opinion, term) for term in self._tagged_terms), default=None)
        about = {term is not None for (word, term) in self._ruled if opinion.start <= word < opinion.end}
        yield "implicit"
        yield f"implicit near {_distance(near)} {len(self._tagged_opinions) > 1}"
        yield f"implicit ruled {sorted(about)} {_distance(near)}"
        linked = any(_path(self.syntax, self._way(opinion), self._way(term)) is not None for term in self._tagged_terms)
        yield f"implicit linked {linked}"

    def _pair_cues(self, opinion: Tokens, term: Tokens) -> Iterator[str]:
        syntax, sentence = self.syntax, self._sentence
        sources = f"{'+'.join(sentence.opinions[opinion])} {'+'.join(sentence.terms[term])}"
        order = "before" if term < opinion else "after"
        between = Tokens(min(term.end, opinion.end), max(term.start, opinion.start))
        path = _path(syntax, self._way(opinion), self._way(term))
        gap = _gap(opinion, term)
        rank = sum(_gap(opinion, other) < gap for other in self._tagged_terms)
        rivals = sum(_gap(other, term) < gap for other in self._tagged_opinions)
        skipped = sum(between.start <= other.start < between.end for other in self._tagged_terms)
        yield f"sources {sources}"
        yield f"path {path}"
        yield f"path {path} {sources}"
        yield f"distance {order} {_distance(gap)}"
        yield f"distance {order} {_distance(gap)} {min(rank, 3)}"
        yield f"rank {min(rank, 3)} {min(rivals, 3)} {order}"
        yield f"skipped {min(skipped, 3)} {order}"
        yield f"ruled {self._agreement(opinion, term)} {sources}"
        if between.end - between.start <= 3:
            yield f"between {order} {' '.join(syntax.words[slice(*between)])}"
        for word in sorted(_PARTING.intersection(syntax.words[slice(*between)])):
            yield f"parted {word} {order}"

    def _agreement(self, opinion: Tokens, term: Tokens) -> str:
        """Tell how the rules see a pair: the same, one that overlaps it, or not at all."""
        best = "none"
        for word, other in self._ruled:
            if opinion.start <= word < opinion.end and other is not None:
                if other == term:
                    return "same"
                best = "near" if other.start < term.end and term.start < other.end else best
        return best

    def of_polarity(self, opinion: Tokens, term: Tokens | None) -> Row:
        """Return what tells which way an opinion points."""
        return (hashed(self._polarity_cues(opinion, term)),)

    def _polarity_cues(self, opinion: Tokens, term: Tokens | None) -> Iterator[str]:
        syntax, (start, end), whole = self.syntax, opinion, self._sentence.tokens
        words, lemmas = syntax.words[start:end], [lemma.lower() for lemma in syntax.lemmas[start:end]]
        before = syntax.words[max(start - 3, whole.start) : start]
        denied = sum(word in DENIALS for word in (*before, *words)) % 2
        yield from (f"word {word}" for word in words)
        yield from (f"lemma {denied} {lemma}" for lemma in lemmas)
        yield from (f"two {one} {other}" for one, other in pairwise(words))
        yield from (f"before {word}" for word in before)
        yield from (f"after {word}" for word in syntax.words[end : min(end + 2, whole.end)])
        scores = _scores(syntax, opinion)
        level = _level(max(scores, key=abs, default=None))
        yield f"level {level} {denied}"
        yield f"sum {_level(sum(scores))} {denied}"
        yield f"around {_level(sum(_scores(syntax, whole)))} {level}"
        ruled = {item.polarity for item in self._sentence.ruled if start <= item.words.start < end}
        yield f"ruled {sorted(ruled)}"
        if "too" in (*before[-1:], *words):
            yield f"too {level}"
        if term is None:
            yield "implicit"
        else:
            noun = syntax.lemmas[head_of(syntax, term)].lower()
            yield f"noun {noun}"
            yield from (f"noun {noun} {denied} {lemma}" for lemma in lemmas)

    def ruled(self, opinion: Tokens, term: Tokens | None) -> Opinion | None:
        """Return what the rules find that ends an opinion phrase and is about the same term."""
        return None if term is None else self._ruled.get((opinion.end - 1, term))


_PARTING = frozenset({",", ";", ".", "-", "but", "and", "or", "(", ")", ":", "with", "that", "which", "because", "so"})


def _relation(piece: Tokens, tagged: list[Tokens]) -> str:
    for other in tagged:
        if other.start <= piece.start and piece.end <= other.end:
            return "inside"
        if piece.start <= other.start and other.end <= piece.end:
            return "around"
        if piece.start < other.end and other.start < piece.end:
            return "across"
    return "apart"


def _scores(syntax: Syntax, tokens: Tokens) -> list[float]:
    found = (score_of(syntax.words[token], syntax.lemmas[token]) for token in range(*tokens))
    return [score for score in found if score is not None]


def _level(score: float | None) -> str:
    return "none" if score is None else str(max(-3, min(3, round(score))))


def _odds(share: float) -> int:
    """Return the logarithm of the odds of a probability, rounded."""
    return max(-4, min(4, round(log((share + 1e-4) / (1 - share + 1e-4)))))


def _gap(one: Tokens, other: Tokens) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _distance(gap: int | None) -> str:
    return "none" if gap is None else str(gap if gap < 5 else 5 if gap < 9 else 9)


def _subject(syntax: Syntax, head: int) -> int | None:
    """Return the subject of a word, or of the verb it hangs by."""
    subject = syntax.child(head, "nsubj", "nsubjpass")
    return syntax.child(syntax.head[head], "nsubj", "nsubjpass") if subject is None else subject


def _path(syntax: Syntax, up: list[int], down: list[int]) -> str | None:
    """Return the relations that lead up from a word and down to another, or None where they are far apart."""
    for number, token in enumerate(up):
        if token in down:
            climbed = [syntax.dep[step] for step in up[:number]]
            descended = [syntax.dep[step] for step in down[: down.index(token)]]
            if len(climbed) + len(descended) > _LONGEST_PATH:
                return None
            return f"{'<'.join(climbed)}^{'>'.join(reversed(descended))}"
    return None


def _ancestors(syntax: Syntax, token: int) -> list[int]:
    found = [token]
    while len(found) <= _LONGEST_PATH and syntax.head[token] != token:
        token = syntax.head[token]
        found.append(token)
    return found
