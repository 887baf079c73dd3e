"""Read a parsed text as plain lists, for rules that walk every token.

spaCy makes an object for each token that is looked at; a rule that asks ten questions of every
token pays for thousands of them. The lists here are filled once for a Doc and kept with it, and
the rules speak of tokens by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from compressor.extraction.found import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from compressor.extraction.nlp import Parsed

_WORD = re.compile(r"[^\W_]|[%°‰$€£¥₹]")
_UNIT_AND_STOP = re.compile(
    r"[\d.,]*\d(?:m|k|bn|s|h|kg|km)\.|(?:m|k|bn)\."
)  # a tokenizer takes '€7.2m.' for an abbreviation
_KEY = "compressor.syntax"

_LEADING = frozenset({"cc", "punct", "preconj", "mark"})
_STATEMENTS = frozenset({"appos", "parataxis"})
_BRACKETS = {")": "(", "]": "[", "”": "“", "''": "``", '"': '"', "’": "‘"}

HYPHENS = frozenset({"-", "–", "/"})
AUXILIARIES = ("aux", "auxpass")
WH_WORDS = frozenset({"which", "who", "that", "whom"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
TIMES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Syntax:
    """The parse of a Doc, one entry a token; `left[i]:right[i]` is the subtree of token i."""

    forms: list[str]  # as written
    words: list[str]  # lower case
    lemmas: list[str]
    dep: list[str]
    pos: list[str]
    tag: list[str]
    label: list[str]  # entity label, or ''
    joined: list[bool]  # no blank between the token and the next
    head: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]

    def child(self, token: int, *relations: str) -> int | None:
        """Return the first child of a token that stands in one of the relations."""
        return next(self.each(token, *relations), None)

    def each(self, token: int, *relations: str) -> Iterator[int]:
        """Yield the children of a token that stand in one of the relations, in text order."""
        dep = self.dep
        return (child for child in self.children[token] if dep[child] in relations)

    def sentence(self, token: int) -> tuple[int, int]:
        """Return the tokens of the sentence that a token stands in, as start:end."""
        return self.sentences[self.sentence_of[token]]

    def word_before(self, token: int) -> str:
        """Return what stands in front of a phrase: the mark that opens it, else the word before, else ''."""
        start = self.left[token]
        if self.pos[start] == "PUNCT":
            return self.words[start]
        return self.words[start - 1] if start else ""

    def written(self, tokens: Sequence[int]) -> str:
        """Return tokens as the text writes them, one blank where some are left out between."""
        parts = [self.forms[tokens[-1]]]
        for token, following in reversed(list(pairwise(tokens))):
            parts.append(self.forms[token] + ("" if self.joined[token] and following == token + 1 else " "))
        return "".join(reversed(parts))

    def name_end(self, token: int) -> int:
        """Return one past the last token of the entity that a token stands in, or of the token."""
        end, label = token + 1, self.label[token]
        while label and end < self.right[token] and self.label[end] == label:
            end += 1
        return end


def syntax_of(doc: Doc) -> Syntax:
    """Return the lists of a Doc, made at the first call and kept with it."""
    syntax = doc.user_data.get(_KEY)
    if not isinstance(syntax, Syntax):
        syntax = doc.user_data[_KEY] = _read(doc)
    return syntax


def range_of(parsed: Parsed, start: int, end: int) -> Range:
    """Return where tokens start:end stand in the document."""
    first, last = parsed.range(parsed.doc[start]), parsed.range(parsed.doc[end - 1])
    is_stop = start < end - 1 and _UNIT_AND_STOP.fullmatch(parsed.doc[end - 1].text) is not None
    return Range(first.start, last.end - is_stop)


def phrase(syntax: Syntax, head: int, *, is_short: bool = False) -> tuple[int, int]:
    """Return a phrase as start:end, without what only leads into it or opens a statement of its own.

    A clause that says which one is meant stays with its noun, unless the phrase shall be short.
    """
    start, end = syntax.left[head], syntax.right[head]
    is_defined = any(syntax.dep[child] == "relcl" and not _states(syntax, child) for child in syntax.children[head])
    if syntax.label[head] in TIMES and not is_defined:
        end = syntax.name_end(head)  # what follows a date says more of the event than of the date
    spine: int | None = head
    while spine is not None:
        after = [child for child in syntax.children[spine] if child > spine and syntax.left[child] < end]
        spine = None
        for child in after:
            if _states(syntax, child) or (is_short and syntax.dep[child] == "relcl"):
                end = max(syntax.left[child], head + 1)  # a parse may cross itself
                break
            spine = child
    start, end = trimmed(syntax, start, end)
    return min(start, head), max(end, head + 1)  # a parse may take the head itself for punctuation


def _states(syntax: Syntax, child: int) -> bool:
    """Tell whether a modifier behind a noun says something that is a statement of its own."""
    if syntax.dep[child] in ("acl", "relcl"):  # without a comma it says which one is meant
        return syntax.word_before(child) == ","
    if syntax.dep[child] == "appos" and any(syntax.words[word] == "or" for word in syntax.each(child, "cc")):
        return False  # 'a folder, a bucket or a path'
    return syntax.dep[child] in _STATEMENTS


def trimmed(syntax: Syntax, start: int, end: int) -> tuple[int, int]:
    """Drop conjunctions and punctuation at the edges, but no bracket or quote that closes one inside.

    An end within a written word moves to the end of the word: '46.8m' and 'e-mail' are more than one token.
    """
    while start < end - 1 and (syntax.dep[start] in _LEADING or not is_word(syntax, start)):
        start += 1
    while start > 1 and syntax.forms[start - 1] in HYPHENS and syntax.joined[start - 1] and syntax.joined[start - 2]:
        start -= 2  # 'sub-processor'
    while end > start + 1 and _trails(syntax, start, end - 1):
        end -= 1
    while end < len(syntax.joined) and syntax.joined[end - 1] and _goes_on(syntax, end):
        end += 1
    return start, end


def _goes_on(syntax: Syntax, token: int) -> bool:
    if syntax.forms[token] in HYPHENS:
        return syntax.joined[token] and syntax.forms[token + 1 : token + 2] != [] and syntax.forms[token + 1].isalnum()
    return syntax.forms[token].isalnum() or _UNIT_AND_STOP.fullmatch(syntax.forms[token]) is not None


def first_of_row(syntax: Syntax, verb: int) -> int:
    """Return the verb that a coordinated one goes back to, or the verb itself."""
    while syntax.dep[verb] == "conj" and syntax.pos[syntax.head[verb]] in ("VERB", "AUX") and syntax.head[verb] < verb:
        verb = syntax.head[verb]
    return verb


def is_word(syntax: Syntax, token: int) -> bool:
    """Tell a word, number or amount from punctuation and marks of layout, whatever the tagger calls them."""
    return _WORD.search(syntax.forms[token]) is not None


def _trails(syntax: Syntax, start: int, last: int) -> bool:
    if is_word(syntax, last) and syntax.dep[last] != "cc":
        return False
    opening = _BRACKETS.get(syntax.words[last])
    return opening is None or opening not in syntax.words[start:last]


def _read(doc: Doc) -> Syntax:
    columns = doc.to_array(["ORTH", "LOWER", "LEMMA", "DEP", "POS", "TAG", "ENT_TYPE", "SPACY", "HEAD"])
    strings = doc.vocab.strings
    named = []
    for column in columns.T[:7].tolist():
        names = {key: strings[key] for key in set(column)}
        named.append([names[key] for key in column])
    forms, words, lemmas, dep, pos, tag, label = named
    joined = (columns[:, 7] == 0).tolist()
    offsets = columns[:, 8].astype("int64").tolist()
    head = [token + offset for token, offset in enumerate(offsets)]
    children: list[list[int]] = [[] for _ in head]
    for token, parent in enumerate(head):
        if parent != token:
            children[parent].append(token)
    left, right = _edges(head)
    sentences = [(sent.start, sent.end) for sent in doc.sents] if doc.has_annotation("SENT_START") else []
    sentence_of = [number for number, (start, end) in enumerate(sentences) for _ in range(start, end)]
    return Syntax(
        forms, words, lemmas, dep, pos, tag, label, joined, head, children, left, right, sentences, sentence_of
    )


def _edges(head: list[int]) -> tuple[list[int], list[int]]:
    """Return the first token of each subtree, and one past its last, in linear time.

    Seen in text order, the first token that climbs to an ancestor is its left edge, so each
    climb can stop at the first ancestor that has been reached before.
    """
    left, right = list(range(len(head))), list(range(len(head)))
    for edge, order in ((left, range(len(head))), (right, range(len(head) - 1, -1, -1))):
        reached = [False] * len(head)
        for token in order:
            climb = token
            while not reached[climb]:
                reached[climb] = True
                edge[climb] = token
                climb = head[climb]
    return left, [last + 1 for last in right]
