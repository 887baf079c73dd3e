"""One compression, stage by stage.

collect (segment, index) -> rank -> offer candidates at their price -> choose within the budget and
write -> account for what was kept and dropped -> extract the records behind it -> report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from compressor.errors import BudgetError
from compressor.extraction import extract_records
from compressor.extraction.within import within
from compressor.options import CompressorOptions
from compressor.records import CompressionResult, Document, DocumentRecord, Report, Unit, UnitKind
from compressor.relevance.attention import FORMULA, architecture, cost, prefill_flops
from compressor.relevance.collection import Collection, collect
from compressor.relevance.scoring import salience_scores
from compressor.relevance.terms import terms
from compressor.rendering.formats import Writer
from compressor.rendering.layout import Line, fold, line, lines
from compressor.selection.account import gaps
from compressor.selection.candidates import Offer, offer
from compressor.selection.fitting import fit
from compressor.selection.fragment import fragment
from compressor.selection.ranking import Ranking, rank_by_content, rank_by_question
from compressor.selection.stopping import best_stop
from compressor.text.segmentation import BlockKind
from compressor.text.tokens import Tokenizer

POOL = 3  # without a question, records are read from this many times the budget
_UNIT_KINDS: dict[BlockKind, UnitKind] = {"heading": "heading", "table": "table", "code": "code"}
FRAGMENT_TRIES = 20  # sentences tried for a fragment; more would not make it better


@dataclass(frozen=True, slots=True)
class Compression:
    """Documents of `size` tokens together, and what is asked of them; each method is a way to a context."""

    documents: Sequence[Document]
    query: str | None
    size: int
    options: CompressorOptions
    tokenizer: Tokenizer

    def whole(self, limit: int) -> CompressionResult | None:
        """Return the documents as they are; None if that is over the limit."""
        text = self._writer().write(Line(i, "code", 0, d.text) for i, d in enumerate(self.documents))
        if self.tokenizer.count(text) > limit:
            return None
        units = [_unit(i, "document", 0, d.text, d.text, 1.0) for i, d in enumerate(self.documents)]
        return self._result(text, limit, units, ("everything fits the budget: nothing was left out",))

    def selection(self, limit: int, notes: tuple[str, ...] = ()) -> CompressionResult:
        """Return the sentences worth most within the limit or, where none fits whole, the best part of one."""
        collection = self._collection()
        offered = self._offer(collection, limit)
        fitted = fit(
            offered.choose,
            lambda chosen: self._writer().write(lines(collection, offered.sentences_of(chosen))),
            self.tokenizer.count,
            limit,
        )
        if fitted is None:
            return self._fragment(collection, offered, limit)
        worth = {offered.sentences[i]: gain for i, gain in zip(*fitted.chosen, strict=True)}
        kept = offered.sentences_of(fitted.chosen)
        units = [_sentence_unit(collection, number, worth.get(number, 0.0)) for number in kept]
        return self._result(fitted.text, limit, units, (*offered.ranking.notes, *notes))

    def as_long_as_it_pays(self) -> CompressionResult:
        """Return a selection as long as its lead of relevance over reading cost grows."""
        offered = self._offer(self._collection(), self.size)
        order = offered.choose(offered.total)
        arch = architecture(self.options.architecture)
        prices = [offered.candidates[i].tokens for i in order.candidates]
        stop = best_stop(order.gains, prices, lambda tokens: prefill_flops(arch, tokens))
        note = (
            f"stopped at {stop.tokens} tokens, which hold {stop.relevance:.0%} of the relevance for {stop.cost:.1%} of "
            f"the reading cost ({self.options.architecture}): the next unit would add more cost than relevance"
        )
        return self.selection(stop.tokens, (note,))

    # ------------------------------------------------------------------------------------------- the stages
    def _collection(self) -> Collection:
        return collect(tuple(d.text for d in self.documents))

    def _writer(self) -> Writer:
        return Writer([d.source for d in self.documents], self.options.format)

    def _offer(self, collection: Collection, limit: int) -> Offer:
        writer, count = self._writer(), self.tokenizer.count
        return offer(
            collection,
            self._rank(collection, limit),
            price=lambda number: count(writer.piece(line(collection, number))),
            label_prices=[count(writer.label(i)) for i in range(len(self.documents))],
        )

    def _rank(self, collection: Collection, limit: int) -> Ranking:
        """Rank by the question or, where there is none that anything matches, by what the documents say."""
        if self.query is None:
            return rank_by_content(collection, self._pool_records(collection, limit))
        by_question = rank_by_question(collection, self.query)
        if by_question:
            return by_question
        note = "no word of the question stands in the documents: chosen as without a question"
        return rank_by_content(collection, self._pool_records(collection, limit), (note,))

    def _pool_records(self, collection: Collection, limit: int) -> list[DocumentRecord]:
        """Extract records from the most salient sentences, a few times more than the budget holds."""
        salience = salience_scores(collection)
        lengths = np.array(
            [sentence.end - sentence.start for s in collection.segmentations for sentence in s.sentences]
        )
        best = np.argsort(-salience / np.sqrt(np.maximum(lengths, 1)), kind="stable")
        room = POOL * limit / max(self.size, 1) * lengths.sum()
        return self._records(collection, best[np.cumsum(lengths[best]) <= room].tolist())

    def _records(self, collection: Collection, numbers: Iterable[int]) -> list[DocumentRecord]:
        chosen: list[list[int]] = [[] for _ in self.documents]
        for number in sorted(numbers):
            document = int(collection.document[number])
            chosen[document].append(number - collection.first[document])
        return [
            extract_records(document, segmentation, pipeline=self.options.pipeline, sentences=sentences)
            for document, segmentation, sentences in zip(self.documents, collection.segmentations, chosen, strict=True)
        ]

    def _fragment(self, collection: Collection, offered: Offer, limit: int) -> CompressionResult:
        """Return the part of a sentence that fits; where labels leave no room for it, without them."""
        if self.options.strict:
            raise BudgetError(
                f"budget {limit} is too small: no whole sentence fits it; raise it, or give up strict to get a fragment"
            )
        best = sorted(range(len(offered.candidates)), key=lambda i: (-offered.candidates[i].value, i))
        numbers = [offered.sentences[i] for i in best[:FRAGMENT_TRIES]]
        for writer in (self._writer(), Writer([None], "text")):
            for number in numbers:
                made = self._fragment_of(collection, number, limit, writer)
                if made:
                    return made
        return self._result("", limit, [], ("the budget is too small for a single character of the documents",))

    def _fragment_of(self, collection: Collection, number: int, limit: int, writer: Writer) -> CompressionResult | None:
        segmentation, sentence, block = collection.locate(number)
        shape = line(collection, number)
        asked = set(terms(self.query or ""))

        def written(words: str) -> str:
            return writer.write([shape._replace(text=fold(words, block.kind))])

        found = fragment(
            segmentation.text[sentence.start : sentence.end],
            lambda words: self.tokenizer.count(written(words)) <= limit,
            lambda words: asked & set(terms(words)),
        )
        if found is None:
            return None
        start, end = sentence.start + found[0], sentence.start + found[1]
        quote = segmentation.text[start:end]
        unit = _unit(shape.document, "fragment", start, quote, fold(quote, block.kind), 0.0)
        return self._result(
            written(quote), limit, [unit], ("no whole sentence fits the budget: this is a part of one",)
        )

    def _result(self, text: str, limit: int, units: Sequence[Unit], notes: tuple[str, ...]) -> CompressionResult:
        collection = self._collection()
        numbered = [unit.model_copy(update={"id": f"u{i + 1}"}) for i, unit in enumerate(units)]
        tokens = self.tokenizer.count(text)
        arch = architecture(self.options.architecture)
        return CompressionResult(
            text=text,
            tokens=tokens,
            budget=limit,
            query=self.query,
            sources=tuple(d.source for d in self.documents),
            units=tuple(numbered),
            dropped=gaps(collection.segmentations, numbered),
            records=tuple(self._records_of(collection, numbered)) if self.options.records else (),
            report=Report(
                encoding=self.tokenizer.name,
                rate=tokens / max(self.size, 1),
                ratio=self.size / tokens if tokens else None,
                architecture=self.options.architecture,
                formula=FORMULA,
                before=cost(arch, self.size),
                after=cost(arch, tokens),
                notes=(*self.tokenizer.notes, *notes),
            ),
        )

    def _records_of(self, collection: Collection, units: Sequence[Unit]) -> Iterator[DocumentRecord]:
        """Extract what the units say, and nothing that stands outside of them."""
        kept = [[(u.start, u.end) for u in units if u.document == i] for i in range(len(self.documents))]
        numbers = [n for n in range(collection.size) if _overlaps(collection, n, kept[collection.document[n]])]
        for record, stretches in zip(self._records(collection, numbers), kept, strict=True):
            yield within(record, stretches)


def _overlaps(collection: Collection, number: int, stretches: Sequence[tuple[int, int]]) -> bool:
    _, sentence, _ = collection.locate(number)
    at = bisect_right(stretches, (sentence.start, sentence.end))
    return (at > 0 and stretches[at - 1][1] > sentence.start) or (
        at < len(stretches) and stretches[at][0] < sentence.end
    )


def _sentence_unit(collection: Collection, number: int, score: float) -> Unit:
    _, sentence, block = collection.locate(number)
    quote = collection.quote(number)
    kind = _UNIT_KINDS.get(block.kind, "sentence")
    return _unit(int(collection.document[number]), kind, sentence.start, quote, fold(quote, block.kind), score)


def _unit(document: int, kind: UnitKind, start: int, quote: str, text: str, score: float) -> Unit:
    return Unit(
        id="", document=document, kind=kind, start=start, end=start + len(quote), quote=quote, text=text, score=score
    )
