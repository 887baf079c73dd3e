"""A store of made-up statements, as many as asked for, the same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from compressor.store.connection import connect_to_write
from compressor.store.writing import Target, fold

PER_DOCUMENT = 200
ENTITIES, SENTENCES = 60, 40  # of these, and of each document
NAMES, KEYS, VERBS, WORDS = 20_000, 300, 2_000, 20_000
TYPES = ("TERM", "ORG", "PERSON", "DATE", "GPE", "MONEY", "CARDINAL", "PERCENT", "LOC", "EVENT", "LAW", "URL")
CATEGORIES = ("quality", "service", "price", "design", "speed", "safety", "comfort", "size")
UNITS = ("EUR", "USD", "km", "kg", "h", "GBP", "kWh", "m²", "°C", "GB", "t", "psi")

_KINDS = ("property",) * 2 + ("fact",) * 4 + ("aspect",)
_SYLLABLES = ("ba", "den", "fol", "gri", "hus", "kel", "lom", "mar", "nes", "pol", "rik", "sund", "tor", "vik")

_Line = tuple[object, ...]


class Source(NamedTuple):
    """Words, numbers and choices from one seed."""

    random: random.Random
    words: Sequence[str]

    def skewed(self, size: int) -> int:
        """Return a number below size; small ones come far more often, as words do."""
        return int((size + 1) ** self.random.random()) - 1

    def one_of(self, choices: Sequence[str]) -> str:
        return choices[self.skewed(len(choices))]

    def sentence(self) -> str:
        return " ".join(self.one_of(self.words) for _ in range(14)) + "."


def source() -> Source:
    """Return a source at its start."""
    made = random.Random(7)
    words = dict.fromkeys("".join(made.choices(_SYLLABLES, k=made.choice((3, 4)))) for _ in range(2 * WORDS))
    return Source(made, tuple(words)[:WORDS])


def build(path: Path, statements: int, made: Source) -> None:
    """Fill a store with documents of 200 statements each."""
    connection = connect_to_write(path)
    connection.execute("BEGIN")
    for document in range(1, statements // PER_DOCUMENT + 1):
        _insert(Target(connection, document, {}), made)
    connection.execute("COMMIT")
    connection.close()


def _insert(target: Target, made: Source) -> None:
    number = target.document
    sentences = [made.sentence() for _ in range(SENTENCES)]
    name = f"folder-{number % 10}/document-{number}.txt"
    counts = (ENTITIES, 0, 0, 0, SENTENCES)
    text = "\n".join(sentences)
    target.insert("documents", [(number, name, f"{number:064x}", len(text), "made up", *counts, text)])
    first = (number - 1) * SENTENCES + 1
    target.insert("sentences", [(first + i, number, *_place(i, words), words) for i, words in enumerate(sentences)])
    target.insert("sentence_index (rowid, text)", [(first + i, words) for i, words in enumerate(sentences)])
    types = [made.one_of(TYPES) for _ in range(ENTITIES)]
    _insert_entities(target, made, types)
    target.insert("statements", list(_statements(number, made, types)))


def _place(index: int, words: str) -> tuple[int, int]:
    return index * len(words), (index + 1) * len(words)


def _insert_entities(target: Target, made: Source, types: Sequence[str]) -> None:
    names = [f"Name {made.skewed(NAMES)}" for _ in types]
    first = (target.document - 1) * ENTITIES + 1
    entities = list(enumerate(zip(names, types, strict=True), first))
    lines = [(i, target.document, f"e{i - first + 1}", name, label, 0.5, 0.7) for i, (name, label) in entities]
    target.insert("entities", lines)
    target.insert("names", [(i, i, name, fold(name)) for i, (name, _) in entities])
    target.insert("mentions", [(i, i, 0, len(name), name) for i, (name, _) in entities])


def _statements(document: int, made: Source, types: Sequence[str]) -> Iterator[_Line]:
    first = (document - 1) * PER_DOCUMENT + 1
    for i in range(PER_DOCUMENT):
        about = i if i < ENTITIES else made.skewed(ENTITIES)
        kind = "entity" if i < ENTITIES else made.random.choice(_KINDS)
        known = kind == "entity" or made.random.random() < 0.6
        owner = ((document - 1) * ENTITIES + about + 1, types[about]) if known else (None, None)
        sentence = (document - 1) * SENTENCES + made.random.randrange(SENTENCES) + 1
        yield (first + i, document, f"s{i}", kind, *owner, sentence, *_columns(kind, made))


def _columns(kind: str, made: Source) -> _Line:
    """Return the columns of `statements` from `predicate` on."""
    verb = made.skewed(VERBS)
    predicate = {"entity": "type", "property": f"key {made.skewed(KEYS)}", "fact": f"was verb {verb}"}.get(
        kind, "opinion"
    )
    amount = kind == "property" and made.random.random() < 0.6
    day = _day(made) if kind in ("property", "fact") and made.random.random() < 0.3 else None
    return (
        predicate,
        f"verb {verb}" if kind == "fact" else None,
        made.random.random() < 0.1 if kind == "fact" else None,
        None,
        made.random.choice(("positive", "positive", "negative", "neutral")) if kind == "aspect" else None,
        made.one_of(CATEGORIES) if kind == "aspect" else None,
        "quantity" if amount else None,
        round(10 ** made.random.uniform(0, 6), 2) if amount else None,
        made.one_of(UNITS) if amount else None,
        day,
        day,
        day,
        round(made.random.uniform(0.4, 0.95), 2),
        0,
        40,
        made.one_of(made.words),
        f"{made.one_of(made.words)} {made.one_of(made.words)}",
        day,
        None,
        None if kind in ("fact", "aspect") else made.one_of(made.words),
    )


def _day(made: Source) -> str:
    pick = made.random.randint
    return f"{pick(1900, 2025)}-{pick(1, 12):02}-{pick(1, 28):02}"
