"""Actions that look things up: sentences, properties, facts, relations, opinions, entities, what happened when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar, Unpack

from compressor.plans.desk import Desk
from compressor.plans.kinds import listed
from compressor.plans.results import Item
from compressor.plans.retrieval import best_sentences
from compressor.plans.shaping import when
from compressor.records import Row
from compressor.relevance.terms import terms
from compressor.store.filters import FilterSet, Kind

Thing = TypeVar("Thing")

_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)

PAGE = 1000  # statements that one look-up goes through
LIKE = 0.5  # what is left of the score of a property whose key only shares a word with the one asked for


def find(desk: Desk, words: str, limit: int) -> list[Item]:
    """Return the sentences that have most to do with words, best first."""
    return best_sentences(desk.shelf, words, limit)


def properties(desk: Desk, entity: str, key: str) -> list[Item]:
    """Return the values of a property, those of exactly that key first."""
    wanted = frozenset(terms(key))
    found = []
    for row in (row for row in _about(desk, entity, "property") if _owns(row, entity)):
        exact = row.predicate.casefold() == key.casefold()
        if exact or wanted & frozenset(terms(row.predicate)):
            found.append(desk.item(row, row.confidence * (1.0 if exact else LIKE)))
    return _by_score(found)


def facts(desk: Desk, entity: str, predicate: str, limit: int) -> list[Item]:
    """Return facts in the order of the documents."""
    verb = predicate or None
    rows = _about(desk, entity, "fact", verb) if entity else _rows(desk, FilterSet(kind="fact", predicate=verb))
    return [desk.item(row) for row in islice(rows, limit)]


def relation(desk: Desk, first: str, second: str, limit: int) -> list[Item]:
    """Return the statements that name both."""
    rows = (row for row in _about(desk, first) if row.kind in ("fact", "property") and _names(row, second))
    return [desk.item(row) for row in islice(rows, limit)]


def opinions(desk: Desk, about: str, polarity: str, limit: int) -> list[Item]:
    """Return opinions, the surest first."""
    rows = _rows(desk, FilterSet(kind="aspect", polarity=polarity or None))  # type: ignore[typeddict-item]
    wanted = frozenset(terms(about))
    found = (desk.item(row) for row in rows if not wanted or wanted & _terms(row.subject, row.name, row.category))
    return _by_score(found)[:limit]


def entities(desk: Desk, type: str, about: str, limit: int) -> list[Item]:
    """Return entities, the most salient of each document first, or those of the sentences about something."""
    wanted = listed(type)
    rows = (row for label in sorted(wanted) for row in _rows(desk, FilterSet(kind="entity", type=label)))
    if about:
        near = [(p.document, p.start, p.end) for s in best_sentences(desk.shelf, about, limit) for p in s.evidence]
        named = {(d, m.entity) for d, a, b in near for m in desk.shelf.volume(d).mentions(a, b)}
        numbers = desk.shelf.numbers
        rows = (row for row in rows if (numbers[row.source, row.document], row.entity) in named)
    return [desk.item(row) for row in islice(_each_once(rows, lambda row: row.name), limit)]


def compare(desk: Desk, first: str, second: str, key: str) -> list[Item]:
    """Return a line for each property that both have; where they share none, all that each has."""
    one, other = _values(desk, first, key), _values(desk, second, key)
    shared = [name for name in one if name in other]
    found = []
    for name in shared:
        a, b = one[name], other[name]
        text = f"{name}: {first} {a.text}; {second} {b.text}"
        found.append(Item(text=text, score=min(a.score, b.score), evidence=(*a.evidence, *b.evidence)))
    for owner, values in ((first, one), (second, other)):
        if not shared:
            found += [item.model_copy(update={"text": f"{owner}: {name} {item.text}"}) for name, item in values.items()]
    return found


def timeline(desk: Desk, about: str, limit: int) -> list[Item]:
    """Return facts and properties that name a date, in the order of time."""
    rows = (
        _about(desk, about)
        if about
        else (*_rows(desk, FilterSet(kind="fact")), *_rows(desk, FilterSet(kind="property")))
    )
    items = [desk.item(row) for row in rows if row.kind in ("fact", "property")]
    dated = sorted((date, number) for number, item in enumerate(items) if (date := when(item)))
    found = (items[number].model_copy(update={"text": f"{date}: {_event(items[number])}"}) for date, number in dated)
    return list(islice(_each_once(found, lambda item: item.text), limit))


def _rows(desk: Desk, filters: FilterSet, **others: Unpack[FilterSet]) -> tuple[Row, ...]:
    asked = FilterSet(**filters)
    asked.update(others)
    asked["source"] = desk.shelf.source
    return desk.shelf.store.find(limit=PAGE, **asked).rows


def _about(desk: Desk, name: str, kind: Kind | None = None, predicate: str | None = None) -> Iterator[Row]:
    """Yield what is said of an entity: under its name or else a longer one, then where it is named otherwise."""
    name = _ARTICLE.sub("", name.strip())
    if not name:
        return
    filters = FilterSet(kind=kind, predicate=predicate)
    named = _rows(desk, filters, entity=name) or _rows(desk, filters, entity=f"*{name}*")
    elsewhere = _rows(desk, filters, search=name) if terms(name) else ()
    yield from _each_once((*named, *(row for row in elsewhere if _names(row, name))), _key)


def _key(row: Row) -> object:
    return row.source, row.document, row.id


def _event(item: Item) -> str:
    row = item.row
    return f"{row.subject}, {row.predicate}" if row is not None and row.kind == "property" else item.text


def _names(row: Row, name: str) -> bool:
    """Tell whether a statement speaks of a name anywhere in it."""
    return frozenset(terms(name)) <= _terms(row.name, row.subject, row.object, row.time, row.place)


def _terms(*texts: str | None) -> frozenset[str]:
    return frozenset(terms(" ".join(text for text in texts if text)))


def _values(desk: Desk, entity: str, key: str) -> dict[str, Item]:
    """Return the surest value of each property of an entity, or of those like a key."""
    if key:
        found = [(key, item) for item in properties(desk, entity, key)]
    else:
        found = [(r.predicate, desk.item(r)) for r in _about(desk, entity, "property") if _owns(r, entity)]
    values: dict[str, Item] = {}
    for name, item in sorted(found, key=lambda pair: -pair[1].score):
        values.setdefault(name, item)
    return values


def _owns(row: Row, entity: str) -> bool:
    return frozenset(terms(entity)) <= _terms(row.name, row.subject)


def _by_score(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: -item.score)


def _each_once(things: Iterable[Thing], key: Callable[[Thing], object]) -> Iterator[Thing]:
    seen = set[object]()
    for thing in things:
        if (name := key(thing)) not in seen:
            seen.add(name)
            yield thing
