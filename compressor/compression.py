"""One compression, stage by stage.

collect (segment, index) -> rank -> offer candidates at their price -> choose within the budget and
write -> account for what was kept and dropped -> extract the records behind it -> report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from compressor.errors import BudgetError
from compressor.extraction import extract_records
from compressor.extraction.within import within
from compressor.options import CompressorOptions
from compressor.records import CompressionResult, Document, DocumentRecord, Insertion, Report, Source, Unit, UnitKind
from compressor.relevance.attention import FORMULA, architecture, cost, prefill_flops
from compressor.relevance.collection import Collection, collect
from compressor.relevance.terms import terms
from compressor.rendering.formats import Writer
from compressor.rendering.insertions import mark
from compressor.rendering.layout import Line, fold, line, lines
from compressor.selection.account import gaps
from compressor.selection.candidates import Offer, offer
from compressor.selection.content import rank_by_content, with_entities, worth_alone
from compressor.selection.extras import affordable
from compressor.selection.fitting import Fitted, fit
from compressor.selection.fragment import fragment
from compressor.selection.ranking import Ranking, rank_by_question
from compressor.selection.stopping import best_stop
from compressor.text.tokens import Tokenizer
from compressor.wording import Wording

POOL = 2  # without a question, records are read from this many times the budget
TIGHTENED = 1.25  # sentences are tightened that a budget so many times as large would hold
REFERENTS = 0.1  # most of the budget that names behind pronouns may take from sentences, as a share
FRAGMENT_TRIES = 20  # sentences tried for a fragment; more would not make it better


@dataclass(frozen=True)
class Compression:
    """Documents of `size` tokens together, and what is asked of them; the public methods are ways to a context."""

    documents: Sequence[Document]
    query: str | None
    size: int
    options: CompressorOptions
    tokenizer: Tokenizer
    apart: bool = False  # whether each document has a text of its own, see Writer

    @cached_property
    def collection(self) -> Collection:
        """The sentences of the documents, indexed."""
        return collect(tuple(d.text for d in self.documents))

    @cached_property
    def writer(self) -> Writer:
        """Writes in the format asked for."""
        return Writer([d.source for d in self.documents], self.options.format, apart=self.apart)

    def best(self, limit: int | None) -> CompressionResult:
        """Return the best context within a limit, or as long as it pays where there is none."""
        if limit is None:
            return self.as_long_as_it_pays()
        return (self.whole(limit) if self.size <= limit else None) or self.selection(limit)

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
            return self._rank_by_content(limit)
        by_question = rank_by_question(self.collection, self.query, limit)
        if by_question:
            return by_question
        note = "no word of the question stands in the documents: chosen as without a question"
        return self._rank_by_content(limit, (note,))

    def _rank_by_content(self, limit: int, notes: tuple[str, ...] = ()) -> Ranking:
        """Rank by terms, and by the entities of what ranks best, of which it reads a few times the budget."""
        ranking = rank_by_content(self.collection, notes)
        sentences = (sentence for s in self.collection.segmentations for sentence in s.sentences)
        lengths = np.array([max(sentence.end - sentence.start, 1) for sentence in sentences])
        best = np.argsort(-worth_alone(ranking) / lengths**ranking.scaling, kind="stable")
        room = POOL * limit / max(self.size, 1) * lengths.sum()
        records = self._records(best[np.cumsum(lengths[best]) <= room].tolist())
        return with_entities(ranking, self.collection, records)

    def _selected(self, offered: Offer, limit: int, notes: tuple[str, ...] = ()) -> CompressionResult:
        wording = Wording(self.documents, self.collection)
        if offered.ranking.by_content if self.options.tighten is None else self.options.tighten:
            offered, wording = self._tightened(offered, wording, limit)
        fitted = self._fitted(offered, wording, limit)
        if fitted is None:
            return self._fragment(offered, limit)
        if self.options.referents:
            fitted, wording = self._with_referents(offered, fitted, wording, limit)
        kept, worth = offered.sentences_of(fitted.chosen), _worth(offered, fitted)
        units = [wording.unit(number, worth.get(number, 0.0)) for number in kept]
        return self._result(self._written(kept, wording), limit, units, kept, (*offered.ranking.notes, *notes))

    def _written(self, numbers: Sequence[int], wording: Wording) -> str:
        return self.writer.write(lines(self.collection, numbers, wording.texts))

    def _fitted(self, offered: Offer, wording: Wording, limit: int) -> Fitted | None:
        return fit(
            offered.choose,
            lambda chosen: self._written(offered.sentences_of(chosen), wording),
            self.tokenizer.count,
            limit,
        )

    def _tightened(self, offered: Offer, wording: Wording, limit: int) -> tuple[Offer, Wording]:
        """Tighten the sentences that may be chosen, and offer them for less."""
        likely = offered.sentences_of(offered.choose(int(TIGHTENED * limit)))
        wording = wording.tightened(likely, self.options.pipeline)
        pieces = {n: self.writer.piece(line(self.collection, n, wording.texts)) for n in wording.texts}
        return offered.repriced({n: self.tokenizer.count(piece) for n, piece in pieces.items()}), wording

    def _with_referents(self, offered: Offer, fitted: Fitted, wording: Wording, limit: int) -> tuple[Fitted, Wording]:
        """Put in what leading pronouns stand for, best sentences first; the choice may shrink a little for it."""
        found = wording.referents(offered.sentences_of(fitted.chosen), self.options.pipeline)
        reserved = min(sum(map(self._price, found.values())), int(limit * REFERENTS))
        if limit - fitted.tokens < reserved:
            fitted = self._fitted(offered, wording, limit - reserved) or fitted
            found = wording.referents(offered.sentences_of(fitted.chosen), self.options.pipeline)
        kept, worth = offered.sentences_of(fitted.chosen), _worth(offered, fitted)
        wanted = sorted(found, key=lambda number: (-worth.get(number, 0.0), number))

        def worded(indices: Sequence[int]) -> Wording:
            return replace(wording, insertions={wanted[i]: found[wanted[i]] for i in indices})

        taken = affordable(
            [self._price(found[number]) for number in wanted],
            limit - fitted.tokens,
            lambda indices: self.tokenizer.count(self._written(kept, worded(indices))) <= limit,
        )
        return fitted, worded(taken)

    def _price(self, insertion: Insertion) -> int:
        return self.tokenizer.count(mark(insertion.name))

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
            sources=tuple(Source(name=d.source, sha256=d.sha256, characters=len(d.text)) for d in self.documents),
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
            extract_records(
                document,
                segmentation,
                pipeline=self.options.pipeline,
                sentences=numbers,
                types=self.options.types,
                aspects=self.options.aspects,
            )
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


def _unit(document: int, kind: UnitKind, start: int, quote: str, text: str, score: float) -> Unit:
    return Unit(
        id="", document=document, kind=kind, start=start, end=start + len(quote), quote=quote, text=text, score=score
    )
