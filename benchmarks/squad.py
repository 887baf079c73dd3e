"""Makes a set of questions from the JSON of SQuAD 2.0, and so an example for other data.

    python benchmarks/squad.py dev-v2.0.json sets/squad2

The file is the one that https://rajpurkar.github.io/SQuAD-explorer/ offers. An article becomes a document, its
paragraphs parted by blank lines. Of the questions those with an answer are taken; the evidence is the sentence
around the answer that most annotators chose.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from folders import DOCUMENTS, QUESTIONS, Document, Question
from pydantic import BaseModel, ValidationError
from texts import sentence_spans

from compressor.errors import CompressorError, InputError


class Answer(BaseModel):
    """An annotator's answer and where it stands in its paragraph."""

    text: str
    answer_start: int


class Asked(BaseModel):
    """A question; the answers to one that cannot be answered are none."""

    id: str
    question: str
    answers: list[Answer]


class Paragraph(BaseModel):
    """A paragraph of an article and the questions on it."""

    context: str
    qas: list[Asked]


class Article(BaseModel):
    """A Wikipedia article."""

    title: str
    paragraphs: list[Paragraph]


class Squad(BaseModel):
    """The whole file."""

    data: list[Article]


def convert(squad: Squad) -> tuple[list[Document], list[Question]]:
    """Return the documents and questions; raises InputError for an answer that is not where the file says."""
    documents = [Document(doc_id=a.title, text="\n\n".join(p.context for p in a.paragraphs)) for a in squad.data]
    questions = [
        _question(article.title, paragraph.context, asked)
        for article in squad.data
        for paragraph in article.paragraphs
        for asked in paragraph.qas
        if asked.answers
    ]
    return documents, questions


def _question(title: str, context: str, asked: Asked) -> Question:
    ((start, text), _), *_ = Counter((answer.answer_start, answer.text) for answer in asked.answers).most_common(1)
    end = start + len(text)
    if context[start:end] != text:
        raise InputError(f"question {asked.id!r}: {text!r} is not at {start} of its paragraph, as it should be")
    return Question(
        id=asked.id,
        doc_id=title,
        question=asked.question,
        answers=list(dict.fromkeys(answer.text for answer in asked.answers)),
        evidence=[context[a:b] for a, b in sentence_spans(context) if a < end and start < b],
    )


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def main(source: Path, folder: Path) -> None:
    """Make a set of questions in FOLDER from SOURCE, a JSON file of SQuAD 2.0."""
    try:
        documents, questions = convert(Squad.model_validate_json(source.read_bytes()))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise click.ClickException(f"{source} is not in the format of SQuAD 2.0: {where}: {first['msg']}") from None
    except CompressorError as error:
        raise click.ClickException(f"{source}: {error}") from None
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in ((DOCUMENTS, documents), (QUESTIONS, questions)):
        (folder / name).write_text("".join(f"{row.model_dump_json()}\n" for row in rows), encoding="utf-8")
    click.echo(f"{len(documents)} documents, {len(questions)} questions")


if __name__ == "__main__":
    main()
