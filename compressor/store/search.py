"""Find sentences by their words."""

from __future__ import annotations

import re
import sqlite3

from compressor.relevance.terms import unstemmed
from compressor.store.results import SentenceHit

_ANY_WORD = re.compile(r"[^\W_]+")

_SEARCH = """
SELECT x.document, d.source, x."start", x."end", x.text AS quote, -found.rank AS score
FROM (
  SELECT rowid, rank FROM sentence_index
  WHERE sentence_index MATCH :words {within} ORDER BY rank LIMIT :limit
) AS found
JOIN sentences x ON x.id = found.rowid
JOIN documents d ON d.id = x.document
ORDER BY score DESC, x.id
"""
_WITHIN = """
AND rowid IN (SELECT x.id FROM documents d JOIN sentences x ON x.document = d.id WHERE d.source GLOB :source)
"""


def search(connection: sqlite3.Connection, words: str, source: str | None, limit: int) -> tuple[SentenceHit, ...]:
    """Return the sentences with any of the words, those that say most of them first (BM25)."""
    expression = match_expression(words, " OR ")
    if not expression:
        return ()
    statement = _SEARCH.format(within=_WITHIN if source is not None else "")
    found = connection.execute(statement, {"words": expression, "source": source, "limit": limit})
    names = [column[0] for column in found.description]
    return tuple(SentenceHit(**dict(zip(names, row, strict=True))) for row in found)


def match_expression(words: str, joined_by: str) -> str:
    """Write words as an FTS5 expression that cannot be a wrong one; '' where there are none.

    Function words are left out unless there are no others.
    """
    found = unstemmed(words) or _ANY_WORD.findall(words.lower())
    wanted = dict.fromkeys(word.removesuffix("'s") for word in found)  # an owner is looked for like others
    return joined_by.join(f'"{word}"' for word in wanted)
