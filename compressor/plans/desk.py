"""What the actions of a plan work with: the stored documents, a language model if there is one, and a budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compressor.plans.results import Evidence, Item
from compressor.plans.shelf import Shelf
from compressor.records import Row

if TYPE_CHECKING:
    from compressor.plans.asking import Model

BUDGET = 1000  # tokens of context that a model is given in one step


@dataclass(frozen=True, slots=True)
class Desk:
    """The documents, the model and the most tokens of context in one step."""

    shelf: Shelf
    model: Model | None = None
    budget: int = BUDGET

    def item(self, row: Row, score: float | None = None) -> Item:
        """Return a stored statement as an item; without a score, with its confidence."""
        number = self.shelf.numbers[row.source, row.document]
        place = Evidence(start=row.start, end=row.end, quote=row.quote, document=number, source=row.source)
        return Item(
            text=stated(row),
            score=round(row.confidence if score is None else score, 4),
            number=row.number,
            row=row,
            evidence=(place,),
        )


def stated(row: Row) -> str:
    """Return what a statement says, in short: a name, a value, a fact, an opinion."""
    if row.kind == "entity":
        return row.name or row.subject or ""
    if row.kind == "property":
        return row.object or ""
    if row.kind == "aspect":
        return ": ".join(part for part in (row.subject, row.object) if part) or row.quote
    told = " ".join(part for part in (row.subject, row.predicate, row.object) if part)
    when_where = ", ".join(part for part in (row.time, row.place) if part)
    said = told.replace("; ", " ")  # which parts the arguments of a row
    return " ".join(f"{said} ({when_where})".split()) if when_where else " ".join(said.split())
