"""Remember part of speech, morphology and lemma of every word seen in a syntactic role.

spaCy's attribute ruler and rule lemmatizer are Python loops over each token, a third of the cost of
a parse, although their answer follows from (word, tag, relation) but for ten idioms ("gonna",
"let's") that the records do not use. So each such triple is put to them once; and to the ruler only
once for all the words that none of its patterns mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.types import Ints2d

REMEMBERED_PIPES = ("attribute_ruler", "lemmatizer")
_MOST_ENTRIES = 200_000
_ANY_WORD = "x"  # stands for words that no pattern mentions, and between words lest a pattern read two together
_ATTRIBUTES = ["POS", "MORPH", "LEMMA"]


class Use(NamedTuple):
    """A word in a role, as hashes of spaCy's string store."""

    orth: int
    tag: int
    dep: int


class Attributes(NamedTuple):
    """What follows from a use, as hashes of spaCy's string store."""

    pos: int
    morph: int
    lemma: int


class Mentioned(NamedTuple):
    """The words, in lower case, that patterns of the ruler name."""

    words: frozenset[str]
    forms: re.Pattern[str]

    def has(self, word: str) -> bool:
        return word in self.words or self.forms.search(word) is not None


class Memo:
    """Sets what the remembered pipes of one pipeline would set."""

    def __init__(self, nlp: Language, mentioned: Mentioned) -> None:
        self._nlp = nlp
        self._mentioned = mentioned
        self._any_word = nlp.vocab.strings.add(_ANY_WORD)
        self._known: dict[Use, Attributes] = {}
        self._ruled: dict[Use, Attributes] = {}

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set pos, morph and lemma of every token of tagged and parsed docs."""
        if len(self._known) > _MOST_ENTRIES:
            self._known.clear()
        every = [[Use(*row) for row in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()] for doc in docs]
        unknown = [use for use in dict.fromkeys(chain.from_iterable(every)) if use not in self._known]
        if unknown:
            self._learn(unknown)
        for doc, uses in zip(docs, every, strict=True):
            _write(doc, [self._known[use] for use in uses])

    def _learn(self, unknown: list[Use]) -> None:
        from spacy.tokens import Doc

        strings = self._nlp.vocab.strings
        classes = [self._class(use) for use in unknown]
        new = [use for use in dict.fromkeys(classes) if use not in self._ruled]
        if new:
            self._rule(new)
        doc = Doc(self._nlp.vocab, words=[strings[use.orth] for use in unknown])
        _write(doc, [self._ruled[use] for use in classes])
        self._known.update(zip(unknown, _read(self._nlp.get_pipe("lemmatizer")(doc)), strict=True))

    def _class(self, use: Use) -> Use:
        """Return what the ruler sees of a use."""
        strings = self._nlp.vocab.strings
        if self._mentioned.has(strings[use.orth].lower()):
            return use
        return Use(self._any_word, use.tag, use.dep)

    def _rule(self, new: list[Use]) -> None:
        from spacy.tokens import Doc

        strings = self._nlp.vocab.strings
        words, tags, deps = list[str](), list[str](), list[str]()
        for use in new:
            words += strings[use.orth], _ANY_WORD
            tags += strings[use.tag], "XX"
            deps += strings[use.dep], "dep"
        doc = Doc(self._nlp.vocab, words=words, tags=tags, deps=deps, heads=[*range(len(words))])
        self._ruled.update(zip(new, _read(self._nlp.get_pipe("attribute_ruler")(doc))[::2], strict=True))


@lru_cache(maxsize=4)
def memo_for(nlp: Language) -> Memo | None:
    """Return the memo of a pipeline, or None where it would not give what the pipes give."""
    if REMEMBERED_PIPES not in pairwise(nlp.pipe_names):
        return None
    ruler, lemmatizer = (nlp.get_pipe(name) for name in REMEMBERED_PIPES)
    if getattr(lemmatizer, "mode", None) != "rule":
        return None
    mentioned = _mentioned_words(getattr(ruler, "patterns", []))
    return None if mentioned is None or mentioned.has(_ANY_WORD) else Memo(nlp, mentioned)


def _mentioned_words(patterns: Iterable[dict[str, Any]]) -> Mentioned | None:
    """Return the words that patterns of one token name; None where they look at words in other ways."""
    words, forms = set[str](), {r"\s"}
    for token in (tokens[0] for pattern in patterns for tokens in pattern["patterns"] if len(tokens) == 1):
        lower = token.get("LOWER", {})
        tests = {"IN": [lower]} if isinstance(lower, str) else lower
        if not (tests.keys() <= {"IN", "REGEX"} and token.keys() <= {"TAG", "LOWER", "DEP", "IS_SPACE"}):
            return None
        words.update(tests.get("IN", ()))
        forms |= {f"(?:{tests['REGEX']})"} if "REGEX" in tests else set()
    return Mentioned(frozenset(words), re.compile("|".join(sorted(forms))))


def _read(doc: Doc) -> list[Attributes]:
    return [Attributes(*row) for row in doc.to_array(cast("list[int | str]", _ATTRIBUTES)).tolist()]


def _write(doc: Doc, values: list[Attributes]) -> None:
    import numpy as np

    rows = np.array(values, dtype=np.uint64).reshape(-1, len(_ATTRIBUTES))
    doc.from_array(cast("list[int | str]", _ATTRIBUTES), cast("Ints2d", rows))
