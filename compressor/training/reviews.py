"""Read reviews that people marked opinions in: a JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator

from compressor.errors import InputError
from compressor.extraction.found import Range
from compressor.records import Polarity
from compressor.text.decoding import check_text


class MarkedOpinion(BaseModel):
    """What is said of an aspect; null for an aspect or opinion without words of its own."""

    aspect: str | None = Field(min_length=1)
    opinion: str | None = Field(min_length=1)
    polarity: Polarity
    aspect_idx: list[int] | None = None
    opinion_idx: list[int] | None = None


class Triplet(NamedTuple):
    """An opinion by places in the text: None for what has no words of its own."""

    aspect: Range | None
    opinion: Range | None
    polarity: Polarity


class MarkedReview(BaseModel):
    """A text, its words parted by one blank, and the opinions in it."""

    text: str = Field(min_length=1)
    tuples: list[MarkedOpinion]

    @field_validator("text")
    @classmethod
    def _is_text(cls, text: str) -> str:
        return check_text(text)

    @model_validator(mode="after")
    def _terms_stand_in_the_text(self) -> MarkedReview:
        self.triplets()
        return self

    def triplets(self) -> tuple[Triplet, ...]:
        """Return the opinions by their places."""
        return tuple(
            Triplet(self._place(one.aspect, one.aspect_idx), self._place(one.opinion, one.opinion_idx), one.polarity)
            for one in self.tuples
        )

    def _place(self, words: str | None, numbers: Sequence[int] | None) -> Range | None:
        """Return where a term stands: at the words numbered or, without numbers, where its words stand first."""
        if words is None:
            return None
        if not numbers:
            start = f" {self.text} ".find(f" {words} ")
            if start < 0:
                raise ValueError(f"the term {words!r} does not stand in the text as words of its own")
            return Range(start, start + len(words))
        parts = self.text.split(" ")
        first, last = min(numbers), max(numbers)
        if first < 0 or last >= len(parts):
            raise ValueError(f"the term {words!r} is words {first} to {last} of a text of {len(parts)}, from 0")
        start = sum(len(part) + 1 for part in parts[:first])
        return Range(start, start + len(" ".join(parts[first : last + 1])))


class Review(NamedTuple):
    """A text and the opinions in it."""

    text: str
    opinions: tuple[Triplet, ...]


def read_reviews(path: Path) -> list[Review]:
    """Return the reviews of a file; raises InputError, which names the line of a mistake."""
    reviews = list(_rows(path))
    if not any(review.opinions for review in reviews):
        what = "no opinion is marked in it" if reviews else "it is empty"
        raise InputError(f"{path}: {what}; expected a JSON object a line, with 'text' and 'tuples'")
    return reviews


def _rows(path: Path) -> Iterator[Review]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _row(line, f"{path}, line {number}")


def _row(line: str, where: str) -> Review:
    try:
        row = MarkedReview.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise InputError(f"{where}: {name and f'{name}: '}{first['msg']}") from None
    return Review(row.text, row.triplets())
