"""Folders of documents and questions; README.md describes the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, ValidationError

from compressor.errors import InputError

DOCUMENTS, QUESTIONS = "documents.jsonl", "questions.jsonl"


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("it is blank; expected words")
    return text


Words = Annotated[str, AfterValidator(_not_blank)]


class Document(BaseModel):
    """A line of documents.jsonl."""

    doc_id: Words
    text: Words


class Question(BaseModel):
    """A line of questions.jsonl."""

    id: Words
    doc_id: Words
    question: Words
    answers: list[str]
    evidence: list[Words]
    answer_kind: str = "verbatim"  # of any other kind, the answers do not stand in the document word for word


class QuestionSet(NamedTuple):
    """Documents by name and the questions about them."""

    name: str
    documents: dict[str, str]
    questions: list[Question]


Row = TypeVar("Row", bound=BaseModel)


def question_sets(folder: Path) -> Iterator[Path]:
    """Yield the sets of a folder: itself, or those in it."""
    inside = sorted(path.parent for path in folder.glob(f"*/{QUESTIONS}"))
    found = [folder] if (folder / QUESTIONS).is_file() else inside
    if not found:
        raise InputError(f"{folder} has no {QUESTIONS}, and no folder in it has one; expected a set of questions")
    yield from found


def read(folder: Path, limit: int | None = None) -> QuestionSet:
    """Read a set, its first `limit` questions and the documents they are about; raises InputError."""
    questions = list(rows(folder / QUESTIONS, Question))[:limit]
    if not questions:
        raise InputError(f"{folder / QUESTIONS} has no questions")
    documents = _documents(folder, questions)
    for question in questions:
        _check(question, documents, folder / QUESTIONS)
    return QuestionSet(folder.resolve().name, documents, questions)


def _documents(folder: Path, questions: list[Question]) -> dict[str, str]:
    """Read documents.jsonl or, without one, the files that the questions name."""
    path = folder / DOCUMENTS
    if path.is_file():
        return _by_name(rows(path, Document), path)
    names = dict.fromkeys(question.doc_id for question in questions)
    return {name: _text(folder / name) for name in names if (folder / name).is_file()}


def _by_name(rows: Iterable[Document], path: Path) -> dict[str, str]:
    documents: dict[str, str] = {}
    for row in rows:
        if row.doc_id in documents:
            raise InputError(f"{path}: the doc_id {row.doc_id!r} stands twice; expected a name of its own for each")
        documents[row.doc_id] = row.text
    return documents


def _check(question: Question, documents: dict[str, str], path: Path) -> None:
    text = documents.get(question.doc_id)
    if text is None:
        raise InputError(
            f"{path}: question {question.id!r} is about {question.doc_id!r}, which is no document of the set; "
            f"expected a doc_id of {DOCUMENTS} or the name of a file beside it"
        )
    for evidence in question.evidence:
        if evidence not in text:
            raise InputError(
                f"{path}: question {question.id!r} has the evidence {evidence[:60]!r}, which does not stand in "
                f"{question.doc_id!r}; expected words copied from the document, blanks and all"
            )


def rows(path: Path, kind: type[Row]) -> Iterator[Row]:
    """Yield the lines of a file of JSON objects; raises InputError that names the file, the line and the place."""
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            try:
                yield kind.model_validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                where = ".".join(map(str, first["loc"])) or "the line"
                raise InputError(f"{path}, line {number}: {where}: {first['msg']}") from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}; expected a file of UTF-8 text") from None
