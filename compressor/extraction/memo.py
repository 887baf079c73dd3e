"""Remember part of speech, morphology and lemma of every word seen in a syntactic role.

spaCy's attribute ruler and rule lemmatizer are Python loops over each token, a third of the cost of
a parse, although their answer follows from (word, tag, relation) but for ten idioms ("gonna",
"let's") that the records do not use. So each such triple is put to them once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

REMEMBERED_PIPES = ("attribute_ruler", "lemmatizer")
_MOST_ENTRIES = 200_000
_SEPARATOR = "x"  # stands between words so that no rule reads two unrelated ones together


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


class Memo:
    """Sets what the remembered pipes of one pipeline would set."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._known: dict[Use, Attributes] = {}

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set pos, morph and lemma of every token of tagged and parsed docs."""
        import numpy as np

        uses = [[Use(*row) for row in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()] for doc in docs]
        unknown = dict.fromkeys(use for words in uses for use in words if use not in self._known)
        if unknown:
            if len(self._known) > _MOST_ENTRIES:
                unknown = dict.fromkeys(use for words in uses for use in words)
                self._known.clear()
            self._learn(list(unknown))
        for doc, words in zip(docs, uses, strict=True):
            values = np.array([self._known[use] for use in words], dtype=np.uint64).reshape(-1, 3)
            doc.from_array(["POS", "MORPH", "LEMMA"], cast("Ints2d", values))

    def _learn(self, unknown: list[Use]) -> None:
        from spacy.tokens import Doc

        strings = self._nlp.vocab.strings
        words, tags, deps = list[str](), list[str](), list[str]()
        for use in unknown:
            words += strings[use.orth], _SEPARATOR
            tags += strings[use.tag], "XX"
            deps += strings[use.dep], "dep"
        doc = Doc(self._nlp.vocab, words=words, tags=tags, deps=deps, heads=[*range(len(words))])
        for name in REMEMBERED_PIPES:
            doc = self._nlp.get_pipe(name)(doc)
        rows = doc.to_array(["POS", "MORPH", "LEMMA"]).tolist()
        self._known.update(zip(unknown, (Attributes(*row) for row in rows[::2]), strict=True))


@lru_cache(maxsize=4)
def memo_for(nlp: Language) -> Memo | None:
    """Return the memo of a pipeline, or None where it would not give what the pipes give."""
    rule_based = "lemmatizer" in nlp.pipe_names and getattr(nlp.get_pipe("lemmatizer"), "mode", None) == "rule"
    return Memo(nlp) if rule_based and REMEMBERED_PIPES in pairwise(nlp.pipe_names) else None
