"""Read all tokens at once for names, as spaCy's entity recogniser reads them one by one.

Its transitions look at three tokens: the one at hand and, within a name, that name's first and the one
before. So outside of names the next transition follows from the token alone, and can be had for all tokens
with one multiplication; only names of several words are then followed word by word, all of them abreast.
spaCy's own loop asks each of seventy transitions at each token whether it is allowed, a third of the cost of
a parse. What is found is the same, and comes with the probabilities that spaCy does not give.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]
    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.intp]

RECOGNIZER = "ner"
_KEY = "compressor.certainty"
_NAMELESS = frozenset(  # the factories of pipes that set no entities
    {"tok2vec", "tagger", "morphologizer", "parser", "senter", "sentencizer", "attribute_ruler", "lemmatizer"}
)
_BLOCKING = "U-"  # what keeps a token from being named, where users set so beforehand
_FEATURES = 3  # the token at hand, the first of its name, the one before


class _Moves(NamedTuple):
    """The transitions by their columns; begin[i], inside[i], last[i] and unit[i] are of labels[i]."""

    labels: list[str]
    begin: list[int]
    inside: list[int]
    last: list[int]
    unit: list[int]
    outside: int


class Certainty(NamedTuple):
    """How sure the recogniser is of a name, as probabilities."""

    span: float  # that it is a name, from its first word to its last
    label: float  # that it is one of this label, if it is one


class _Names(NamedTuple):
    """Stretches of tokens that could each be a name, in order of their first; some overlap."""

    first: Numbers
    end: Numbers
    label: Numbers
    span: Floats
    label_share: Floats


class Recognizer:
    """Sets the entities of docs as the recogniser of one pipeline would."""

    def __init__(self, pipe: EntityRecognizer, moves: _Moves) -> None:
        model: Any = pipe.model
        self._moves = moves
        self._tok2vec, self._lower, self._upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set the entities of docs whose sentences are known and that have no entities yet."""
        from spacy.tokens import Span

        labels = self._moves.labels
        names = self._names(docs) if any(map(len, docs)) else None
        first, end, label, *shares = (column.tolist() for column in names) if names else ([], [], [], [], [])
        certainty = list(map(Certainty, *shares))
        offsets = [0]
        for doc in docs:
            offsets.append(offsets[-1] + len(doc))
        number = 0
        for doc, (offset, following) in zip(docs, pairwise(offsets), strict=True):
            spans, certainties, taken = list[Span](), dict[int, Certainty](), offset
            while number < len(first) and first[number] < following:
                if first[number] >= taken:
                    taken = end[number]
                    spans.append(Span(doc, first[number] - offset, taken - offset, labels[label[number]]))
                    certainties[first[number] - offset] = certainty[number]
                number += 1
            doc.set_ents(spans, default="outside")
            doc.user_data[_KEY] = certainties

    def _names(self, docs: Sequence[Doc]) -> _Names:
        """Return every name that begins where none is open."""
        moves, size = self._moves, len(self._moves.labels)
        features = self._lower.predict(self._tok2vec.predict(docs))
        closes, is_space = _edges(docs)
        scores = self._scores(features[1:, 0] + features[0, 1] + features[0, 2])
        opening = scores[:, [*moves.begin, *moves.unit, moves.outside]]
        opening[closes, :size] = -np.inf
        opening[is_space, : 2 * size] = -np.inf
        best = opening.argmax(axis=1)
        first = np.flatnonzero(best < 2 * size)
        label, is_long = best[first] % size, best[first] < size
        shares = _softmax(opening[first])
        certainty = np.where(is_long, shares[:, :size].sum(axis=1), shares[:, size : 2 * size].sum(axis=1))
        label_share = shares[np.arange(len(first)), best[first]] / certainty
        end = first + 1
        long = np.flatnonzero(is_long)
        end[long], followed = self._follow(features, first[long], label[long], closes)
        certainty[long] *= followed
        return _Names(first, end, label, certainty, label_share)

    def _follow(self, features: Floats, first: Numbers, label: Numbers, closes: Flags) -> tuple[Numbers, Floats]:
        """Return where names of several words end, and how probable that is once they have begun."""
        inside, last = np.array(self._moves.inside), np.array(self._moves.last)
        end, certainty = first + 1, np.ones(len(first), dtype=np.float32)
        open_ = np.arange(len(first))
        while len(open_):
            at, start, kind = end[open_], first[open_], label[open_]
            scores = self._scores(features[at + 1, 0] + features[start + 1, 1] + features[at, 2])
            rows = np.arange(len(open_))
            lead = scores[rows, inside[kind]] - scores[rows, last[kind]]
            lead[closes[at]] = -np.inf  # no name crosses the end of a sentence
            certainty[open_] /= 1 + np.exp(-np.abs(lead))
            end[open_] += 1
            open_ = open_[lead >= 0]
        return end, certainty

    def _scores(self, summed: Floats) -> Floats:
        hidden, _ = self._lower.ops.maxout(summed + self._lower.get_param("b"))
        scores: Floats = self._upper.predict(hidden)
        return scores


def certainty_of(doc: Doc, first: int) -> Certainty | None:
    """Return how sure the recogniser is of the name that begins at a token, or None where it does not say."""
    certainties: dict[int, Certainty] = doc.user_data.get(_KEY, {})
    return certainties.get(first)


@lru_cache(maxsize=4)
def recognizer_for(nlp: Language) -> Recognizer | None:
    """Return the recogniser of a pipeline, or None where it is not of the kind that can be read at once."""
    from spacy.pipeline import EntityRecognizer

    *before, last = nlp.pipe_names or [""]
    if last != RECOGNIZER or not _NAMELESS.issuperset(nlp.get_pipe_meta(name).factory for name in before):
        return None
    pipe = nlp.get_pipe(RECOGNIZER)
    if not isinstance(pipe, EntityRecognizer) or pipe.cfg["beam_width"] != 1 or not _is_known(pipe.model):
        return None
    moves = _moves([pipe.moves.get_class_name(column) for column in range(pipe.moves.n_moves)])
    return Recognizer(pipe, moves) if moves else None


def _is_known(model: Any) -> bool:
    """Tell a model of its own on the CPU, with a hidden layer of maxout, that was trained on all its labels."""
    from thinc.api import NumpyOps

    listens = any("listener" in node.name for node in model.walk())
    lower = model.get_ref("lower")
    is_trained = model.attrs["has_upper"] and not model.attrs["unseen_classes"] and lower.get_dim("nP") > 1
    return is_trained and not listens and lower.get_dim("nF") == _FEATURES and isinstance(model.ops, NumpyOps)


def _moves(names: Sequence[str]) -> _Moves | None:
    """Read the names of the transitions; None where one is not known here."""
    columns = {name: column for column, name in enumerate(names)}
    labels = [name[2:] for name in names if name.startswith("B-")]
    known = {f"{kind}-{label}" for kind in "BILU" for label in labels} | {"O", _BLOCKING}
    if not labels or not known >= columns.keys() >= known - {_BLOCKING}:
        return None
    begin, inside, last, unit = ([columns[f"{kind}-{label}"] for label in labels] for kind in "BILU")
    return _Moves(labels, begin, inside, last, unit, columns["O"])


def _edges(docs: Sequence[Doc]) -> tuple[Flags, Flags]:
    """Tell of each token whether it is the last of a sentence, and whether it is blank."""
    rows = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs if len(doc)]).astype(np.int64)
    closes = np.ones(len(rows), dtype=bool)
    closes[:-1] = rows[1:, 0] == 1
    ends = np.cumsum([len(doc) for doc in docs if len(doc)]) - 1
    closes[ends] = True
    return closes, rows[:, 1] == 1


def _softmax(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    powers /= powers.sum(axis=1, keepdims=True)
    return powers
