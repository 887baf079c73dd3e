"""Sets that say which records a text holds, a JSON object a line; README.md describes the formats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from folders import Words, rows
from pydantic import BaseModel, model_validator

from compressor.errors import InputError
from compressor.training.reviews import MarkedReview

Range = tuple[int, int]


class NamedSpan(BaseModel):
    """An entity where it is named, in code points of the text."""

    start: int
    end: int
    type: str


class NamedText(BaseModel):
    """A text and the entities it names."""

    text: Words
    entities: list[NamedSpan]

    @model_validator(mode="after")
    def _names_stand_in_the_text(self) -> NamedText:
        for entity in self.entities:
            if not 0 <= entity.start < entity.end <= len(self.text):
                raise ValueError(f"entity {entity.start}:{entity.end} is no stretch of {len(self.text)} characters")
        return self


class Review(MarkedReview):
    """A review with its opinions, and the domain it is of."""

    domain: str | None = None


class Clause(BaseModel):
    """A fact as people wrote it down: a relation, its subject and what else takes part."""

    rel: str
    args: list[str]


class FactText(BaseModel):
    """A sentence, its words parted by one blank, and the facts it states."""

    text: Words
    tuples: list[Clause]


class LinkedEntity(BaseModel):
    """An entity by all the forms it is named in, and the sentences that name it."""

    type: str
    mentions: list[Words]
    sent_ids: list[int]


class Link(BaseModel):
    """That two entities, by their numbers, are related."""

    head: int
    tail: int


class LinkedText(BaseModel):
    """A document in sentences, its entities and which of them are related."""

    text: Words
    sentences: list[str]
    entities: list[LinkedEntity]
    relations: list[Link]

    @model_validator(mode="after")
    def _numbers_name_something(self) -> LinkedText:
        for number in chain.from_iterable(entity.sent_ids for entity in self.entities):
            if not 0 <= number < len(self.sentences):
                raise ValueError(f"there is no sentence {number}: the document has {len(self.sentences)}")
        for number in chain.from_iterable((link.head, link.tail) for link in self.relations):
            if not 0 <= number < len(self.entities):
                raise ValueError(f"there is no entity {number}: the document has {len(self.entities)}")
        return self


Row = NamedText | Review | FactText | LinkedText


class GoldSet(NamedTuple):
    """The rows of a file, all of one kind."""

    name: str
    rows: list[Row]


def gold_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and of a folder all its .jsonl files."""
    for path in paths:
        inside = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not inside:
            raise InputError(f"{path} has no .jsonl files; expected sets, or a folder of them")
        yield from inside


def read_gold(path: Path, limit: int | None = None) -> GoldSet:
    """Read a set, its first `limit` rows; raises InputError."""
    found = list[Row](islice(rows(path, _kind(path)), limit))
    if not found:
        raise InputError(f"{path} has no rows; expected a JSON object a line")
    return GoldSet(path.stem, found)


def _kind(path: Path) -> type[Row]:
    """Tell what a file is a set of, by the first line that shows it."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            return next((kind for line in lines if (kind := _kind_of(json.loads(line.strip() or "{}")))), Review)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}; expected a file of UTF-8 text") from None
    except json.JSONDecodeError:
        return NamedText  # reading it as whatever says in which line the mistake is


def _kind_of(row: Any) -> type[Row] | None:
    fields = row if isinstance(row, dict) else {}
    if "entities" in fields:
        return LinkedText if "relations" in fields else NamedText
    tuples = fields.get("tuples")
    if isinstance(tuples, list) and tuples and isinstance(tuples[0], dict):
        return FactText if "rel" in tuples[0] else Review
    return None
