"""Drop what a sentence can be read without: its citations, and function words by its parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from compressor.extraction.citations import find_citations
from compressor.extraction.dispensable import RULES
from compressor.extraction.found import Range
from compressor.extraction.nlp import BATCH_SIZE, divided, load
from compressor.extraction.syntax import syntax_of
from compressor.options import DEFAULT_PIPELINE

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_NEEDED = ("tok2vec", "transformer", "tagger", "parser")
_LAYOUT = re.compile(r"[|`{}\t]|^\s*#")  # tables, code and headings
_MARK = re.compile(r"\s*\(?\w{1,4}[.)]\s")  # of a list item
_SIGNS = re.compile(r"[()\[\]“”«»\"]")
_OPENING = {")": "(", "]": "[", "”": "“", "»": "«", '"': '"'}
_QUOTES = '“«"'
_LEFT_EDGES = "([“«\"'"


def tighten(texts: Sequence[str], pipeline: str | Language | None = None) -> list[list[Range]]:
    """Return the stretches of each sentence that stay, in order; put together as they are, they read as one.

    Headings, table rows, code and sentences whose brackets or quotes do not pair stay whole; so does
    all that stands in quotes.
    """
    nlp = load(pipeline or DEFAULT_PIPELINE)
    unused = [name for name in nlp.pipe_names if name not in _NEEDED]
    docs = nlp.pipe([_tokenize(nlp, text) for text in texts], batch_size=BATCH_SIZE, disable=unused)
    return [_without(text, _dispensable(text, doc)) for text, doc in zip(texts, docs, strict=True)]


def _tokenize(nlp: Language, text: str) -> Doc:
    """Return a text as one sentence; a line break within it is a blank to the parser."""
    return divided(nlp.make_doc(re.sub(r"\s", " ", text)), [0])


def _dispensable(text: str, doc: Doc) -> list[Range]:
    quotes = _quotes(text)
    if quotes is None or _LAYOUT.search(text) or not doc.has_annotation("DEP"):
        return []
    syntax = syntax_of(doc)
    starts = list(accumulate(map(_width, syntax.forms, syntax.joined), initial=0))
    tokens = {token for rule in RULES for token in rule(syntax)}
    words = (Range(starts[token], starts[token] + len(syntax.forms[token])) for token in tokens)
    found = [*find_citations(text), *words]
    return [x for x in found if not any(x.start < end and start < x.end for start, end in quotes)]


def _width(form: str, joined: bool) -> int:
    return len(form) + (not joined)


def _quotes(text: str) -> list[Range] | None:
    """Return what stands in quotes; None where quotes or brackets do not pair."""
    mark = _MARK.match(text)
    opened: list[tuple[str, int]] = []
    found: list[Range] = []
    for match in _SIGNS.finditer(text, mark.end() if mark else 0):
        sign = match.group()
        if opened and opened[-1][0] == _OPENING.get(sign):
            opening, start = opened.pop()
            if opening in _QUOTES:
                found.append(Range(start, match.end()))
        elif sign in _OPENING and sign != '"':
            return None
        else:
            opened.append((sign, match.start()))
    return None if opened else found


def _without(text: str, gaps: Iterable[Range]) -> list[Range]:
    """Return what is left of a text; a gap takes the blanks before it along, at a left edge those behind it."""
    kept: list[Range] = []
    start = 0
    for gap in sorted(gaps):
        goes_on = text[gap.end : gap.end + 1].isalnum()  # 'as [3]but': the blank before has to part them
        _keep(kept, text, start, gap.start if goes_on else len(text[: gap.start].rstrip()))
        start = max(start, gap.end)
    _keep(kept, text, start, len(text))
    is_empty = not any(char.isalnum() for start, end in kept for char in text[start:end])
    return [Range(0, len(text))] if is_empty and text.strip() else kept


def _keep(kept: list[Range], text: str, start: int, end: int) -> None:
    if not kept or text[kept[-1].end - 1] in _LEFT_EDGES:
        start += len(text[start:end]) - len(text[start:end].lstrip())
    if start < end:
        kept.append(Range(start, end))
