"""How the sentences of a context are worded: as they stand, tightened, or with a name behind a pronoun."""

from __future__ import annotations

from collections.abc import Collection as Numbers
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from compressor.extraction.found import Range
from compressor.extraction.referents import referents
from compressor.extraction.tightening import tighten
from compressor.records import Document, Insertion, Span, Unit, UnitKind
from compressor.relevance.collection import Collection
from compressor.rendering.insertions import inserted, position
from compressor.rendering.layout import fold
from compressor.text.language import is_english
from compressor.text.segmentation import BlockKind

_UNIT_KINDS: dict[BlockKind, UnitKind] = {"heading": "heading", "table": "table", "code": "code"}
_PROSE = ("paragraph", "list")


@dataclass(frozen=True)
class Wording:
    """Says of every sentence of a collection how it is worded; those not named here stand as they are."""

    documents: Sequence[Document]
    collection: Collection
    stretches: Mapping[int, Sequence[Range]] = field(default_factory=dict)  # what stays of a tightened sentence
    insertions: Mapping[int, Insertion] = field(default_factory=dict)

    @property
    def texts(self) -> dict[int, str]:
        """Return the sentences that are worded otherwise than they stand."""
        return {number: self.text(number) for number in self.stretches.keys() | self.insertions.keys()}

    def text(self, number: int) -> str:
        """Return a sentence as it stands in the context."""
        insertion = self.insertions.get(number)
        folded = fold(self._words(number), self._kind(number))
        return inserted(folded, insertion.at, insertion.name) if insertion else folded

    def unit(self, number: int, score: float) -> Unit:
        """Return a sentence as a unit of the context, with what was put into it and taken from it."""
        _, sentence, block = self.collection.locate(number)
        return Unit(
            id="",
            document=int(self.collection.document[number]),
            kind=_UNIT_KINDS.get(block.kind, "sentence"),
            start=sentence.start,
            end=sentence.end,
            quote=self.collection.quote(number),
            text=self.text(number),
            cuts=tuple(self._cuts(number)),
            insertion=self.insertions.get(number),
            score=score,
        )

    def tightened(self, numbers: Numbers[int], pipeline: Any) -> Wording:
        """Return a wording in which these sentences, where they are prose, lose what they can be read without."""
        english = [is_english(document.text) for document in self.documents]
        prose = [n for n in numbers if self._kind(n) in _PROSE and english[self.collection.document[n]]]
        kept = tighten([self.collection.quote(number) for number in prose], pipeline)
        return replace(self, stretches={**self.stretches, **dict(zip(prose, kept, strict=True))})

    def referents(self, numbers: Numbers[int], pipeline: Any) -> dict[int, Insertion]:
        """Return the names that can be put behind the leading pronouns of sentences that are read together."""
        found: dict[int, Insertion] = {}
        for document, given in enumerate(self.documents):
            first, segmentation = self.collection.first[document], self.collection.segmentations[document]
            inside = [number - first for number in numbers if self.collection.document[number] == document]
            for index, (end, name, (start, stop)) in referents(given, segmentation, inside, pipeline=pipeline).items():
                at = self._place(first + index, end)
                if at is not None:
                    quote = given.text[start:stop]
                    found[first + index] = Insertion(start=start, end=stop, quote=quote, at=at, name=name)
        return found

    def _kind(self, number: int) -> BlockKind:
        return self.collection.locate(number)[2].kind

    def _words(self, number: int) -> str:
        quote = self.collection.quote(number)
        return "".join(quote[start:end] for start, end in self.stretches.get(number, [(0, len(quote))]))

    def _cuts(self, number: int) -> list[Span]:
        """Return what tightening takes from a sentence."""
        quote, offset = self.collection.quote(number), self.collection.locate(number)[1].start
        kept = self.stretches.get(number, [Range(0, len(quote))])
        bounds = [0, *(bound for stretch in kept for bound in stretch), len(quote)]
        gaps = zip(bounds[::2], bounds[1::2], strict=True)
        return [Span(start=offset + a, end=offset + b, quote=quote[a:b]) for a, b in gaps if a < b]

    def _place(self, number: int, end: int) -> int | None:
        """Return where a name stands in the words of a sentence, to stand behind an offset of its document."""
        within = end - self.collection.locate(number)[1].start
        quote = self.collection.quote(number)
        kept = self.stretches.get(number, [Range(0, len(quote))])
        before = sum(min(stop, within) - start for start, stop in kept if start < within)
        return position(self._words(number), self._kind(number), before)
