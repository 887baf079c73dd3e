"""One compression, stage by stage.

collect (segment, index) -> rank -> offer candidates at their price -> choose within the budget and
write -> account for what was kept and dropped -> extract the records behind it -> report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from compressor.errors import BudgetError
from compressor.extraction import extract_records
from compressor.extraction.referents import referents
from compressor.extraction.within import within
from compressor.options import CompressorOptions
from compressor.records import CompressionResult, Document, DocumentRecord, Insertion, Report, Unit, UnitKind
from compressor.relevance.attention import FORMULA, architecture, cost, prefill_flops
from compressor.relevance.collection import Collection, collect
from compressor.relevance.scoring import salience_scores
from compressor.relevance.terms import terms
from compressor.rendering.formats import Writer
from compressor.rendering.insertions import inserted, mark, position
from compressor.rendering.layout import Line, fold, line, lines
from compressor.selection.account import gaps
from compressor.selection.candidates import Offer, offer
from compressor.selection.extras import affordable
from compressor.selection.fitting import Fitted, fit
from compressor.selection.fragment import fragment
from compressor.selection.ranking import Ranking, rank_by_content, rank_by_question
from compressor.selection.stopping import best_stop
from compressor.text.segmentation import BlockKind
from compressor.text.tokens import Tokenizer

POOL = 3  # without a question, records are read from this many times the budget
REFERENTS = 0.02  # share of the budget that names behind pronouns may take from sentences
_UNIT_KINDS: dict[BlockKind, UnitKind] = {"heading": "heading", "table": "table", "code": "code"}
FRAGMENT_TRIES = 20  # sentences tried for a fragment; more would not make it better


@dataclass(frozen=True)
class Compression:
    """Documents of `size` tokens together, and what is asked of them; the public methods are ways to a context."""

    documents: Sequence[Document]
    query: str | None
    size: int
    options: CompressorOptions
    tokenizer: Tokenizer

    @cached_property
    def collection(self) -> Collection:
        """The sentences of the documents, indexed."""
        return collect(tuple(d.text for d in self.documents))

    @cached_property
    def writer(self) -> Writer:
        """Writes in the format asked for."""
        return Writer([d.source for d in self.documents], self.options.format)

    def whole(self, limit: int) -> CompressionResult | None:
        """Return the documents as they are; None if that is over the limit."""
        text = self.writer.write(Line(i, "code", 0, d.text) for i, d in enumerate(self.documents))
        if self.tokenizer.count(text) > limit:
            return None
        units = [_unit(i, "document", 0, d.text, d.text, 1.0) for i, d in enumerate(self.documents)]
        everything = range(self.collection.size)
        return self._result(text, limit, units, everything, ("everything fits the budget: nothing was left out",))

    def selection(self, limit: int) -> CompressionResult:
        """Return the sentences worth most within the limit or, where none fits whole, the best part of one."""
        return self._selected(self._offer(limit), limit)

    def as_long_as_it_pays(self) -> CompressionResult:
        """Return a selection as long as its lead of relevance over reading cost grows."""
        offered = self._offer(self.size)
        order = offered.choose(offered.total)
        arch = architecture(self.options.architecture)
        prices = [offered.candidates[i].tokens for i in order.candidates]
        stop = best_stop(order.gains, prices, lambda tokens: prefill_flops(arch, tokens))
        note = (
            f"stopped at {stop.tokens} tokens, which hold {stop.relevance:.0%} of the relevance for {stop.cost:.1%} of "
            f"the reading cost ({self.options.architecture}): the next unit would add more cost than relevance"
        )
        return self._selected(offered, stop.tokens, (note,))

    # ------------------------------------------------------------------------------------------- the stages
    def _offer(self, limit: int) -> Offer:
        count = self.tokenizer.count
        return offer(
            self.collection,
            self._rank(limit),
            price=lambda number: count(self.writer.piece(line(self.collection, number))),
            label_prices=[count(self.writer.label(i)) for i in range(len(self.documents))],
        )

    def _rank(self, limit: int) -> Ranking:
        """Rank by the question or, where there is none that anything matches, by what the documents say."""
        if self.query is None:
            return rank_by_content(self.collection, self._pool_records(limit))
        by_question = rank_by_question(self.collection, self.query, limit)
        if by_question:
            return by_question
        note = "no word of the question stands in the documents: chosen as without a question"
        return rank_by_content(self.collection, self._pool_records(limit), (note,))

    def _pool_records(self, limit: int) -> list[DocumentRecord]:
        """Extract records from the most salient sentences, a few times more than the budget holds."""
        sentences = (sentence for s in self.collection.segmentations for sentence in s.sentences)
        lengths = np.array([sentence.end - sentence.start for sentence in sentences])
        best = np.argsort(-salience_scores(self.collection) / np.sqrt(np.maximum(lengths, 1)), kind="stable")
        room = POOL * limit / max(self.size, 1) * lengths.sum()
        return self._records(best[np.cumsum(lengths[best]) <= room].tolist())

    def _selected(self, offered: Offer, limit: int, notes: tuple[str, ...] = ()) -> CompressionResult:
        fitted = self._fitted(offered, limit)
        if fitted is None:
            return self._fragment(offered, limit)
        insertions: dict[int, Insertion] = {}
        if self.options.referents:
            fitted, insertions = self._with_referents(offered, fitted, limit)
        kept, worth = offered.sentences_of(fitted.chosen), _worth(offered, fitted)
        units = [_sentence_unit(self.collection, n, worth.get(n, 0.0), insertions.get(n)) for n in kept]
        text = self._written(kept, insertions) if insertions else fitted.text
        return self._result(text, limit, units, kept, (*offered.ranking.notes, *notes))

    def _fitted(self, offered: Offer, limit: int) -> Fitted | None:
        return fit(
            offered.choose,
            lambda chosen: self._written(offered.sentences_of(chosen), {}),
            self.tokenizer.count,
            limit,
        )

    def _written(self, numbers: Sequence[int], insertions: Mapping[int, Insertion]) -> str:
        texts = {number: _text(self.collection, number, insertion) for number, insertion in insertions.items()}
        return self.writer.write(lines(self.collection, numbers, texts))

    def _with_referents(self, offered: Offer, fitted: Fitted, limit: int) -> tuple[Fitted, dict[int, Insertion]]:
        """Put in what leading pronouns stand for, best sentences first; the choice may shrink a little for it."""
        count = self.tokenizer.count
        found = self._insertions(offered.sentences_of(fitted.chosen))
        prices = {number: count(mark(insertion.name)) for number, insertion in found.items()}
        reserved = min(sum(prices.values()), int(limit * REFERENTS))
        if limit - fitted.tokens < reserved:
            fitted = self._fitted(offered, limit - reserved) or fitted
        kept, worth = offered.sentences_of(fitted.chosen), _worth(offered, fitted)
        wanted = sorted(found.keys() & set(kept), key=lambda number: (-worth.get(number, 0.0), number))

        def chosen(indices: Sequence[int]) -> dict[int, Insertion]:
            return {wanted[i]: found[wanted[i]] for i in indices}

        taken = affordable(
            [prices[number] for number in wanted],
            limit - fitted.tokens,
            lambda indices: count(self._written(kept, chosen(indices))) <= limit,
        )
        return fitted, chosen(taken)

    def _insertions(self, sentences: Iterable[int]) -> dict[int, Insertion]:
        """Return what can be put into sentences that are read together."""
        found: dict[int, Insertion] = {}
        for document, chosen in enumerate(self._by_document(sentences)):
            given, segmentation = self.documents[document], self.collection.segmentations[document]
            known = referents(given, segmentation, chosen, pipeline=self.options.pipeline)
            for index, (end, name, (start, stop)) in known.items():
                number = self.collection.first[document] + index
                _, sentence, block = self.collection.locate(number)
                at = position(self.collection.quote(number), block.kind, end - sentence.start)
                if at is not None:
                    found[number] = Insertion(start=start, end=stop, quote=given.text[start:stop], at=at, name=name)
        return found

    def _fragment(self, offered: Offer, limit: int) -> CompressionResult:
        """Return the part of a sentence that fits; where labels and markup leave no room for it, without them."""
        if self.options.strict:
            raise BudgetError(
                f"budget {limit} is too small: no whole sentence fits it; raise it, or give up strict to get a fragment"
            )
        best = sorted(range(len(offered.candidates)), key=lambda i: (-offered.candidates[i].value, i))
        numbers = [offered.sentences[i] for i in best[:FRAGMENT_TRIES]]
        note = "no whole sentence fits the budget: this is a part of one"
        for writer, notes in ((self.writer, (note,)), (Writer([None], "text"), (note, "there is no room for labels"))):
            for number in numbers:
                made = self._fragment_of(number, limit, writer, notes)
                if made:
                    return made
        return self._result("", limit, [], [], ("the budget is too small for a single character of the documents",))

    def _fragment_of(self, number: int, limit: int, writer: Writer, notes: tuple[str, ...]) -> CompressionResult | None:
        _, sentence, block = self.collection.locate(number)
        words = self.collection.quote(number)
        shape = line(self.collection, number)
        asked = set(terms(self.query or ""))

        def written(part: str) -> str:
            return writer.write([shape._replace(text=fold(part, block.kind))])

        found = fragment(
            words,
            lambda part: self.tokenizer.count(written(part)) <= limit,
            lambda part: asked & set(terms(part)),
        )
        if found is None:
            return None
        quote = words[slice(*found)]
        unit = _unit(shape.document, "fragment", sentence.start + found[0], quote, fold(quote, block.kind), 0.0)
        return self._result(written(quote), limit, [unit], [number], notes)

    def _result(
        self, text: str, limit: int, units: Sequence[Unit], sentences: Sequence[int], notes: tuple[str, ...]
    ) -> CompressionResult:
        """Account for the units, which are made of these sentences."""
        numbered = [unit.model_copy(update={"id": f"u{i}"}) for i, unit in enumerate(units, 1)]
        tokens = self.tokenizer.count(text)
        return CompressionResult(
            text=text,
            tokens=tokens,
            budget=limit,
            query=self.query,
            sources=tuple(d.source for d in self.documents),
            units=tuple(numbered),
            dropped=gaps(self.collection.segmentations, numbered),
            records=tuple(self._records_of(units, sentences)) if self.options.records else (),
            report=self._report(tokens, notes),
        )

    def _report(self, tokens: int, notes: tuple[str, ...]) -> Report:
        arch = architecture(self.options.architecture)
        return Report(
            encoding=self.tokenizer.name,
            rate=tokens / max(self.size, 1),
            ratio=self.size / tokens if tokens else None,
            architecture=self.options.architecture,
            formula=FORMULA,
            before=cost(arch, self.size),
            after=cost(arch, tokens),
            notes=(*self.tokenizer.notes, *notes),
        )

    def _records_of(self, units: Sequence[Unit], sentences: Iterable[int]) -> Iterator[DocumentRecord]:
        """Extract what the units say, and nothing that stands outside of them."""
        for document, record in enumerate(self._records(sentences)):
            yield within(record, [(unit.start, unit.end) for unit in units if unit.document == document])

    def _records(self, sentences: Iterable[int]) -> list[DocumentRecord]:
        return [
            extract_records(document, segmentation, pipeline=self.options.pipeline, sentences=numbers)
            for document, segmentation, numbers in zip(
                self.documents, self.collection.segmentations, self._by_document(sentences), strict=True
            )
        ]

    def _by_document(self, sentences: Iterable[int]) -> list[list[int]]:
        """Return the sentences of each document, numbered within it, in order."""
        chosen: list[list[int]] = [[] for _ in self.documents]
        for number in sorted(sentences):
            document = int(self.collection.document[number])
            chosen[document].append(number - self.collection.first[document])
        return chosen


def _worth(offered: Offer, fitted: Fitted) -> dict[int, float]:
    """Return what the sentences chosen gained; what came along with them gained nothing."""
    return {offered.sentences[i]: gain for i, gain in zip(*fitted.chosen, strict=True)}


def _sentence_unit(collection: Collection, number: int, score: float, insertion: Insertion | None) -> Unit:
    _, sentence, block = collection.locate(number)
    quote, text = collection.quote(number), _text(collection, number, insertion)
    kind = _UNIT_KINDS.get(block.kind, "sentence")
    unit = _unit(int(collection.document[number]), kind, sentence.start, quote, text, score)
    return unit.model_copy(update={"insertion": insertion}) if insertion else unit


def _text(collection: Collection, number: int, insertion: Insertion | None) -> str:
    """Return the words of a sentence as they stand in the context."""
    _, _, block = collection.locate(number)
    folded = fold(collection.quote(number), block.kind)
    return inserted(folded, insertion.at, insertion.name) if insertion else folded


def _unit(document: int, kind: UnitKind, start: int, quote: str, text: str, score: float) -> Unit:
    return Unit(
        id="", document=document, kind=kind, start=start, end=start + len(quote), quote=quote, text=text, score=score
    )
