"""Read a question: which of its terms say what is asked for, and how much each weighs.

A long question names its topic first and then qualifies it; it repeats itself; it quotes the names of
things; and it holds words about the asking ("describe", "the parts related to") that no answer holds.
"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from compressor.relevance.bm25 import Postings
from compressor.relevance.terms import terms

Query = dict[str, float]  # what each term of a question weighs

TOPIC_TERMS = 5  # the first terms of a question weigh in full
FADING = 10  # terms after these at which the weight is down to a half
QUOTED_WEIGHT = 2.0  # a quoted term weighs so many times as much

_ASKING = """
describe detail discuss discussion explain highlight identify list mention outline part relate say said
summarize summarise summary talk tell think thought
"""
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|`([^`]+)`')
_DATE_ASKED = re.compile(r"\b(?:when|date|(?:what|which) (?:year|month|day|time|decade|century))\b", re.IGNORECASE)
_DOCUMENT_MEANT = re.compile(
    r"\b(?:this|the) (?:\w+ )?(?:agreement|article|chapter|contract|document|letter|manual|memo|minutes|page|paper"
    r"|policy|report|story|study|text|transcript)\b",
    re.IGNORECASE,
)


def read(question: str) -> Query:
    """Return the weight of every term of a question; words about the asking are left out unless there are no others."""
    asked = terms(question)
    times = Counter(asked)
    weights: Query = dict.fromkeys(asked, 0.0)
    for place, term in enumerate(asked):
        weights[term] += 1 / (1 + max(0, place - TOPIC_TERMS) / FADING) / np.sqrt(times[term])
    for term in {term for match in _QUOTED.findall(question) for term in terms(" ".join(match))}:
        weights[term] *= QUOTED_WEIGHT
    about_asking = set(terms(_ASKING))
    return {term: weight for term, weight in weights.items() if term not in about_asking} or weights


def shared(postings: Postings, query: Query) -> Query:
    """Return a query whose terms weigh less the more they stand together: such terms name one thing.

    The weight is divided by the square root of the sum of a term's cosine similarities with all terms of
    the query, itself included, over the units they stand in. Linear in the occurrences of the terms.
    """
    places = {term: np.unique(postings.units[term]) for term in query if term in postings.units}
    together = np.zeros(postings.size)
    for held in places.values():
        together[held] += 1 / np.sqrt(len(held))
    return {term: query[term] / np.sqrt(together[held].sum() / np.sqrt(len(held))) for term, held in places.items()}


def asks_for_date(question: str) -> bool:
    """Whether the answer will be a date."""
    return bool(_DATE_ASKED.search(question))


def asks_about_document(question: str) -> bool:
    """Whether the question speaks of the document itself, whose opening says what it is, whose and of when."""
    return bool(_DOCUMENT_MEANT.search(question))
